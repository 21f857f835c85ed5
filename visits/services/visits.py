"""A visit's life: booking, the line for a slot, the keys, what reopens them, and every way it ends.

Each function takes the row's lock, asks who and whether, moves the state by `rules.VISIT`, writes the history and keeps
seats and people's time exact in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network.models import Club
from people.models import School, User
from visits import events, rules
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES, Answer, Change, Step, VisitAction, VisitState
from visits.models import Attendee, SafetySheet, Slot, Visit, VisitEvent, VisitStaff
from visits.permissions import visits as permissions
from visits.selectors import agreements, readiness
from visits.services import busy, seats


@dataclass(frozen=True)
class Booking:
    """What a teacher says when booking. `lead` goes along and leads; by default whoever books.

    Who does not want to wait is refused where the seats cannot be held at once.
    """

    slot: Slot
    school: School
    party: int
    purpose: str = ""
    grade_band: str = ""
    needs: str = ""
    club: Club | None = None
    lead: User | None = None
    may_wait: bool = True


@signed
@transaction.atomic
def book(*, booking: Booking, by: User) -> Visit:
    """Join the line for a slot; with room for the party its seats are held at once, else the visit waits in order.

    The slot is locked first: it is not closed or taken away between the asking and the writing.
    """
    slot = Slot.objects.select_for_update(of=("self",)).select_related("offer").filter(pk=booking.slot.pk).first()
    if slot is None:
        raise Conflict(_("Khung giờ này không còn mở."))
    permissions.check_can_book(by, slot, booking.school, booking.party)
    permissions.check_goes_for(booking.school, booking.club, booking.lead)
    now = clock.now()
    visit = Visit(
        slot=slot,
        school=booking.school,
        club=booking.club,
        organiser=by,
        party=booking.party,
        purpose=booking.purpose.strip(),
        grade_band=booking.grade_band.strip(),
        needs=booking.needs.strip(),
        booked_at=now,
        waits_since=now,
    )
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:
        raise Conflict(_("Thầy cô đã đặt khung giờ này rồi.")) from None
    VisitStaff.objects.create(visit=visit, person=booking.lead or by, is_lead=True)
    record(visit, VisitAction.BOOK, by, visit.purpose)
    move_line(slot=visit.slot_id)
    visit.refresh_from_db()
    if visit.state == VisitState.WAITING and not booking.may_wait:
        raise Conflict(waits_because(visit))
    return visit


def waits_because(visit: Visit) -> str:
    """Why the seats could not be held: the host has none left, or whoever leads is elsewhere at that time."""
    slot = Slot.objects.get(pk=visit.slot_id)
    people = VisitStaff.objects.filter(visit=visit).values_list("person", flat=True)
    taken = busy.taken_among(people, slot.starts_at, slot.ends_at, but=visit.pk)
    if taken and visit.party <= slot.seats_left:
        return busy.sentence(taken)
    return _("Khung giờ này không còn đủ chỗ cho đoàn mình.")


@transaction.atomic
def move_line(*, slot: int) -> list[Visit]:
    """Give the free seats of a slot to those who wait, in the order they came, each that fits. Returns who got some.

    A party that does not fit, or whose teacher is elsewhere at that time, keeps its place in the line.
    """
    place = Slot.objects.select_for_update(of=("self",)).get(pk=slot)
    if place.closed_at or place.starts_at <= clock.now():
        return []
    waiting = Visit.objects.select_for_update(of=("self",)).filter(slot=slot, state=VisitState.WAITING)
    fitting = [visit for visit in waiting.order_by("booked_at", "pk") if visit.party <= place.seats_left]
    if len(fitting) > 1:
        busy.stand_in_line(people_of(visit.pk for visit in fitting))
    return [visit for visit in fitting if _promote(visit, place)]


def line_up_all(visit: Visit) -> None:
    """Before people are let go and the line moves: whoever wants one of them waits for what is let go, and is waited
    for by the line, unless all of them are taken first, in one order. The slot comes before them, as in `move_line`,
    and before the visit is written: who books the same again holds the slot and waits for what becomes of this one."""
    Slot.objects.select_for_update(of=("self",)).get(pk=visit.slot_id)
    waiting = Visit.objects.filter(slot=visit.slot_id, state=VisitState.WAITING).values_list("pk", flat=True)
    busy.stand_in_line(people_of([visit.pk, *waiting]))


def people_of(visits: Iterable[int]) -> set[int]:
    """Who goes along and who is on the rosters."""
    asked = list(visits)
    staff = VisitStaff.objects.filter(visit__in=asked).values_list("person", flat=True)
    pupils = Attendee.objects.filter(visit__in=asked, left_off_at=None).values_list("pupil", flat=True)
    return {*staff, *pupils}


def _promote(visit: Visit, slot: Slot) -> bool:
    """`slot` is locked, so what it says is so: with it a long line costs no question for each who does not fit."""
    if visit.party > slot.seats_left:
        return False
    try:
        with transaction.atomic():
            if not seats.take(slot=slot.pk, party=visit.party):
                return False
            _take_time_of_all(visit, slot)
            _move(visit, VisitAction.PROMOTE, None)
    except Conflict:
        return False
    slot.seats_taken, slot.groups_taken = slot.seats_taken + visit.party, slot.groups_taken + 1
    return True


@signed
@transaction.atomic
def approve(*, visit: Visit, by: User) -> Visit:
    """The head of school's key."""
    visit = locked(visit)
    permissions.check_can_approve(by, visit)
    visit.approved_by, visit.returned_for = by, ""
    return _move(visit, VisitAction.APPROVE, by)


