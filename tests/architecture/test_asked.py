"""What is asked on PostgreSQL again: everything, and little of it twice."""

from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import DataError, connection, models, transaction

from people.models import User
from tests import asked
from tests.asked import Note, Notes, enough, question

PLAIN, OTHER, TELLING = "SELECT a WHERE b = %s", "SELECT c WHERE d = %s", "SELECT a WHERE b LIKE %s"


def test_a_question_is_known_by_its_wording_alone() -> None:
    assert question("SELECT a WHERE b IN (%s, %s, %s) LIMIT 21") == question("SELECT a WHERE b IN (%s) LIMIT 5")
    assert question("INSERT INTO t (a, b) VALUES (%s, %s), (%s, %s)") == "INSERT INTO t (a, b) VALUES (%s)"
    assert question("SELECT T5.a LIMIT 5") == "SELECT T5.a LIMIT 0"
    assert question('SAVEPOINT "s123_x4"') == question('RELEASE SAVEPOINT "s123_x4"') == ""


def test_each_question_is_asked_once_by_whoever_asks_most_in_the_least_time() -> None:
    known = {"both": Note({PLAIN, OTHER}, seconds=0.1), "one": Note({PLAIN}), "slow": Note({PLAIN, OTHER}, seconds=9)}
    assert enough(known, known, set()) == {"one", "both"}
    assert enough(["both", "slow"], known, set()) == {"both"}


def test_what_servers_may_answer_otherwise_is_asked_by_several() -> None:
    known = {f"test {number}": Note({TELLING}) for number in range(9)}
    assert len(enough(known, known, set())) == asked.TELLING_TIMES


def test_whoever_runs_anyway_has_asked_already() -> None:
    known = {"race": Note({PLAIN}), "rule": Note({PLAIN}), "other": Note({OTHER})}
    assert enough(known, known, {"race"}) == {"race", "other"}


def test_a_risky_value_or_no_note_is_never_left_out() -> None:
    known = {"long": Note({PLAIN}, is_risky=True), "odd": Note({PLAIN}, is_risky=True), "rule": Note({PLAIN})}
    assert enough([*known, "new"], known, set()) == {"long", "odd", "new"}


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Notes]:
    """Of its own, and what it listens to is let go afterwards."""
    for kind in (models.CharField, models.IntegerField):
        monkeypatch.setattr(kind, "get_db_prep_save", kind.get_db_prep_save)
    listening = Notes()
    listening.listen()
    yield listening
    connection.execute_wrappers.remove(listening._hear)


def test_what_a_test_asks_is_noted_without_what_its_parts_ask(notes: Notes) -> None:
    with notes.during("whole"):
        User.objects.filter(pk=1).exists()
        with notes.during("part"):
            User.objects.filter(pk__in=[1, 2]).count()

    whole, part = notes.of("whole"), notes.of("part")
    assert [len(whole.questions), len(part.questions)] == [1, 1]
    assert "COUNT(*)" in min(part.questions)
    assert not whole.is_risky


@pytest.mark.parametrize(
    ("column", "value", "is_risky"),
    [("full_name", "a" * 1000, True), ("full_name", "Lan", False), ("full_name", "a\0b", True)],
)
def test_a_value_that_another_server_may_refuse_is_noted(notes: Notes, column: str, value: str, is_risky: bool) -> None:
    with notes.during("test"), suppress(DataError, ValueError), transaction.atomic():
        User.objects.filter(pk=0).update(**{column: value})
    assert notes.of("test").is_risky is is_risky


def test_a_number_larger_than_its_column_is_noted() -> None:
    column = SimpleNamespace(get_internal_type=lambda: "PositiveSmallIntegerField")
    assert [asked._is_too_large(column, number) for number in (32767, 32768)] == [False, True]


def test_notes_come_back_as_they_were_kept() -> None:
    notes = {"one": Note({OTHER, PLAIN}, is_risky=True, seconds=0.25), "two": Note({PLAIN})}
    packed = asked._packed(notes)
    assert packed["questions"] == [PLAIN, OTHER]
    assert asked._unpacked(packed) == notes
