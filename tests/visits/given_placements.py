"""Rows of internships for tests: `placement(keys="all")` has its four keys, `running()` has begun."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from core import clock
from network.enums import OfferKind
from network.models import Club, Offer
from people.enums import ClearanceCheck, ConsentPurpose, Role
from people.models import Clearance, Guardianship, Organisation, User
from tests import make
from tests.visits import given
from visits import labour
from visits.enums import Answer, AnswerWay, PlacementState
from visits.labour import Span
from visits.models import LogEntry, Placement, PlacementAgreement, SafetySheet
from visits.placement_words import column_of
from visits.services import placement_guardians, placement_seats, placement_terms, placements

CONSENTS = (ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)
AFTERNOONS = [Span(1, dt.time(14), dt.time(17)), Span(3, dt.time(14), dt.time(17))]
GOALS = "Xem một chi tiết máy được làm ra thế nào."


def adult_of(home: Organisation, role: Role = Role.MENTOR) -> User:
    """Cleared for everything, seen in person."""
    user = make.clear(make.adult(home, role))
    Clearance.objects.filter(user=user, check_kind=ClearanceCheck.IDENTITY).update(seen_in_person=True)
    return user


def offer(by: User | None = None, **facts: Any) -> Offer:
    """An open internship with its hosting and a signed sheet about safety."""
    made = given.offer(by, kind=OfferKind.INTERNSHIP, **facts)
    given.safety(made)
    return made


def pupil(club: Club, **facts: Any) -> User:
    facts.setdefault("consents", CONSENTS)
    made = make.pupil(club.school, **facts)
    make.join(club, made)
    return made


def born(age: int) -> dt.date:
    """Whoever had a birthday of that age yesterday."""
    day = clock.today() - dt.timedelta(days=1)
    return dt.date(day.year - age, day.month, min(day.day, 28))


def plan(*, first: int = 0, last: int = 40, week: list[Span] | None = None, goals: str = GOALS) -> placement_terms.Plan:
    today = clock.today()
    return placement_terms.Plan(
        first_day=today + dt.timedelta(days=first),
        last_day=today + dt.timedelta(days=last),
        week=AFTERNOONS if week is None else week,
        goals=goals,
    )


def description(of: Offer, **facts: Any) -> placement_terms.Description:
    home = of.organisation
    facts.setdefault("supervisor", None)
    supervisor = facts.pop("supervisor") or adult_of(home)
    second = facts.pop("second_adult", None) or adult_of(home)
    facts.setdefault("tasks", [placement_terms.Task("Đo chi tiết bằng thước cặp", is_clear=True)])
    return placement_terms.Description(supervisor=supervisor, second_adult=second, **{"place_is_clear": True, **facts})


def placement(
    at: Offer | None = None,
    club: Club | None = None,
    who: User | None = None,
    *,
    state: PlacementState = PlacementState.ASKED,
    described: bool = True,
    first: int = 0,
    last: int = 40,
    **facts: Any,
) -> Placement:
    """Described unless told otherwise; agreed and running ones with all four keys and a seat."""
    at, club = at or offer(), club or make.club()
    who = who or pupil(club)
    if described:
        facts |= _description(at, facts)
    if state in {PlacementState.AGREED, PlacementState.RUNNING}:
        facts |= _keys(at, club)
    if state == PlacementState.RUNNING:
        facts.setdefault("began_at", clock.now())
    today = clock.today()
    made = Placement(
        offer=at,
        pupil=who,
        school=club.school,
        adviser=club.adviser,
        state=state,
        first_day=today + dt.timedelta(days=first),
        last_day=today + dt.timedelta(days=last),
        week=column_of(AFTERNOONS),
        goals=GOALS,
        labour_version=labour.newest().version,
        asked_at=clock.now(),
        **facts,
    )
    if state in {PlacementState.AGREED, PlacementState.RUNNING}:
        placement_seats.take(made)
    made.save()
    if state in {PlacementState.AGREED, PlacementState.RUNNING}:
        agreement(made)
    return made


def running(at: Offer | None = None, club: Club | None = None, who: User | None = None, **facts: Any) -> Placement:
    """Began ten days ago, unless told otherwise."""
    facts.setdefault("first", -10)
    return placement(at, club, who, state=PlacementState.RUNNING, **facts)


def agreement(of: Placement, answer: Answer = Answer.YES, **facts: Any) -> PlacementAgreement:
    facts.setdefault("guardianship", Guardianship.objects.filter(pupil=of.pupil).first())
    facts.setdefault("terms", of.terms)
    facts.setdefault("way", AnswerWay.LINK)
    return PlacementAgreement.objects.create(placement=of, answer=answer, answered_at=clock.now(), **facts)


def entry(of: Placement, *, back: int = 1, starts: int = 14, ends: int = 17, **facts: Any) -> LogEntry:
    facts.setdefault("did", "Đo mười chi tiết, ghi vào bảng.")
    return LogEntry.objects.create(
        placement=of,
        day=clock.today() - dt.timedelta(days=back),
        starts=dt.time(starts),
        ends=dt.time(ends),
        minutes=(ends - starts) * 60,
        written_at=clock.now(),
        **facts,
    )


def _description(at: Offer, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "supervisor": facts.get("supervisor") or adult_of(at.organisation),
        "second_adult": facts.get("second_adult") or adult_of(at.organisation),
        "tasks": [{"text": "Đo chi tiết bằng thước cặp", "clear": True}],
    }


def _keys(at: Offer, club: Club) -> dict[str, Any]:
    return {
        "approved_by": given.head(club.school),
        "accepted_by": at.author,
        "safety": SafetySheet.objects.filter(offer=at).first(),
        "pupil_agreed_at": clock.now(),
    }


def now(placement: Placement) -> Placement:
    return Placement.objects.get(pk=placement.pk)


def seats(placement: Placement) -> int:
    taken: int = Offer.objects.get(pk=placement.offer_id).seats_taken
    return taken


def guardian(placement: Placement) -> Guardianship:
    return Guardianship.objects.filter(pupil=placement.pupil).earliest("pk")


def keys(placement: Placement) -> dict[str, Callable[[], object]]:
    """What turns each of the four."""
    return {
        "school": lambda: placements.approve(placement=placement, by=given.head(placement.school)),
        "host": lambda: placements.accept(placement=placement, by=placement.offer.author),
        "guardian": lambda: placement_guardians.answer(
            placement=placement, guardianship=guardian(placement), answer=Answer.YES, way=AnswerWay.LINK
        ),
        "pupil": lambda: placements.agree(placement=placement, by=User.objects.get(pk=placement.pupil_id)),
    }
