"""A school looks for a visit that nobody offers yet: asking, telling hosts who fit, their answers, every ending.

An answer opens the slot and books the school into it in one transaction. Of two hosts who answer at once the first one
receives the school; the other is told that somebody else does.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network.models import Club, Field, Offer
from people.models import AdminUnit, School, User
from visits import events, rules
from visits.enums import SlotRequestState
from visits.models import Slot, SlotRequest, SlotRequestHost
from visits.permissions import slot_requests as permissions
from visits.permissions import visits as visit_permissions
from visits.selectors import slot_requests as selectors
from visits.services import visits
from visits.services.visits import Booking


@dataclass(frozen=True)
class Ask:
    """What a school looks for; with `offer` one host is meant of whom only the times do not fit."""

    school: School
    field: Field
    first_day: dt.date
    last_day: dt.date
    party: int
    about: str
    club: Club | None = None
    commune: AdminUnit | None = None
    offer: Offer | None = None


@signed
@transaction.atomic
def ask(*, wanted: Ask, by: User) -> SlotRequest:
    """Write it down and tell the hosts who fit."""
    permissions.check_can_ask_for(by, wanted.school.pk)
    visit_permissions.check_goes_for(wanted.school, wanted.club, None)
    _check(wanted)
    request = SlotRequest.objects.create(
        school=wanted.school,
        club=wanted.club,
        asked_by=by,
        field=wanted.field,
        offer=wanted.offer,
        commune=wanted.commune,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        party=wanted.party,
        about=wanted.about.strip(),
        asked_at=clock.now(),
    )
    _tell(request)
    return request


@signed
@transaction.atomic
def answer(*, told: SlotRequestHost, starts_at: dt.datetime, ends_at: dt.datetime, by: User) -> Slot:
    """Open a slot at that time, for exactly this party, and book the school into it."""
    permissions.check_can_answer(by, told)
    request = _locked(told.request)
    if request.state == SlotRequestState.ANSWERED:
        raise Conflict(_("Một nơi khác vừa nhận đoàn này rồi. Cảm ơn anh chị đã sẵn lòng."))
    state = rules.SLOT_REQUEST.target(request.state, "answer")
    _check_times(request, starts_at, ends_at)
    slot = _open(told.offer, starts_at, ends_at, request.party)
    booking = Booking(
        slot=slot, school=request.school, party=request.party, purpose=request.about, club=request.club, may_wait=False
    )
    visits.book(booking=booking, by=request.asked_by)
    request.slot, request.answered_by = slot, by
    _end(request, state)
    return slot


@signed
@transaction.atomic
def decline(*, told: SlotRequestHost, by: User) -> SlotRequestHost:
    """This host cannot receive them; the others may. Twice is the same as once."""
    permissions.check_can_answer(by, told)
    if told.declined_at is None:
        told.declined_at, told.declined_by = clock.now(), by
        told.save()
    return told


@signed
@transaction.atomic
def withdraw(*, request: SlotRequest, by: User) -> SlotRequest:
    permissions.check_can_withdraw(by, request)
    request = _locked(request)
    return _end(request, rules.SLOT_REQUEST.target(request.state, "withdraw"))


def expire_late() -> int:
    """End what nobody answered by its last day. Safe to run twice. Returns how many."""
    late = SlotRequest.objects.filter(state=SlotRequestState.OPEN, last_day__lt=clock.today())
    return sum(_expire(request) for request in late.order_by("pk"))


def look_again() -> int:
    """Tell hosts who came since of open requests that few heard of. Safe to run twice. Returns how many were told."""
    waiting = SlotRequest.objects.filter(state=SlotRequestState.OPEN, last_day__gte=clock.today())
    return sum(_tell_more(request) for request in waiting.order_by("pk"))


def _check(wanted: Ask) -> None:
    if wanted.last_day < wanted.first_day:
        raise Invalid(_("Ngày cuối không thể trước ngày đầu."), field="last_day")
    if wanted.last_day < timezone.localdate(clock.now() + rules.BOOK_AHEAD):
        raise Invalid(_("Những ngày này quá gần, không còn kịp chuẩn bị. Hãy lùi thêm vài ngày."), field="last_day")
    if (wanted.last_day - wanted.first_day).days > rules.SERIES_DAYS:
        raise Invalid(_("Khoảng ngày dài quá một năm. Hãy thu hẹp lại."), field="last_day")
    if not 1 <= wanted.party <= rules.PARTY_MOST:
        raise Invalid(_("Số học sinh từ 1 đến %(most)d.") % {"most": rules.PARTY_MOST}, field="party")
    if wanted.offer is not None and wanted.offer.kind not in rules.HOSTED_KINDS:
        raise Invalid(_("Đề nghị này không đón đoàn đến tham quan."), field="offer")
    if not wanted.about.strip():
        raise Invalid(_("Kể vài câu các em muốn xem gì, để nơi đón biết có hợp không."), field="about")


def _check_times(request: SlotRequest, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if not request.first_day <= timezone.localdate(starts_at) <= request.last_day:
        raise Invalid(_("Trường xin đi trong khoảng ngày đã ghi. Hãy chọn một ngày trong khoảng đó."), field="day")
    shortest, longest = rules.SLOT_MINUTES
    if not shortest <= (ends_at - starts_at).total_seconds() / 60 <= longest:
        raise Invalid(
            _("Mỗi lần đón từ %(least)d đến %(most)d phút.") % {"least": shortest, "most": longest}, field="minutes"
        )


def _open(offer: Offer, starts_at: dt.datetime, ends_at: dt.datetime, party: int) -> Slot:
    try:
        with transaction.atomic():
            return Slot.objects.create(offer=offer, starts_at=starts_at, ends_at=ends_at, seats=party)
    except IntegrityError:
        raise Conflict(_("Giờ này chồng lên một khung giờ khác của nơi đón. Hãy chọn giờ khác.")) from None


def _end(request: SlotRequest, state: SlotRequestState) -> SlotRequest:
    request.state, request.ended_at = state, clock.now()
    request.save()
    events.slot_request_ended.publish(request.pk)
    return request


def _tell(request: SlotRequest) -> int:
    """Hosts are told once a request, and of one request no more than `rules.TOLD_MOST`."""
    most = rules.TOLD_MOST - request.hosts.count()
    hosts = selectors.hosts_for(request, most) if most > 0 else []
    for offer in hosts:
        SlotRequestHost.objects.create(request=request, offer=offer, told_at=clock.now())
    if hosts:
        events.slot_requested.publish(request.pk)
    return len(hosts)


@transaction.atomic
def _tell_more(request: SlotRequest) -> int:
    request = _locked(request)
    return _tell(request) if request.state == SlotRequestState.OPEN else 0


@transaction.atomic
def _expire(request: SlotRequest) -> bool:
    request = _locked(request)
    if request.state != SlotRequestState.OPEN:
        return False
    _end(request, rules.SLOT_REQUEST.target(request.state, "expire"))
    return True


def _locked(request: SlotRequest) -> SlotRequest:
    return (
        SlotRequest.objects.select_for_update(of=("self",))
        .select_related("school__organisation", "asked_by", "club", "field")
        .get(pk=request.pk)
    )
