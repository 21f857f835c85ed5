"""Whose papers a school keeps."""

from django.db.models import Exists, OuterRef, QuerySet

from people.enums import Role
from people.models import Affiliation, User
from people.selectors import gates
from people.selectors.hats import Hats

_ADMIN = frozenset({Role.SCHOOL_ADMIN})


def administered_by(worn: Hats) -> QuerySet[User]:
    """Pupils of the schools the person administers; those who left, too, until another school has them."""
    schools = worn.organisations_as(_ADMIN)
    hats_of = Affiliation.objects.filter(user=OuterRef("pk"))
    here = Exists(hats_of.filter(organisation__in=schools, role=Role.STUDENT))
    others = hats_of.filter(gates.affiliation_is_current()).exclude(role=Role.STUDENT, organisation__in=schools)
    return User.objects.filter(here, ~Exists(others))


def adults() -> QuerySet[User]:
    """Whoever has worn a hat other than a pupil's: the Department keeps their papers."""
    other = Affiliation.objects.filter(user=OuterRef("pk")).exclude(role=Role.STUDENT)
    return User.objects.filter(Exists(other))
