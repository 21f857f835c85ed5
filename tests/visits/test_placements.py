"""One pupil's internship: who is introduced, four keys in any order, when it begins, what freezes it, how it ends."""

import datetime as dt
from itertools import permutations

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.models import Offer
from people.enums import ConsentPurpose, OrganisationStatus, Role
from people.guardian_asks import AskState
from people.models import Affiliation, Clearance, Consent, Guardianship, Organisation, User
from tests import make
from tests.visits import given, given_placements
from visits.enums import Answer, AnswerWay, ClosureKind, PlacementNeed, PlacementState
from visits.labour import Span
from visits.models import Closure, Placement, PlacementEvent, SafetySheet
from visits.selectors import placement_asks
from visits.selectors import placement_guardians as guardian_selectors
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import placement_guardians, placements
from visits.services.placement_terms import Task

pytestmark = pytest.mark.django_db
S = PlacementState


@pytest.fixture
def club():
    return make.club()


def now(placement):
    return Placement.objects.get(pk=placement.pk)


def seats(placement):
    return Offer.objects.get(pk=placement.offer_id).seats_taken


def guardian(placement):
    return Guardianship.objects.filter(pupil=placement.pupil).first()


def keys(placement):
    """What turns each of the four."""
    return {
        "school": lambda: placements.approve(placement=placement, by=given.head(placement.school)),
        "host": lambda: placements.accept(placement=placement, by=placement.offer.author),
        "guardian": lambda: placement_guardians.answer(
            placement=placement, guardianship=guardian(placement), answer=Answer.YES, way=AnswerWay.LINK
        ),
        "pupil": lambda: placements.agree(placement=placement, by=User.objects.get(pk=placement.pupil_id)),
    }


# --- Asking ---------------------------------------------------------------------------------------------------------


def test_the_adviser_introduces_a_pupil_of_the_own_club(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)

    made = placements.ask(offer=offer, pupil=pupil, plan=given_placements.plan(), by=club.adviser)

    assert (made.state, made.adviser, made.school, seats(made)) == (S.ASKED, club.adviser, club.school, 0)
    assert made.week == [[1, "14:00", "17:00"], [3, "14:00", "17:00"]]
    assert [row.action for row in made.events.all()] == ["ask"]


def test_under_fifteen_is_refused_with_the_reason_of_the_law(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)
    User.objects.filter(pk=pupil.pk).update(birth_date=given_placements.born(14))

    with pytest.raises(Invalid, match="chưa đủ 15 tuổi"):
        placements.ask(offer=offer, pupil=User.objects.get(pk=pupil.pk), plan=given_placements.plan(), by=club.adviser)


def test_whoever_is_fifteen_by_the_first_day_may_go(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)
    User.objects.filter(pk=pupil.pk).update(birth_date=clock.today().replace(year=clock.today().year - 15))

    made = placements.ask(
        offer=offer, pupil=User.objects.get(pk=pupil.pk), plan=given_placements.plan(first=1), by=club.adviser
    )

    assert readiness.is_old_enough(made)


def test_a_birth_date_nobody_knows_is_asked_for_first(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)
    User.objects.filter(pk=pupil.pk).update(birth_date=None)

    with pytest.raises(Invalid, match="ngày sinh"):
        placements.ask(offer=offer, pupil=User.objects.get(pk=pupil.pk), plan=given_placements.plan(), by=club.adviser)


def test_nobody_else_introduces_and_nobody_elses_pupil(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)
    others = [
        pupil,
        given.head(club.school),
        given.teacher(club.school),
        make.adviser(club.school),
        make.club().adviser,
        offer.author,
        make.officer(),
    ]
    for somebody in others:
        with pytest.raises(Refused):
            placements.ask(offer=offer, pupil=pupil, plan=given_placements.plan(), by=somebody)


def test_only_an_internship_that_is_open_is_asked_for(club):
    pupil = given_placements.pupil(club)
    for offer in (given.offer(), given_placements.offer(seats_taken=1), given_placements.offer(status="draft")):
        with pytest.raises(Conflict):
            placements.ask(offer=offer, pupil=pupil, plan=given_placements.plan(), by=club.adviser)


def test_a_pupil_stands_once_at_one_offer(club):
    made = given_placements.placement(club=club)

    with pytest.raises(Conflict, match="đã được giới thiệu"):
        placements.ask(offer=made.offer, pupil=made.pupil, plan=given_placements.plan(), by=club.adviser)


