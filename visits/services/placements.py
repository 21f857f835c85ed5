"""A placement's life: asking, describing, the four keys, beginning by itself, and every way it ends.

Each function takes the row's lock, asks who and whether, moves the state by `rules.PLACEMENT`, writes the history and
keeps the offer's seats exact in the same transaction.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from network import guarded_words
from network.models import Offer
from people.models import School, User
from people.selectors import hats
from visits import events, labour, rules
from visits.enums import OPEN_PLACEMENT_STATES, PREPARED_PLACEMENT_STATES, PlacementAction, PlacementKey, PlacementState
from visits.models import Placement, PlacementEvent, SafetySheet
from visits.permissions import placements as permissions
from visits.placement_words import column_of
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import care, placement_seats, placement_terms
from visits.services.placement_terms import Description, Plan


@signed
@transaction.atomic
def wish(*, offer: Offer, by: User) -> int:
    """A pupil asks the advisers of the own clubs for an introduction. Returns how many were asked."""
    permissions.check_can_wish(by, offer)
    asked = sorted({club.adviser_id for club in selectors.advisers_of(by) if club.adviser_id})
    for adviser in asked:
        events.placement_wished.publish(offer.pk, by.pk, adviser)
    return len(asked)


@signed
@transaction.atomic
def ask(*, offer: Offer, pupil: User, plan: Plan, by: User) -> Placement:
    """The adviser introduces one pupil; from now on all four sides are asked."""
    permissions.check_can_ask_for(by, offer, pupil, plan.first_day)
    school = _school_of(pupil, by)
    placement_terms.check_plan(plan, school.pk)
    placement = Placement(
        offer=offer,
        pupil=pupil,
        school=school,
        adviser=by,
        first_day=plan.first_day,
        last_day=plan.last_day,
        week=column_of(plan.week),
        goals=tidy(plan.goals),
        labour_version=labour.newest().version,
        asked_at=clock.now(),
    )
    try:
        with transaction.atomic():
            placement.save()
    except IntegrityError:
        raise Conflict(_("Em đã được giới thiệu tới nơi này rồi.")) from None
    _tell(placement, PlacementAction.ASK, by)
    return placement


@signed
@transaction.atomic
def change(*, placement: Placement, plan: Plan, by: User) -> Placement:
    """Other days, hours or goals: everybody is asked anew."""
    placement = locked(placement)
    permissions.check_can_change(by, placement)
    permissions.check_is_of_age(placement.offer, placement.pupil, plan.first_day)
    placement_terms.check_plan(plan, placement.school_id)
    placement.first_day, placement.last_day = plan.first_day, plan.last_day
    placement.week, placement.goals = column_of(plan.week), tidy(plan.goals)
    return _ask_anew(placement, PlacementAction.CHANGE, by)


@signed
@transaction.atomic
def describe(*, placement: Placement, description: Description, by: User) -> Placement:
    """The host names two adults and the tasks, each looked up in the list; everybody is asked anew."""
    placement = locked(placement)
    permissions.check_can_describe(by, placement)
    placement_terms.check_adults(placement, description)
    placement.supervisor, placement.second_adult = description.supervisor, description.second_adult
    placement.tasks = placement_terms.checked_tasks(description)
    placement.labour_version = labour.newest().version
    return _ask_anew(placement, PlacementAction.DESCRIBE, by)


@signed
@transaction.atomic
def approve(*, placement: Placement, by: User) -> Placement:
    """The school's key."""
    placement = locked(placement)
    permissions.check_can_approve(by, placement)
    placement.approved_by = by
    return turned(placement, PlacementAction.APPROVE, by)


@signed
@transaction.atomic
def accept(*, placement: Placement, by: User) -> Placement:
    """The host's key: with it one seat of the offer is this pupil's."""
    placement = locked(placement)
    permissions.check_can_accept(by, placement)
    placement.accepted_by = by
    placement.safety = SafetySheet.objects.filter(offer=placement.offer_id).first()
    placement_seats.take(placement)
    return turned(placement, PlacementAction.ACCEPT, by)


@signed
@transaction.atomic
def agree(*, placement: Placement, by: User) -> Placement:
    """The pupil's key."""
    placement = locked(placement)
    permissions.check_can_agree(by, placement)
    placement.pupil_agreed_at = clock.now()
    return turned(placement, PlacementAction.PUPIL_YES, by)


@signed
@transaction.atomic
def take_key_back(*, placement: Placement, reason: str, by: User) -> Placement:
    """Whoever turned a key turns it back: before the first day everybody waits, later the placement is frozen."""
    placement = locked(placement)
    permissions.check_is_open_still(placement)
    key = key_of(by, placement)
    _check_reason(reason)
    if key == PlacementKey.PUPIL:
        guarded_words.check_no_contact_but_help(reason=reason)
    if key is None or not readiness.turned(placement)[key]:
        raise Conflict(_("Bên mình chưa đồng ý, nên chưa có gì để rút lại."))
    _turn_back(placement, key)
    placement = turned(placement, PlacementAction.TAKE_BACK, by, tidy(reason))
    care.watch_key_back(placement, tidy(reason), by)
    return placement


@signed
@transaction.atomic
def refuse(*, placement: Placement, reason: str, by: User) -> Placement:
    placement = locked(placement)
    permissions.check_can_refuse(by, placement)
    return _end(placement, PlacementAction.REFUSE, by, reason)


@signed
@transaction.atomic
def withdraw(*, placement: Placement, reason: str, by: User) -> Placement:
    placement = locked(placement)
    permissions.check_can_withdraw(by, placement)
    return _end(placement, PlacementAction.WITHDRAW, by, reason)