@signed
@transaction.atomic
def send_back(*, visit: Visit, reason: str, by: User) -> Visit:
    """The head of school asks for something to be mended first; then it is the organiser's turn."""
    visit = locked(visit)
    permissions.check_can_send_back(by, visit)
    _check_reason(reason)
    visit.returned_for = reason.strip()
    return _tell(visit, VisitAction.SEND_BACK, by, visit.returned_for)


@signed
@transaction.atomic
def hand_in(*, visit: Visit, by: User) -> Visit:
    """What the head of school asked for is mended."""
    visit = locked(visit)
    permissions.check_can_hand_in(by, visit)
    visit.returned_for = ""
    return _tell(visit, VisitAction.HAND_IN, by)


@signed
@transaction.atomic
def accept(*, visit: Visit, safety: SafetySheet, by: User) -> Visit:
    """The host's key, turned with the answers about safety that hold on the day of the visit."""
    visit = locked(visit)
    permissions.check_can_accept(by, visit)
    permissions.check_sheet_serves(safety, visit)
    visit.accepted_by, visit.safety = by, safety
    return _move(visit, VisitAction.ACCEPT, by)


@signed
@transaction.atomic
def confirm(*, visit: Visit, by: User) -> Visit:
    """The last key: with everything that is asked, for exactly the pupils whose guardians agreed.

    The others are left off, their seats and their time given back.
    """
    visit = locked(visit)
    permissions.check_can_confirm(by, visit)
    missing = readiness.missing_from(visit)
    if missing:
        raise Conflict(_("Chưa chốt được: %(why)s") % {"why": " ".join(str(found.label) for found in missing)})
    line_up_all(visit)
    _leave_off(visit)
    visit.confirmed_by, visit.confirmed_at = by, clock.now()
    visit = _move(visit, VisitAction.CONFIRM, by)
    move_line(slot=visit.slot_id)
    return visit


@signed
@transaction.atomic
def take_key_back(*, visit: Visit, reason: str, by: User) -> Visit:
    """Whoever turned a key, or may turn it, turns it back; what the other side did stands."""
    visit = locked(visit)
    permissions.check_can_take_key_back(by, visit)
    _check_reason(reason)
    step = Step.SCHOOL if permissions.is_head_of(by, visit.school_id) else Step.HOST
    if not _turned_back(visit, {step}, by, reason.strip()):
        raise Conflict(_("Bên mình chưa đồng ý, nên chưa có gì để rút lại."))
    return visit


@signed
@transaction.atomic
def refuse(*, visit: Visit, reason: str, by: User) -> Visit:
    visit = locked(visit)
    permissions.check_can_refuse(by, visit)
    _check_reason(reason)
    return _end(visit, VisitAction.REFUSE, by, reason.strip())


@signed
@transaction.atomic
def cancel(*, visit: Visit, reason: str, by: User) -> Visit:
    """From anywhere, by the organiser, the head of school or the host; the seats go to who waits."""
    visit = locked(visit)
    permissions.check_can_cancel(by, visit)
    _check_reason(reason)
    return _end(visit, VisitAction.CANCEL, by, reason.strip())


def expire_late() -> int:
    """End what was not confirmed before it would begin. Safe to run twice. Returns how many."""
    states = [state for state in OPEN_VISIT_STATES if state != VisitState.CONFIRMED]
    late = Visit.objects.filter(state__in=states, slot__starts_at__lte=clock.now())
    return sum(_expire(visit) for visit in late.order_by("pk"))


def hold_past() -> int:
    """Confirmed visits whose time is over have taken place. Safe to run twice. Returns how many."""
    past = Visit.objects.filter(state=VisitState.CONFIRMED, slot__ends_at__lte=clock.now())
    return sum(_hold(visit) for visit in past.order_by("pk"))


