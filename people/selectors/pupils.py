"""A school's pupils as those who keep its roll see them. Showing a name is a read: the views note it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.text import fold
from people.enums import ConsentPurpose, Role
from people.models import Affiliation, Guardianship, School, User
from people.rosters import classes
from people.selectors import gates, hats

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
_KEEPERS = frozenset({Role.ADVISER, Role.SCHOOL_ADMIN})
# What a list can be narrowed to.
STATES = ("open", "never", "consent")


# Affiliations with `consented` beside them, which their type does not know.
Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class ClassRow:
    """How many of a class have an open account, never came, and wait for a guardian."""

    name: str
    pupils: int
    open: int
    never: int
    unconsented: int


def school_of(pk: int) -> School:
    found = School.objects.select_related("organisation").filter(organisation__pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy trường này."))
    return found


def kept_by(user: hats.Anyone) -> QuerySet[School]:
    """The schools whose roll this person keeps."""
    schools = hats.of(user).organisations_as(_KEEPERS)
    return School.objects.filter(pk__in=schools).select_related("organisation")


def on_roll(school: School) -> Rows:
    """One row a pupil, with what the account lacks: `consented`, and of the user `assented_at` and `last_login`."""
    rows = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=school.pk, role=Role.STUDENT, ends_on=None
    )
    consented = gates.has_consent("user", purpose=ConsentPurpose.ACCOUNT)
    return rows.annotate(consented=consented).select_related("user").order_by("title", "user__sort_name", "pk")


def narrow(rows: Rows, *, q: str = "", class_name: str = "", state: str = "") -> Rows:
    """Each word typed must occur in the name, with or without diacritics, or be the user name or the code."""
    for word in fold(q).split():
        rows = rows.filter(
            Q(user__sort_name__contains=word) | Q(user__username__startswith=word) | Q(pupil_code__iexact=word)
        )
    if class_name:
        rows = rows.filter(title=class_name)
    if state == "open":
        rows = rows.filter(consented=True, user__assented_at__isnull=False, user__is_active=True)
    if state == "never":
        rows = rows.filter(user__last_login=None)
    return rows.filter(consented=False) if state == "consent" else rows


def classes_of(school: School) -> list[ClassRow]:
    """In the order a school lists them; counts only, no name."""
    is_open = Q(consented=True, user__assented_at__isnull=False, user__is_active=True)
    counted = (
        on_roll(school)
        .order_by()
        .values("title")
        .annotate(
            pupils=Count("pk"),
            open=Count("pk", filter=is_open),
            never=Count("pk", filter=Q(user__last_login=None)),
            unconsented=Count("pk", filter=Q(consented=False)),
        )
        .values_list("title", "pupils", "open", "never", "unconsented")
    )
    return sorted((ClassRow(*row) for row in counted), key=lambda row: classes.order_of(row.name))


def get_on_roll(school: School, pk: int) -> Affiliation:
    found: Affiliation | None = on_roll(school).filter(user__pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy em này trong danh sách của trường."))
    return found


def same_person_on_roll(school: School, full_name: str, birth_date: dt.date) -> Rows:
    """Pupils of this name (marks aside) and birth date."""
    probe = User(full_name=full_name)
    probe.complete()
    return on_roll(school).filter(user__sort_name=probe.sort_name, user__birth_date=birth_date)


def guardians_of(pupil: User) -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(pupil=pupil, ended_on=None).select_related("guardian").order_by("pk")


def administered_by(worn: hats.Hats) -> QuerySet[User]:
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