@pytest.mark.parametrize(
    ("plan", "field", "words"),
    [
        ({"week": []}, "week", "ít nhất một buổi"),
        ({"week": [Span(0, dt.time(13), dt.time(18))]}, "week", "không quá 4 giờ"),
        ({"week": [Span(day, dt.time(14), dt.time(18)) for day in range(6)]}, "week", "không quá 20 giờ"),
        ({"week": [Span(0, dt.time(19), dt.time(21))]}, "week", "sau 20:00"),
        ({"week": [Span(0, dt.time(6), dt.time(8))]}, "week", "trước 07:00"),
        ({"first": -1}, "first_day", "đã qua"),
        ({"first": 9, "last": 8}, "last_day", "sau ngày đầu"),
        ({"last": 184}, "last_day", "sáu tháng"),
        ({"goals": "\u200b"}, "goals", "muốn học"),
    ],
)
def test_a_plan_over_the_limits_is_refused_with_the_rule(club, plan, field, words):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)

    with pytest.raises(Invalid, match=words) as refusal:
        placements.ask(offer=offer, pupil=pupil, plan=given_placements.plan(**plan), by=club.adviser)
    assert refusal.value.field == field


def test_in_the_holidays_the_days_may_be_longer(club):
    offer, pupil = given_placements.offer(), given_placements.pupil(club)
    today = clock.today()
    Closure.objects.create(
        organisation=club.school.organisation,
        kind=ClosureKind.BREAK,
        first_day=today,
        last_day=today + dt.timedelta(days=60),
    )
    plan = given_placements.plan(week=[Span(day, dt.time(8), dt.time(16)) for day in range(5)])

    assert placements.ask(offer=offer, pupil=pupil, plan=plan, by=club.adviser).state == S.ASKED


# --- Describing -----------------------------------------------------------------------------------------------------


def test_nobody_agrees_to_what_is_not_described(club):
    made = given_placements.placement(club=club, described=False)

    for turn in keys(made).values():
        with pytest.raises(Conflict, match="chưa mô tả"):
            turn()


def test_the_host_names_two_adults_and_checked_tasks(club):
    made = given_placements.placement(club=club, described=False)
    said = given_placements.description(made.offer)

    made = placements.describe(placement=made, description=said, by=made.offer.author)

    assert (made.supervisor, made.second_adult) == (said.supervisor, said.second_adult)
    assert made.tasks == [{"text": "Đo chi tiết bằng thước cặp", "clear": True}]


def test_a_task_that_was_not_looked_up_is_refused(club):
    made = given_placements.placement(club=club, described=False)
    said = given_placements.description(made.offer, tasks=[Task("Hàn khung sắt", is_clear=False)])

    with pytest.raises(Invalid, match="Hàn khung sắt") as refusal:
        placements.describe(placement=made, description=said, by=made.offer.author)
    assert refusal.value.field == "tasks"


def test_a_place_that_was_not_looked_up_and_no_task_at_all_are_refused(club):
    made = given_placements.placement(club=club, described=False)
    for facts, field in (({"place_is_clear": False}, "place_is_clear"), ({"tasks": []}, "tasks")):
        with pytest.raises(Invalid) as refusal:
            placements.describe(
                placement=made, description=given_placements.description(made.offer, **facts), by=made.offer.author
            )
        assert refusal.value.field == field


def test_the_supervisor_is_not_alone_and_both_were_seen_in_person(club):
    made = given_placements.placement(club=club, described=False)
    home = made.offer.organisation
    good, unseen, stranger = (
        given_placements.adult_of(home),
        make.mentor(home),
        given_placements.adult_of(make.organisation()),
    )
    for facts, field in (
        ({"supervisor": good, "second_adult": good}, "second_adult"),
        ({"supervisor": unseen, "second_adult": good}, "supervisor"),
        ({"supervisor": good, "second_adult": unseen}, "second_adult"),
        ({"supervisor": stranger, "second_adult": good}, "supervisor"),
    ):
        with pytest.raises(Invalid) as refusal:
            placements.describe(
                placement=made, description=given_placements.description(made.offer, **facts), by=made.offer.author
            )
        assert refusal.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=made.pk).update(supervisor=good, second_adult=good)


def test_only_the_host_describes(club):
    made = given_placements.placement(club=club, described=False)
    said = given_placements.description(made.offer)
    for somebody in (made.adviser, made.pupil, given.head(club.school), given.host(), said.supervisor):
        with pytest.raises(Refused):
            placements.describe(placement=made, description=said, by=somebody)