def reopen(visit: Visit, change: Change, by: User, text: str = "") -> None:
    """Open again exactly the steps that `change` touches. Called inside the transaction that made the change."""
    record(visit, VisitAction.CHANGE, by, text, about=change)
    touched = rules.TOUCHES[change]
    visit.terms += Step.GUARDIANS in touched
    visit.sequence += change in rules.ON_CALENDARS
    visit.save()
    _turned_back(visit, touched, by, "")
    events.visit_changed.publish(visit.pk, change.value)


def record(visit: Visit, action: VisitAction, by: User | None, text: str = "", *, about: str = "") -> None:
    VisitEvent.objects.create(visit=visit, action=action, actor=by, text=text, about=about, at=clock.now())


def locked(visit: Visit) -> Visit:
    return _locked().get(pk=visit.pk)


def locked_on(slot: Slot) -> list[Visit]:
    """Every visit that holds seats of the slot, in one order."""
    return list(_locked().filter(slot=slot, state__in=HOLDING_STATES).order_by("pk"))


def _locked() -> QuerySet[Visit]:
    return Visit.objects.select_for_update(of=("self",)).select_related(
        "slot__offer__organisation", "school__organisation", "safety", "organiser"
    )


def _turned_back(visit: Visit, touched: set[Step] | frozenset[Step], by: User | None, text: str) -> bool:
    """Move the state to where the touched keys are not turned. False when none of them was."""
    school = Step.SCHOOL in touched and visit.state in rules.SCHOOL_KEY_STATES
    host = Step.HOST in touched and visit.state in rules.HOST_KEY_STATES
    if school:
        visit.approved_by = None
    if host:
        visit.accepted_by = None
    if school and host:
        _move(visit, VisitAction.REOPEN_BOTH, by, text)
    elif school:
        _move(visit, VisitAction.REOPEN_SCHOOL, by, text)
    elif host:
        _move(visit, VisitAction.REOPEN_HOST, by, text)
    elif Step.CONFIRMATION in touched and visit.state == VisitState.CONFIRMED:
        _move(visit, VisitAction.REOPEN, by, text)
    else:
        return False
    return True


def _move(visit: Visit, action: VisitAction, by: User | None, text: str = "") -> Visit:
    before = rules.CALENDAR_STATUS.get(VisitState(visit.state))
    visit.state = rules.VISIT.target(visit.state, action)
    visit.sequence += rules.CALENDAR_STATUS.get(visit.state) != before
    if visit.state != VisitState.CONFIRMED and visit.state != VisitState.HELD:
        visit.confirmed_by, visit.confirmed_at = None, None
    return _tell(visit, action, by, text)


def _tell(visit: Visit, action: VisitAction, by: User | None, text: str = "") -> Visit:
    """It is somebody else's turn now."""
    visit.waits_since, visit.reminded_at = clock.now(), None
    visit.save()
    record(visit, action, by, text)
    events.visit_moved.publish(visit.pk, action.value)
    return visit


def _end(visit: Visit, action: VisitAction, by: User | None, reason: str) -> Visit:
    held = visit.state in HOLDING_STATES
    if held:
        line_up_all(visit)
    visit.ended_at, visit.reason = clock.now(), reason
    visit = _move(visit, action, by, reason)
    if held:
        seats.give_back(slot=visit.slot_id, party=visit.party)
        busy.let_go(visit=visit)
        move_line(slot=visit.slot_id)
    return visit


@transaction.atomic
def _expire(visit: Visit) -> bool:
    visit = locked(visit)
    if visit.state not in OPEN_VISIT_STATES or visit.state == VisitState.CONFIRMED:
        return False
    _end(visit, VisitAction.EXPIRE, None, "")
    return True


@transaction.atomic
def _hold(visit: Visit) -> bool:
    visit = locked(visit)
    if visit.state != VisitState.CONFIRMED:
        return False
    visit.ended_at = clock.now()
    _move(visit, VisitAction.HOLD, None)
    return True


def _take_time_of_all(visit: Visit, slot: Slot) -> None:
    busy.take(visit=visit, people=people_of([visit.pk]), starts_at=slot.starts_at, ends_at=slot.ends_at)


def _leave_off(visit: Visit) -> None:
    """Whoever has no guardian's agreement; the party shrinks to those who go."""
    answers = agreements.answers_on(visit)
    stay = [row for row in visit.attendees.filter(left_off_at=None) if answers.get(row.pk) == Answer.YES]
    left = visit.attendees.filter(left_off_at=None).exclude(pk__in=[row.pk for row in stay])
    pupils = []
    for row in left:
        row.left_off_at = clock.now()
        row.save(update_fields=["left_off_at"])
        pupils.append(row.pupil_id)
    if pupils:
        busy.let_go(visit=visit, people=pupils)
    seats.resize(slot=visit.slot_id, old=visit.party, new=len(stay))
    visit.party = len(stay)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("Hãy viết một câu lý do, để bên kia biết và lần sau làm tốt hơn."), field="reason")
