"""The end of a school year: every class moves up at once, once a year."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from rest_framework.test import APIClient

from core.errors import Conflict, Invalid, Refused
from people.enums import Role, SchoolLevel
from people.models import Affiliation, RollOver, User
from people.rosters import classes
from people.selectors import roll_overs as selectors
from people.services import roll_overs
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def pupil_in(school, class_name):
    user = make.pupil(school)
    user.affiliations.update(title=class_name)
    return user


def class_of(user):
    return Affiliation.objects.get(user=user, ends_on=None).title


@pytest.mark.parametrize(
    ("now", "level", "becomes"),
    [
        ("6A", SchoolLevel.THCS, "7A"),
        ("9A", SchoolLevel.THCS, ""),
        ("10A1", SchoolLevel.THPT, "11A1"),
        ("11 chuyên Anh", SchoolLevel.THPT, "12 chuyên Anh"),
        ("12.6", SchoolLevel.THPT, ""),
        ("9B", SchoolLevel.THCS_THPT, "10B"),
        ("12B", SchoolLevel.THCS_THPT, ""),
        ("9B", SchoolLevel.GDTX, ""),
        ("Lớp 8/2", SchoolLevel.THCS, "9/2"),
        ("chưa rõ", SchoolLevel.THPT, "chưa rõ"),
    ],
)
def test_what_each_class_becomes(now, level, becomes):
    assert classes.next_of(now, level) == becomes


def test_classes_are_listed_as_a_school_lists_them():
    given = ["10A10", "6B", "10A2", "6A", "chưa xếp", "11A1"]

    assert sorted(given, key=classes.order_of) == ["6A", "6B", "10A2", "10A10", "11A1", "chưa xếp"]


def test_everybody_moves_one_class_and_the_last_leave(school, teacher):
    tenth, eleventh, twelfth = (pupil_in(school, name) for name in ("10A1", "11A1", "12A1"))
    moves = {move.class_name: move.becomes for move in selectors.proposed_for(school)}

    roll_overs.apply(school=school, moves=moves, by=teacher)

    assert moves == {"10A1": "11A1", "11A1": "12A1", "12A1": ""}
    assert (class_of(tenth), class_of(eleventh)) == ("11A1", "12A1")
    assert not Affiliation.objects.filter(user=twelfth, ends_on=None).exists()


def test_what_it_would_do_is_weighed_before(school, teacher):
    for name in ("10A1", "10A2", "11A1", "12A1"):
        pupil_in(school, name)

    weighed = roll_overs.weigh(
        school=school, moves={"10A1": "11A1", "10A2": "11a1", "11A1": "11A1", "12A1": ""}, by=teacher
    )

    assert (weighed.moved, weighed.stay, weighed.leave, weighed.joined) == (2, 1, 1, ["11A1"])
    assert not RollOver.objects.exists()


def test_a_class_that_is_not_named_stays(school, teacher):
    user = pupil_in(school, "10A1")

    roll_overs.apply(school=school, moves={}, by=teacher)

    assert class_of(user) == "10A1"


@pytest.mark.parametrize(("moves", "field"), [({"10A1": "Toán"}, "10A1"), ({"10A1": "7A"}, "10A1"), ({"9Z": ""}, "")])
def test_names_that_are_no_classes_are_refused_at_their_place(school, teacher, moves, field):
    user = pupil_in(school, "10A1")

    with pytest.raises(Invalid) as refusal:
        roll_overs.apply(school=school, moves=moves, by=teacher)

    assert set(refusal.value.errors) == {field}
    assert class_of(user) == "10A1"


def test_a_second_time_in_a_year_is_refused_and_the_next_year_is_not(school, teacher):
    user = pupil_in(school, "10A1")
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC)):
        teacher.affiliations.update(starts_on=dt.date(2026, 1, 1))
        user.affiliations.update(starts_on=dt.date(2026, 1, 1))
        roll_overs.apply(school=school, moves={"10A1": "11A1"}, by=teacher)
    with time_machine.travel(dt.datetime(2027, 3, 1, tzinfo=dt.UTC)), pytest.raises(Conflict):
        roll_overs.apply(school=school, moves={"11A1": "12A1"}, by=teacher)
    assert class_of(user) == "11A1"
    with time_machine.travel(dt.datetime(2027, 5, 31, tzinfo=dt.UTC)):
        roll_overs.apply(school=school, moves={"11A1": "12A1"}, by=teacher)
    assert class_of(user) == "12A1"


def test_another_school_stays_as_it_is(school, teacher):
    other = pupil_in(make.school(), "10A1")
    pupil_in(school, "10A1")

    roll_overs.apply(school=school, moves={"10A1": "11A1"}, by=teacher)

    assert class_of(other) == "10A1"


def test_who_may_not(school):
    for by in (make.adult(school, Role.TEACHER), make.adviser(), make.officer()):
        with pytest.raises(Refused):
            roll_overs.apply(school=school, moves={}, by=by)


def test_the_page_proposes_previews_and_writes(client, school, teacher):
    user = pupil_in(school, "10A1")
    client.force_login(teacher)
    url = reverse("roll_over", args=[school.pk])

    proposed = client.get(url).content.decode()
    looked = client.post(url, {"to:10A1": "11A5"})
    before = class_of(user)
    done = client.post(url, {"to:10A1": "11A5", "apply": "yes"}, follow=True).content.decode()
    again = client.get(url).content.decode()

    assert 'value="11A1"' in proposed
    assert (looked.context["weighed"].moved, before, class_of(user)) == (1, "10A1", "11A5")
    assert "Cả trường đã lên lớp." in done
    assert "Năm nay trường đã lên lớp" in again


def test_a_wrong_name_is_answered_beside_its_box(client, school, teacher):
    pupil_in(school, "10A1")
    client.force_login(teacher)

    page = client.post(reverse("roll_over", args=[school.pk]), {"to:10A1": "Toán", "apply": "yes"}).content.decode()

    assert "“Toán” chưa phải tên lớp" in page
    assert 'value="Toán"' in page
    assert not RollOver.objects.exists()


def test_the_api_proposes_and_writes(school, teacher):
    user = pupil_in(school, "10A1")
    api = APIClient()
    api.force_authenticate(teacher)
    url = f"/api/v1/schools/{school.pk}/roll-over/"

    assert api.get(url).json() == [{"class_name": "10A1", "pupils": 1, "becomes": "11A1"}]
    assert api.post(url, {"moves": {"10A1": "11A1"}}).json()["moves"] == {"10A1": "11A1"}
    assert class_of(user) == "11A1"
    assert api.post(url, {"moves": {"11A1": "12A1"}}).status_code == 409


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_clicks_at_once_move_nobody_two_classes():
    school = make.school()
    teacher = make.adviser(school)
    user = pupil_in(school, "10A1")

    def click(index):
        by = User.objects.get(pk=teacher.pk)
        return roll_overs.apply(school=school, moves={"10A1": "11A1"}, by=by)

    outcomes = race(2, click)

    assert sum(isinstance(outcome, (Conflict, Invalid)) for outcome in outcomes) == 1
    assert class_of(user) == "11A1"
