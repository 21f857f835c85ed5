"""The times of a host, with who comes: the school and how many, never a pupil."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.gate import NOW
from network.models import Offer
from people.selectors import hats
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES
from visits.models import Series, Slot, SlotRequest, Visit
from visits.selectors import hostings


def kept_by(viewer: hats.Anyone) -> QuerySet[Slot]:
    """`held` of each slot are the visits that hold seats, with their schools."""
    held = Visit.objects.filter(state__in=HOLDING_STATES).select_related("school__organisation").order_by("pk")
    rows = Slot.objects.filter(offer__in=hostings.hosted_by(viewer).select_related(None).values("pk"))
    return rows.select_related("offer__organisation", "series").prefetch_related(
        Prefetch("visits", held, to_attr="held")
    )


def coming(viewer: hats.Anyone, offer: Offer | None = None) -> QuerySet[Slot]:
    """From today on, closed ones too: they can be opened again."""
    rows = kept_by(viewer).filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")
    return rows if offer is None else rows.filter(offer=offer)


def free_ahead(viewer: hats.Anyone) -> QuerySet[Slot]:
    """Open ones that nobody has booked, without more about them."""
    rows = Slot.objects.filter(offer__in=hostings.hosted_by(viewer).select_related(None).values("pk"))
    return rows.filter(~booked(), closed_at=None, ends_at__gt=NOW)


def between(viewer: hats.Anyone, begins: dt.datetime, ends: dt.datetime) -> QuerySet[Slot]:
    return kept_by(viewer).filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")


def get_for(viewer: hats.Anyone, pk: int) -> Slot:
    slot = kept_by(viewer).filter(pk=pk).first()
    if slot is None:
        raise NotFound(_("Không tìm thấy khung giờ này."))
    return slot


def series_of(offer: Offer) -> QuerySet[Series]:
    """Those that are not over."""
    return Series.objects.filter(offer=offer, last_day__gte=clock.today())


def series_for(viewer: hats.Anyone, pk: int) -> Series:
    rows = Series.objects.filter(offer__in=hostings.hosted_by(viewer).select_related(None).values("pk"))
    series = rows.select_related("offer__organisation").filter(pk=pk).first()
    if series is None:
        raise NotFound(_("Không tìm thấy lịch lặp này."))
    return series


def overlapping(offer: int, begins: dt.datetime, ends: dt.datetime) -> QuerySet[Slot]:
    """Open ones of the same offer."""
    return Slot.objects.filter(offer=offer, closed_at=None, starts_at__lt=ends, ends_at__gt=begins)


def booked() -> Exists:
    """Of a slot: somebody holds seats or waits for them."""
    return Exists(Visit.objects.filter(slot=OuterRef("pk"), state__in=OPEN_VISIT_STATES))


def tied() -> Q:
    """Of a slot: something remembers it, so that it may be closed but not taken away."""
    return Q(Exists(Visit.objects.filter(slot=OuterRef("pk")))) | Q(
        Exists(SlotRequest.objects.filter(slot=OuterRef("pk")))
    )


def open_visits_of(slot: Slot) -> int:
    """Groups that hold seats or wait in the line."""
    return Visit.objects.filter(slot=slot, state__in=OPEN_VISIT_STATES).count()
