"""Who is told what of internships. Nobody is told of the own doing; pages ask by themselves who may see them."""

from django.db.models import Q
from django.urls import reverse

from network.models import Offer
from people.enums import Role
from people.models import Affiliation
from people.selectors import gates
from people.services import notices
from visits.enums import PlacementAction
from visits.models import Placement, PlacementEvent
from visits.notice_kinds import placements as kinds


def moved(placement: int, action: str) -> None:
    """Subscribed to `visits.events.placement_moved`."""
    kind = kinds.OF_PLACEMENTS.get(PlacementAction(action))
    if kind is None:
        return
    row = Placement.objects.select_related("offer").get(pk=placement)
    event = PlacementEvent.objects.filter(placement=placement).order_by("-pk").first()
    told = _school(row) | _host(row) | _pupil(row)
    told -= {event.actor_id if event else None}
    path = reverse("placement_detail", args=[row.pk])
    notices.send(to={pk for pk in told if pk is not None}, kind=kind, path=path, offer=row.offer.title)


def wished(offer: int, pupil: int, adviser: int) -> None:
    """Subscribed to `visits.events.placement_wished`: once, to the form that is filled in for this pupil."""
    title = Offer.objects.values_list("title", flat=True).get(pk=offer)
    path = f"{reverse('placement_create', args=[offer])}?pupil={pupil}"
    key = f"placement-wish:{offer}:{pupil}"
    notices.send(to=[adviser], kind=kinds.PLACEMENT_WISHED, path=path, key=key, offer=title)


def _school(row: Placement) -> set[int | None]:
    heads = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=row.school_id, role=Role.SCHOOL_ADMIN, user__is_active=True
    )
    return {row.adviser_id, *heads.values_list("user", flat=True)}


def _host(row: Placement) -> set[int | None]:
    """Outside adults hear of it only while cleared."""
    answering = Q(pk=row.offer.author_id) | Q(pk=row.supervisor_id)
    return set(gates.cleared_adults().filter(answering).values_list("pk", flat=True))


def _pupil(row: Placement) -> set[int | None]:
    return set(gates.active_pupils().filter(pk=row.pupil_id).values_list("pk", flat=True))
