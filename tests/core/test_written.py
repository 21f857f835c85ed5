"""Lists whose SQL is written once: they must find what the selector finds, for everybody and at every moment."""

import datetime as dt
from dataclasses import dataclass

import pytest
import time_machine
from django.db import connection
from django.db.models import Prefetch, Q
from django.test.utils import CaptureQueriesContext

from core import clock, written
from core.gate import TODAY
from people.enums import Role
from people.models import Affiliation, Organisation, User
from people.selectors import gates
from tests import make

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Place:
    pk: int
    names: tuple[str, ...] = ()
    also: frozenset[int] = frozenset()
    closed: bool = False


def hats_today(user, *, role):
    rows = Affiliation.objects.filter(gates.affiliation_is_current(today=TODAY), user=user, role=role)
    return rows.select_related("organisation")


def at(place):
    wanted = Q(pk=place.pk) | Q(pk__in=place.also)
    for name in place.names:
        wanted &= Q(name__contains=name)
    return Organisation.objects.none() if place.closed else Organisation.objects.filter(wanted).order_by("pk")


def asking_the_clock(user):
    return Affiliation.objects.filter(user=user, starts_on__lte=clock.today())


def asking_the_database(user):
    return Affiliation.objects.filter(role__in=list(User.objects.values_list("username", flat=True)), user=user)


def looking_at_the_value(user):
    return User.objects.filter(is_active=user > 5)


def with_people(pk):
    return Organisation.objects.filter(pk=pk).prefetch_related("affiliations")


def with_chosen_people(pk):
    chosen = Prefetch("affiliations", Affiliation.objects.filter(role=Role.ADVISER))
    return Organisation.objects.filter(pk=pk).prefetch_related(chosen)


def test_it_asks_with_the_values_of_the_moment():
    adviser, mentor = make.adviser(), make.mentor()

    assert list(written.rows(hats_today, adviser.pk, role=Role.ADVISER)) == [adviser.affiliations.get()]
    assert list(written.rows(hats_today, mentor.pk, role=Role.ADVISER)) == []
    assert list(written.rows(hats_today, mentor.pk, role=Role.MENTOR)) == [mentor.affiliations.get()]


def test_it_asks_for_the_day_each_time():
    adviser = make.adviser()
    adviser.affiliations.update(ends_on=clock.today())
    assert written.rows(hats_today, adviser.pk, role=Role.ADVISER).first() is not None

    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        assert written.rows(hats_today, adviser.pk, role=Role.ADVISER).first() is None


def test_rows_read_before_a_change_are_asked_for_again():
    adviser = make.adviser()
    rows = written.rows(hats_today, adviser.pk, role=Role.ADVISER)
    assert len(list(rows)) == 1

    adviser.affiliations.all().delete()

    assert list(rows) == []


def test_what_comes_with_a_row_asks_nothing_more():
    adviser = make.adviser()

    with CaptureQueriesContext(connection) as queries:
        hat = written.rows(hats_today, adviser.pk, role=Role.ADVISER).first()
        assert hat.organisation.name

    assert len(queries) == 1


def test_what_is_prefetched_comes_along():
    home = make.adviser().affiliations.get().organisation

    (found,) = written.rows(with_people, home.pk)

    with CaptureQueriesContext(connection) as queries:
        assert [hat.organisation_id for hat in found.affiliations.all()] == [home.pk]
    assert len(queries) == 0


def test_how_many_there_are_of_something_makes_a_text_of_its_own():
    one, two, three = (make.organisation() for _ in range(3))

    assert list(written.rows(at, Place(one.pk))) == [one]
    assert list(written.rows(at, Place(two.pk, also=frozenset({one.pk, three.pk})))) == [one, two, three]
    assert list(written.rows(at, Place(three.pk, also=frozenset({two.pk, one.pk})))) == [one, two, three]
    assert list(written.rows(at, Place(three.pk, also=frozenset({two.pk})))) == [two, three]


def test_a_truth_value_makes_a_text_of_its_own():
    one = make.organisation()

    for _ in range(2):
        assert list(written.rows(at, Place(one.pk, closed=True))) == []
        assert list(written.rows(at, Place(one.pk, closed=False))) == [one]


@pytest.mark.parametrize("pk", [2**63, 10**30, -(10**30)])
def test_a_number_no_column_can_hold_finds_nothing(pk):
    make.organisation()

    assert list(written.rows(at, Place(pk))) == []
    assert written.rows(with_people, pk).first() is None


@pytest.mark.parametrize("name", ["100%", "a_b", "\\", "%s", "{0}", "\ue0000\ue001"])
def test_a_word_means_itself(name):
    odd, plain = make.organisation(name=f"Xưởng {name} một"), make.organisation(name="Xưởng 1000 axb")

    for _ in range(2):
        assert list(written.rows(at, Place(odd.pk, names=(name,), also=frozenset({plain.pk})))) == [odd]


def test_a_slice_is_asked_for_as_such():
    made = [make.organisation() for _ in range(4)]
    rows = written.rows(at, Place(made[0].pk, also=frozenset(row.pk for row in made)))

    assert rows[:2] == made[:2]
    assert rows[1:3] == made[1:3]
    assert rows.first() == made[0]
    assert list(rows) == made


@pytest.mark.parametrize("build", [asking_the_clock, looking_at_the_value])
def test_what_would_keep_a_day_or_a_value_is_refused(build):
    with pytest.raises(ValueError, match=build.__name__):
        list(written.rows(build, make.adviser().pk))


def test_what_would_keep_a_queryset_is_refused():
    with pytest.raises(TypeError, match="fetched along"):
        list(written.rows(with_chosen_people, 1))


def test_what_asks_the_database_meanwhile_is_refused():
    with pytest.raises(RuntimeError, match="asked the database"):
        list(written.rows(asking_the_database, 1))


def test_a_function_made_anew_each_time_is_refused():
    with pytest.raises(TypeError, match="another function each time"):
        written.rows(lambda pk: User.objects.filter(pk=pk), 1)


def test_something_that_can_change_is_no_value():
    with pytest.raises(TypeError, match="User"):
        list(written.rows(hats_today, make.adviser(), role=Role.ADVISER))
