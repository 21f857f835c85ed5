"""Who stands on each side of a visit today, for telling them and for saying whose turn it is."""

from django.db.models import Q, QuerySet

from network.models import Offer
from people.enums import SCHOOL_STAFF, Role
from people.models import Affiliation, User
from people.selectors import gates
from visits.models import Visit


def hosts_of(offer: Offer) -> set[int]:
    """The cleared people who may answer for it: its author, and representatives of its organisation."""
    speaking = _hats(offer.organisation_id).filter(Q(role=Role.REPRESENTATIVE) | Q(user=offer.author_id))
    cleared = gates.cleared_adults().filter(pk__in=speaking.values("user"))
    return set(cleared.values_list("pk", flat=True))


def heads_of(school: int) -> set[int]:
    rows = _hats(school).filter(role=Role.SCHOOL_ADMIN, user__is_active=True)
    return set(rows.values_list("user", flat=True))


def deciders_of(visit: Visit) -> set[int]:
    """Heads of school who may approve it: never whoever organises it."""
    return heads_of(visit.school_id) - {visit.organiser_id}


def organisers_of(visit: Visit) -> set[int]:
    """Whoever organises it, and in place of somebody who left the school its heads."""
    stays = Visit.objects.filter(gates.is_staff_of("organiser", "school"), pk=visit.pk).exists()
    return {visit.organiser_id} if stays else heads_of(visit.school_id)


def staff_of(visit: Visit) -> set[int]:
    """The school's people who go along, as far as they still work there."""
    rows = visit.staff.filter(gates.is_staff_of("person", "visit__school"))
    return set(rows.values_list("person", flat=True))


def pupils_of(visit: Visit) -> set[int]:
    """Who goes, as far as the pupil may log in."""
    going = visit.attendees.filter(left_off_at=None).values("pupil")
    return set(gates.active_pupils().filter(pk__in=going).values_list("pk", flat=True))


def school_staff(school: int) -> QuerySet[User]:
    """Everybody who works there today, in the order of the given names."""
    worn = _hats(school).filter(role__in=sorted(SCHOOL_STAFF))
    return User.objects.filter(pk__in=worn.values("user"), is_active=True).order_by("full_name", "pk")


def _hats(organisation: int) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation)