@signed
@transaction.atomic
def stop(*, placement: Placement, reason: str, by: User) -> Placement:
    placement = locked(placement)
    permissions.check_can_stop(by, placement)
    return _end(placement, PlacementAction.STOP, by, reason)


@signed
@transaction.atomic
def complete(*, placement: Placement, by: User) -> Placement:
    placement = locked(placement)
    permissions.check_can_complete(by, placement)
    return _finish(placement, PlacementAction.COMPLETE, by, "")


@transaction.atomic
def end_without_asking(*, placement: Placement, reason: str) -> None:
    """For a reason that is nobody's wish: the pupil left the school, an account was erased."""
    placement = locked(placement)
    if placement.state == PlacementState.RUNNING:
        _finish(placement, PlacementAction.STOP, None, reason)
    elif placement.state in PREPARED_PLACEMENT_STATES:
        _finish(placement, PlacementAction.WITHDRAW, None, reason)


def begin_due() -> int:
    """Begin what is agreed, whole and due. What lacks something waits for it. Safe to run twice. Returns how many."""
    due = Placement.objects.filter(state=PlacementState.AGREED, first_day__lte=clock.today())
    return sum(_begin(row) for row in due.order_by("pk"))


def end_past() -> int:
    """After the last day: what ran is completed, what never began is over. Safe to run twice. Returns how many."""
    past = Placement.objects.filter(last_day__lt=clock.today())
    return sum(_end_past(row) for row in past.filter(state__in=OPEN_PLACEMENT_STATES).order_by("pk"))


def turned(placement: Placement, action: PlacementAction, by: User | None, text: str = "") -> Placement:
    """After a key moved, with the row locked: four together agree, fewer no longer do; on its day it begins."""
    follows = _what_follows(placement)
    if follows is not None:
        placement.state = rules.PLACEMENT.target(placement.state, follows)
    placement.save()
    _tell(placement, action, by, text)
    if follows is not None:
        _tell(placement, follows, None)
    _begin_if_due(placement)
    return placement


def key_of(user: User, placement: Placement) -> PlacementKey | None:
    """Which key this person holds."""
    if permissions.is_the_pupil(user, placement):
        return PlacementKey.PUPIL
    if permissions.is_head(user, placement.school_id) and user.pk != placement.adviser_id:
        return PlacementKey.SCHOOL
    return PlacementKey.HOST if permissions.speaks_for_post(user, placement.offer) else None


def locked(placement: Placement) -> Placement:
    return (
        Placement.objects.select_for_update(of=("self",))
        .select_related("offer__organisation", "school__organisation", "pupil", "adviser")
        .get(pk=placement.pk)
    )


def _ask_anew(placement: Placement, action: PlacementAction, by: User) -> Placement:
    """What was agreed to has changed: no key stands any more, and guardians answer the new number."""
    placement.terms += 1
    placement.approved_by, placement.pupil_agreed_at = None, None
    _turn_back(placement, PlacementKey.HOST)
    return turned(placement, action, by)


def _turn_back(placement: Placement, key: PlacementKey) -> None:
    if key == PlacementKey.SCHOOL:
        placement.approved_by = None
    elif key == PlacementKey.PUPIL:
        placement.pupil_agreed_at = None
    elif key == PlacementKey.HOST:
        placement.accepted_by = None
        if placement.state != PlacementState.RUNNING:
            placement_seats.give_back(placement)


def _what_follows(placement: Placement) -> PlacementAction | None:
    whole = all(readiness.turned(placement).values())
    if placement.state == PlacementState.ASKED and whole:
        return PlacementAction.AGREE
    return PlacementAction.REOPEN if placement.state == PlacementState.AGREED and not whole else None


def _tell(placement: Placement, action: PlacementAction, by: User | None, text: str = "") -> None:
    PlacementEvent.objects.create(placement=placement, action=action, actor=by, text=text, at=clock.now())
    events.placement_moved.publish(placement.pk, action.value)


def _move(placement: Placement, action: PlacementAction, by: User | None, text: str = "") -> Placement:
    placement.state = rules.PLACEMENT.target(placement.state, action)
    placement.save()
    _tell(placement, action, by, text)
    return placement


def _begin_if_due(placement: Placement) -> bool:
    due = placement.first_day <= clock.today() <= placement.last_day
    if placement.state != PlacementState.AGREED or not due or readiness.missing_from(placement):
        return False
    placement.began_at = clock.now()
    _move(placement, PlacementAction.BEGIN, None)
    return True


@transaction.atomic
def _begin(placement: Placement) -> bool:
    return _begin_if_due(locked(placement))


@transaction.atomic
def _end_past(placement: Placement) -> bool:
    placement = locked(placement)
    if placement.state == PlacementState.RUNNING:
        _finish(placement, PlacementAction.COMPLETE, None, "")
    elif placement.state in PREPARED_PLACEMENT_STATES:
        _finish(placement, PlacementAction.EXPIRE, None, "")
    else:
        return False
    return True


def _end(placement: Placement, action: PlacementAction, by: User, reason: str) -> Placement:
    _check_reason(reason)
    return _finish(placement, action, by, tidy(reason))


def _finish(placement: Placement, action: PlacementAction, by: User | None, reason: str) -> Placement:
    rules.PLACEMENT.target(placement.state, action)
    placement_seats.give_back(placement)
    placement.ended_at, placement.reason = clock.now(), reason
    return _move(placement, action, by, reason)


def _school_of(pupil: User, by: User) -> School:
    """Where the pupil is enrolled and the adviser works."""
    shared = hats.of(pupil).school_ids & hats.of(by).staffed_school_ids
    return School.objects.select_related("organisation").get(pk=min(shared))


def _check_reason(reason: str) -> None:
    if not tidy(reason):
        raise Invalid(_("Hãy viết một câu lý do, để bên kia biết và lần sau làm tốt hơn."), field="reason")
