"""Times at which a host receives pupils, one by one: opened, made larger or smaller, closed, opened again."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, wording
from core.actors import signed
from core.errors import Conflict, Invalid
from network.models import Offer
from people.models import User
from visits import repeats
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES
from visits.models import Slot, Visit
from visits.permissions import hostings as permissions
from visits.rules import GROUPS_MOST, PARTY_MOST, SERIES_DAYS, SLOT_HOURS, SLOT_MINUTES
from visits.selectors import closures, host_slots
from visits.services import hostings, visits


@dataclass(frozen=True)
class Opening:
    day: dt.date
    starts: dt.time
    seats: int
    minutes: int = 120
    groups: int = 1


@signed
@transaction.atomic
def open_one(*, offer: Offer, opening: Opening, by: User) -> Slot:
    offer = hostings.locked(offer)
    permissions.check_can_open_slots(by, offer)
    check_size(opening.seats, opening.groups)
    check_times(opening.starts, opening.minutes)
    _check_day(offer, opening.day)
    begins, ends = repeats.times(opening.day, opening.starts, opening.minutes, clock.zone())
    if begins <= clock.now():
        raise Invalid(_("Giờ này đã qua."), field="starts")
    slot = Slot(offer=offer, starts_at=begins, ends_at=ends, seats=opening.seats, groups=opening.groups)
    return put(slot)


@signed
@transaction.atomic
def resize(*, slot: Slot, seats: int, groups: int, by: User) -> Slot:
    """More seats go to who waits at once; fewer only down to what is taken."""
    check_size(seats, groups)
    slot = locked(slot)
    permissions.check_can_host(by, slot.offer)
    _check_is_to_come(slot)
    if seats < slot.seats_taken:
        raise Conflict(_("Đã có %(n)d học sinh giữ chỗ, không giảm xuống dưới số ấy được.") % {"n": slot.seats_taken})
    if groups < slot.groups_taken:
        raise Conflict(_("Đã có %(n)d đoàn giữ chỗ, không giảm xuống dưới số ấy được.") % {"n": slot.groups_taken})
    slot.seats, slot.groups = seats, groups
    slot.save(update_fields=["seats", "groups"])
    visits.move_line(slot=slot.pk)
    slot.refresh_from_db()
    return slot


@signed
@transaction.atomic
def close(*, slot: Slot, by: User, cancels: bool = False, reason: str = "") -> Slot:
    """With `cancels`, whoever booked is told `reason` and their visits end; without it, a booked slot stays open.

    Visits that hold seats are locked before the slot, as `services.visits` does.
    """
    held = list(
        Visit.objects.select_for_update(of=("self",)).filter(slot=slot, state__in=HOLDING_STATES).order_by("pk")
    )
    slot = locked(slot)
    permissions.check_can_host(by, slot.offer)
    _check_is_to_come(slot)
    if slot.closed_at:
        raise Conflict(_("Khung giờ này đã đóng rồi."))
    open_visits = list(Visit.objects.filter(slot=slot, state__in=OPEN_VISIT_STATES).order_by("pk"))
    if open_visits and not cancels:
        raise Conflict(_booked(len(open_visits)))
    if {visit.pk for visit in open_visits if visit.state in HOLDING_STATES} != {visit.pk for visit in held}:
        raise Conflict(_("Vừa có một đoàn đặt khung giờ này. Hãy tải lại trang rồi quyết định."))
    slot.closed_at = clock.now()
    slot.save(update_fields=["closed_at"])
    for visit in open_visits:
        visits.cancel(visit=visit, reason=reason, by=by)
    slot.refresh_from_db()
    return slot


@signed
@transaction.atomic
def reopen(*, slot: Slot, by: User) -> Slot:
    offer = hostings.locked(slot.offer)
    permissions.check_can_open_slots(by, offer)
    slot = locked(slot)
    _check_is_to_come(slot)
    if slot.closed_at is None:
        raise Conflict(_("Khung giờ này đang mở."))
    _check_day(offer, slot.starts_at.astimezone(clock.zone()).date())
    slot.closed_at = None
    return put(slot)


def locked(slot: Slot) -> Slot:
    return Slot.objects.select_for_update(of=("self",)).select_related("offer__organisation").get(pk=slot.pk)


def put(slot: Slot) -> Slot:
    """Write an open slot; Conflict names the time that is in the way. The offer is locked by the caller."""
    clash = host_slots.overlapping(slot.offer_id, slot.starts_at, slot.ends_at).exclude(pk=slot.pk).first()
    if clash is not None:
        raise Conflict(overlap_sentence(clash))
    try:
        with transaction.atomic():
            slot.save(update_fields=["closed_at"] if slot.pk else None)
    except IntegrityError:
        raise Conflict(_("Khung giờ này trùng với một khung vừa được mở. Hãy tải lại trang.")) from None
    return slot


def overlap_sentence(clash: Slot) -> str:
    begins, ends = clash.starts_at.astimezone(clock.zone()), clash.ends_at.astimezone(clock.zone())
    return _("Trùng với khung giờ đã mở: %(from)s–%(to)s %(day)s.") % {
        "from": f"{begins:%H:%M}",
        "to": f"{ends:%H:%M}",
        "day": wording.long_date(begins),
    }


def check_size(seats: int, groups: int) -> None:
    if not 1 <= seats <= PARTY_MOST:
        raise Invalid(_("Từ 1 đến %(n)d chỗ.") % {"n": PARTY_MOST}, field="seats")
    if not 1 <= groups <= min(GROUPS_MOST, seats):
        raise Invalid(_("Từ 1 đến %(n)d đoàn, mỗi đoàn ít nhất một học sinh.") % {"n": GROUPS_MOST}, field="groups")


def check_times(starts: dt.time, minutes: int) -> None:
    least, most = SLOT_MINUTES
    if not least <= minutes <= most:
        raise Invalid(_("Từ %(least)d đến %(most)d phút.") % {"least": least, "most": most}, field="minutes")
    ends = starts.hour * 60 + starts.minute + minutes
    if starts < SLOT_HOURS[0] or ends > SLOT_HOURS[1].hour * 60:
        raise Invalid(_("Chỉ đón học sinh từ 6 giờ đến 21 giờ."), field="starts")


def _check_day(offer: Offer, day: dt.date) -> None:
    today = clock.today()
    if day < today:
        raise Invalid(_("Ngày này đã qua."), field="day")
    if day > today + dt.timedelta(days=SERIES_DAYS):
        raise Invalid(_("Chỉ mở giờ đón trong vòng một năm tới."), field="day")
    off = closures.of_school(offer.organisation_id, day)
    if off:
        raise Invalid(_("Ngày này nơi đón nghỉ: %(why)s.") % {"why": off}, field="day")


def _check_is_to_come(slot: Slot) -> None:
    if slot.starts_at <= clock.now():
        raise Conflict(_("Khung giờ này đã qua."))


def _booked(count: int) -> str:
    return ngettext(
        "Đang có %(n)d đoàn đặt khung giờ này: hãy báo các đoàn trước, hoặc hủy các chuyến với một lý do.",
        "Đang có %(n)d đoàn đặt khung giờ này: hãy báo các đoàn trước, hoặc hủy các chuyến với một lý do.",
        count,
    ) % {"n": count}
