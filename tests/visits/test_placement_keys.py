"""The four keys of an internship: who turns them, what holds them up, and who turns them back."""

import datetime as dt
from itertools import permutations

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Refused
from people.enums import ConsentPurpose, Role
from people.guardian_asks import AskState
from people.models import Consent, Guardianship
from tests import make
from tests.visits import given, given_placements
from tests.visits.given_placements import guardian, keys, now, seats
from visits.enums import Answer, AnswerWay, PlacementNeed, PlacementState
from visits.models import Placement, SafetySheet
from visits.selectors import placement_asks
from visits.selectors import placement_guardians as guardian_selectors
from visits.selectors import placement_readiness as readiness
from visits.services import placement_guardians, placements

pytestmark = pytest.mark.django_db


S = PlacementState


@pytest.fixture
def club():
    return make.club()


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
