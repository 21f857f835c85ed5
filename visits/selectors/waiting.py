"""The line for a slot: who stands where."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from people.selectors import hats
from visits.enums import OPEN_VISIT_STATES, VisitState
from visits.models import Slot, Visit


def with_places(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Each that waits with `place`, its number in the line, the first being 1."""
    before = Q(booked_at__lt=OuterRef("booked_at")) | Q(booked_at=OuterRef("booked_at"), pk__lt=OuterRef("pk"))
    ahead = Visit.objects.filter(before, slot=OuterRef("slot"), state=VisitState.WAITING).order_by().values("slot")
    counted = Coalesce(Subquery(ahead.annotate(count=Count("pk")).values("count")), 0)
    return visits.annotate(place=counted + 1)


def place_of(visit: Visit) -> int:
    place: int = with_places(Visit.objects.filter(pk=visit.pk)).get().place  # type: ignore[attr-defined]
    return place


def waiting_of(viewer: hats.Anyone) -> QuerySet[Visit]:
    """What the reader's schools wait for, the next to begin first, with their places."""
    rows = Visit.objects.filter(state=VisitState.WAITING, school__in=hats.of(viewer).staffed_school_ids)
    return (
        with_places(rows).select_related("slot__offer__organisation", "organiser").order_by(F("slot__starts_at"), "pk")
    )


def own_at(viewer: hats.Anyone, slot: Slot) -> list[Visit]:
    """The open visits of the reader's schools in this slot, with their places."""
    rows = Visit.objects.filter(slot=slot, state__in=OPEN_VISIT_STATES, school__in=hats.of(viewer).staffed_school_ids)
    return list(with_places(rows).select_related("organiser", "club").order_by("booked_at", "pk"))
