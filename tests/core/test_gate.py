"""Conditions whose SQL is written once: they must mean the same as the query they were written from."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db.models import Exists, OuterRef, Q

from core import clock
from core.gate import TODAY, gate, question
from people.enums import ClearanceCheck, Role
from people.models import Affiliation, Clearance, User
from people.selectors import gates
from tests import make

pytestmark = pytest.mark.django_db


@gate
def has_hat(user, *, role):
    """For these tests: whoever wears `role` today."""
    return Affiliation.objects.filter(gates.affiliation_is_current(today=TODAY), user=user, role=role)


@gate
def teaches_with(user):
    """A gate inside another: somebody of the same organisation has an open hat of an adviser."""
    colleague = Q(has_hat("user", role=Role.ADVISER))
    return Affiliation.objects.filter(colleague, organisation__affiliations__user=user)


@question
def roles_of(user):
    return Affiliation.objects.filter(gates.affiliation_is_current(today=TODAY), user=user).values_list("role")


def test_a_gate_filters_by_the_column_it_is_given():
    adviser, mentor = make.adviser(), make.mentor()

    assert list(User.objects.filter(has_hat("pk", role=Role.ADVISER))) == [adviser]
    assert list(Affiliation.objects.filter(has_hat("user", role=Role.MENTOR))) == [mentor.affiliations.get()]


def test_the_constants_of_a_gate_are_not_mixed_up():
    adviser, mentor = make.adviser(), make.mentor()

    for _ in range(2):
        assert list(User.objects.filter(has_hat("pk", role=Role.MENTOR))) == [mentor]
        assert list(User.objects.filter(has_hat("pk", role=Role.ADVISER))) == [adviser]


def test_a_gate_asks_for_the_day_each_time():
    adviser = make.adviser()
    Affiliation.objects.filter(user=adviser).update(ends_on=clock.today())
    assert User.objects.filter(has_hat("pk", role=Role.ADVISER)).count() == 1

    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        assert User.objects.filter(has_hat("pk", role=Role.ADVISER)).count() == 0


def test_a_question_asks_for_the_day_and_the_value_each_time():
    adviser, mentor = make.adviser(), make.mentor()
    Affiliation.objects.filter(user=adviser).update(ends_on=clock.today())
    assert roles_of(user=adviser.pk) == [("adviser",)]
    assert roles_of(user=mentor.pk) == [("mentor",)]

    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        assert roles_of(user=adviser.pk) == []


def test_a_gate_works_where_the_asking_query_reads_the_same_table():
    """The tables inside have names of their own: none is taken for the asking query's."""
    adviser, mentor = make.adviser(), make.mentor()
    asked = Affiliation.objects.filter(has_hat("user", role=Role.ADVISER))

    assert list(asked) == [adviser.affiliations.get()]
    assert list(Affiliation.objects.exclude(has_hat("user", role=Role.ADVISER))) == [mentor.affiliations.get()]
    inner = Exists(
        Affiliation.objects.filter(has_hat("user", role=Role.ADVISER), organisation=OuterRef("organisation"))
    )
    assert list(Affiliation.objects.filter(inner)) == [adviser.affiliations.get()]


def test_a_gate_stands_inside_a_gate():
    school = make.school()
    adviser = make.adviser(school)
    pupil, stranger = make.pupil(school), make.pupil()

    found = set(User.objects.filter(teaches_with("pk"), pk__in=[adviser.pk, pupil.pk, stranger.pk]))

    assert found == {adviser, pupil}


def test_a_gate_is_an_annotation_too():
    make.adviser()
    mentor = make.mentor()
    rows = User.objects.filter(pk=mentor.pk).annotate(is_mentor=has_hat("pk", role=Role.MENTOR))

    assert rows.get().is_mentor is True


def test_a_gate_that_would_keep_a_date_is_refused():
    @gate
    def kept_day(user):
        return Affiliation.objects.filter(user=user, starts_on__lte=clock.today())

    with pytest.raises(ValueError, match="kept_day would keep a date"):
        User.objects.filter(kept_day("pk")).exists()


def test_two_gates_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two gates called has_hat"):

        @gate
        def has_hat(user):
            return Affiliation.objects.filter(user=user)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_threads_may_write_the_same_gate_at_once():
    mentor = make.mentor()
    found = []

    def ask():
        from django.db import connection

        found.append(User.objects.filter(gates.is_cleared("pk"), pk=mentor.pk).exists())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [True] * 4


def test_all_five_checks_are_counted_for_the_person_asked_about():
    cleared, almost = make.mentor(), make.mentor()
    Clearance.objects.filter(user=almost, check_kind=ClearanceCheck.REFERENCES).delete()

    assert list(User.objects.filter(gates.is_cleared("pk"))) == [cleared]