def test_a_new_description_or_plan_asks_everybody_anew(club):
    for change in ("describe", "change"):
        made = given_placements.placement(club=club, who=given_placements.pupil(club), state=S.AGREED, first=5)
        if change == "describe":
            said = given_placements.description(made.offer)
            made = placements.describe(placement=made, description=said, by=made.offer.author)
        else:
            made = placements.change(placement=made, plan=given_placements.plan(first=6), by=made.adviser)

        assert (made.state, made.terms, seats(made)) == (S.ASKED, 2, 0)
        assert not any(readiness.turned(made).values())


# --- The four keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(("school", "host", "guardian", "pupil")))[::5])
def test_four_keys_in_any_order_begin_it_on_its_day(club, order):
    made = given_placements.placement(club=club)

    for key in order[:3]:
        keys(now(made))[key]()
        assert now(made).state == S.ASKED
    keys(now(made))[order[3]]()

    assert (now(made).state, seats(made)) == (S.RUNNING, 1)


def test_before_its_first_day_it_waits_and_begins_by_itself(club):
    made = given_placements.placement(club=club, first=5)
    for turn in keys(made).values():
        turn()
    assert now(made).state == S.AGREED

    with time_machine.travel(clock.now() + dt.timedelta(days=5)):
        assert (placements.begin_due(), placements.begin_due()) == (1, 0)
    assert now(made).state == S.RUNNING


def test_what_is_missing_on_the_first_day_holds_it_up(club):
    made = given_placements.placement(club=club, state=S.AGREED)
    Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now())

    assert readiness.missing_from(made) == [PlacementNeed.CONSENT]
    assert placements.begin_due() == 0

    Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=None)
    assert placements.begin_due() == 1


def test_the_school_s_key_is_the_head_s_who_is_not_the_adviser(club):
    made = given_placements.placement(club=club)
    make.hat(made.adviser, club.school, Role.SCHOOL_ADMIN)
    for somebody in (made.adviser, given.teacher(club.school), given.head(make.school()), made.offer.author):
        with pytest.raises(Refused):
            placements.approve(placement=made, by=somebody)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=made.pk).update(approved_by=made.adviser)


def test_the_host_accepts_only_with_a_sheet_about_safety_to_the_last_day(club):
    made = given_placements.placement(club=club)
    SafetySheet.objects.filter(offer=made.offer).update(valid_until=made.last_day - dt.timedelta(days=1))

    with pytest.raises(Conflict, match="phiếu an toàn"):
        placements.accept(placement=made, by=made.offer.author)


def test_a_pupil_younger_than_the_sheet_asks_is_not_accepted(club):
    made = given_placements.placement(club=club)
    given.safety(made.offer, age_min=18)

    with pytest.raises(Conflict, match="chưa đủ tuổi"):
        placements.accept(placement=made, by=made.offer.author)


def test_nobody_but_the_pupil_says_the_pupils_yes(club):
    made = given_placements.placement(club=club)
    for somebody in (made.adviser, given_placements.pupil(club), made.offer.author, given.head(club.school)):
        with pytest.raises(Refused):
            placements.agree(placement=made, by=somebody)


def test_the_last_seat_goes_to_whoever_is_accepted_first(club):
    offer = given_placements.offer(seats=1)
    first = given_placements.placement(offer, club)
    second = given_placements.placement(offer, club)

    placements.accept(placement=first, by=offer.author)
    with pytest.raises(Conflict, match="hết chỗ"):
        placements.accept(placement=second, by=offer.author)

    assert (seats(first), now(second).accepted_by) == (1, None)


def test_one_guardians_no_outweighs_the_others_yes(club):
    made = given_placements.placement(club=club)
    father = make.guardianship(made.pupil, "Bố", phone="0900000222")
    keys(made)["guardian"]()
    placement_guardians.answer(placement=made, guardianship=father, answer=Answer.NO, way=AnswerWay.LINK)

    assert guardian_selectors.answer_on(made) == Answer.NO
    placement_guardians.answer(placement=made, guardianship=father, answer=Answer.YES, way=AnswerWay.LINK)
    assert guardian_selectors.answer_on(made) == Answer.YES


