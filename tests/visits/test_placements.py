"""How an internship is asked for and described, and who may."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.models import Offer
from people.models import Guardianship, User
from tests import make
from tests.visits import given, given_placements
from visits.enums import Answer, AnswerWay, ClosureKind, PlacementState
from visits.labour import Span
from visits.models import Closure, Placement
from visits.selectors import placement_readiness as readiness
from visits.services import placement_guardians, placements
from visits.services.placement_terms import Task

pytestmark = pytest.mark.django_db


S = PlacementState


@pytest.fixture
def club():
    return make.club()


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