def test_a_yes_on_paper_counts_by_the_word_of_two_a_no_at_once(club):
    made, head = given_placements.placement(club=club), given.head(club.school)
    paper = {"placement": made, "guardianship": guardian(made), "way": AnswerWay.PAPER, "by": made.adviser}

    row = placement_guardians.answer(answer=Answer.YES, **paper)
    assert guardian_selectors.answer_on(made) is None
    with pytest.raises(Refused):
        placement_guardians.confirm_paper(placement=made, agreement=row.pk, by=made.adviser)
    placement_guardians.confirm_paper(placement=made, agreement=row.pk, by=head)
    assert guardian_selectors.answer_on(made) == Answer.YES

    placement_guardians.answer(answer=Answer.NO, **paper)
    assert guardian_selectors.answer_on(made) == Answer.NO


def test_an_answer_to_what_was_read_before_a_change_is_not_taken(club):
    made = given_placements.placement(club=club)
    placements.change(placement=made, plan=given_placements.plan(first=6), by=made.adviser)

    with pytest.raises(Conflict, match="vừa thay đổi"):
        placement_guardians.answer(
            placement=made, guardianship=guardian(made), answer=Answer.YES, way=AnswerWay.LINK, terms=1
        )


def test_a_guardian_of_another_child_says_nothing_here(club):
    made, other = given_placements.placement(club=club), given_placements.pupil(club)

    with pytest.raises(Conflict, match="không còn là người giám hộ"):
        placement_guardians.answer(
            placement=made,
            guardianship=Guardianship.objects.get(pupil=other),
            answer=Answer.YES,
            way=AnswerWay.LINK,
        )


def test_a_guardian_is_told_everything_before_the_yes(club):
    made = given_placements.placement(club=club)

    own = guardian(made)
    (question,) = placement_asks.asked_of([own])[own.pk]

    told = " ".join(fact.text for fact in question.facts)
    for fact in (made.offer.organisation.name, made.supervisor.full_name, made.second_adult.full_name, "thước cặp"):
        assert fact in told
    assert (question.state, "thứ Ba 14:00–17:00" in told) == (AskState.WAITING, True)


@pytest.mark.parametrize("who", ["school", "host", "pupil"])
def test_every_key_is_turned_back_before_the_first_day(club, who):
    made = given_placements.placement(club=club, state=S.AGREED, first=5)
    by = {"school": made.approved_by, "host": made.offer.author, "pupil": made.pupil}[who]

    placements.take_key_back(placement=made, reason="Trùng lịch thi", by=by)

    made = now(made)
    assert (made.state, seats(made)) == (S.ASKED, 0 if who == "host" else 1)
    assert [key.value for key, stands in readiness.turned(made).items() if not stands] == [who]


def test_a_guardians_no_opens_the_agreement_again(club):
    made = given_placements.placement(club=club, state=S.AGREED, first=5)
    placement_guardians.answer(placement=made, guardianship=guardian(made), answer=Answer.NO, way=AnswerWay.LINK)

    assert (now(made).state, seats(made)) == (S.ASKED, 1)


@pytest.mark.parametrize("who", ["school", "host", "pupil"])
def test_a_key_turned_back_while_it_runs_freezes_it_and_keeps_the_seat(club, who):
    made = given_placements.running(club=club)
    by = {"school": made.approved_by, "host": made.offer.author, "pupil": made.pupil}[who]

    made = placements.take_key_back(placement=made, reason="Cần xem lại", by=by)

    assert (made.state, seats(made), readiness.missing_from(made)) == (S.RUNNING, 1, [PlacementNeed(who)])
    keys(made)[who]()
    assert (readiness.missing_from(now(made)), seats(made)) == ([], 1)


def test_whoever_turned_no_key_has_nothing_to_turn_back(club):
    made = given_placements.placement(club=club)
    for somebody in (made.adviser, made.offer.author, made.pupil):
        with pytest.raises(Conflict, match="chưa có gì để rút lại"):
            placements.take_key_back(placement=made, reason="Không hợp", by=somebody)


# --- What freezes it ------------------------------------------------------------------------------------------------


def lapse(person):
    Clearance.objects.filter(user=person).update(revoked_at=clock.now())


FREEZING = {
    "consent": (
        lambda one: Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now()),
        [PlacementNeed.CONSENT],
    ),
    "safety": (
        lambda one: SafetySheet.objects.update(valid_until=clock.today() - dt.timedelta(days=1)),
        [PlacementNeed.SAFETY],
    ),
    "supervisor": (lambda one: lapse(one.supervisor), [PlacementNeed.SUPERVISOR]),
    "second": (lambda one: lapse(one.second_adult), [PlacementNeed.SECOND]),
    "host": (lambda one: lapse(one.accepted_by), [PlacementNeed.ORGANISATION]),
    "organisation": (
        lambda one: Organisation.objects.filter(pk=one.offer.organisation_id).update(
            status=OrganisationStatus.SUSPENDED
        ),
        [PlacementNeed.SUPERVISOR, PlacementNeed.SECOND, PlacementNeed.ORGANISATION],
    ),
    "adviser": (
        lambda one: Affiliation.objects.filter(user=one.adviser).update(ends_on=clock.today() - dt.timedelta(days=1)),
        [PlacementNeed.ADVISER],
    ),
    "guardian": (
        lambda one: one.agreements.update(answer=Answer.NO),
        [PlacementNeed.GUARDIAN],
    ),
    "assent": (lambda one: User.objects.filter(pk=one.pupil_id).update(assented_at=None), [PlacementNeed.CONSENT]),
}


@pytest.mark.parametrize("what", FREEZING)
def test_what_lapses_freezes_it_at_once_and_closes_the_name_to_the_host(club, what):
    made = given_placements.running(club=club)
    happens, needs = FREEZING[what]
    assert selectors.is_open_to_host(made, readiness.missing_from(made))

    happens(made)

    made = now(made)
    assert readiness.missing_from(made) == needs
    assert not selectors.is_open_to_host(made, readiness.missing_from(made))


def test_a_new_sheet_about_safety_thaws_it(club):
    made = given_placements.running(club=club)
    SafetySheet.objects.update(valid_until=clock.today() - dt.timedelta(days=1))

    given.safety(made.offer)

    assert readiness.missing_from(made) == []


# --- How it ends ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "state"), [("refuse", S.REFUSED), ("withdraw", S.WITHDRAWN)])
def test_before_it_begins_it_is_refused_or_withdrawn_with_a_reason(club, end, state):
    made = given_placements.placement(club=club, state=S.AGREED, first=5)
    by = made.offer.author if end == "refuse" else made.adviser

    with pytest.raises(Invalid):
        getattr(placements, end)(placement=made, reason=" ", by=by)
    getattr(placements, end)(placement=made, reason="Xưởng đang sửa", by=by)

    made = now(made)
    assert (made.state, made.reason, seats(made)) == (state, "Xưởng đang sửa", 0)


@pytest.mark.parametrize("who", ["adviser", "approved_by", "accepted_by", "supervisor"])
def test_each_of_the_adults_stops_it_at_any_time(club, who):
    made = given_placements.running(club=club)

    placements.stop(placement=made, reason="Em mệt, cần nghỉ", by=getattr(made, who))

    assert (now(made).state, seats(made)) == (S.STOPPED, 0)


def test_a_pupil_and_strangers_do_not_stop_it(club):
    made = given_placements.running(club=club)
    for somebody in (made.pupil, given.teacher(club.school), given.host(), made.second_adult):
        with pytest.raises(Refused):
            placements.stop(placement=made, reason="Thôi", by=somebody)


def test_it_is_completed_from_the_last_day_on(club):
    made = given_placements.running(club=club)
    with pytest.raises(Conflict, match="Chưa đến ngày cuối"):
        placements.complete(placement=made, by=made.adviser)

    last = given_placements.running(club=club, last=0)
    assert placements.complete(placement=last, by=last.adviser).state == S.COMPLETED
    assert seats(last) == 0


def test_after_the_last_day_everything_ends_by_itself(club):
    ran = given_placements.running(club=club, last=3)
    waited = given_placements.placement(club=club, last=3)
    agreed = given_placements.placement(club=club, state=S.AGREED, first=2, last=3)
    Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now())

    with time_machine.travel(clock.now() + dt.timedelta(days=4)):
        assert (placements.end_past(), placements.end_past()) == (3, 0)

    assert [now(row).state for row in (ran, waited, agreed)] == [S.COMPLETED, S.EXPIRED, S.EXPIRED]
    assert [seats(row) for row in (ran, waited, agreed)] == [0, 0, 0]


def test_the_history_says_who_did_what(club):
    made = given_placements.placement(club=club)
    for turn in keys(made).values():
        turn()

    told = [(row.action, row.actor_id is not None) for row in PlacementEvent.objects.filter(placement=made)]
    assert told == [
        ("approve", True),
        ("accept", True),
        ("guardian_yes", False),
        ("pupil_yes", True),
        ("agree", False),
        ("begin", False),
    ]
