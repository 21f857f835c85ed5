"""What each test asks the database, noted on SQLite, so that PostgreSQL is asked all of it and nothing a hundred times.

A question is known by its wording: the values it is asked with are left out, and so is how many stand in a list. Two
servers may take one wording differently: they may not understand it, lock other rows, compare and order texts in
another manner. Of the tests that ask the same, a few are enough to see that; what they conclude from the answer is the
same on both. A value that a server refused, or may refuse, is a reason of its own: a test with one is never left out,
nor is one of which nothing is known.

Notes are kept beside the code they were taken from, and belong to exactly that code.
"""

import hashlib
import heapq
import json
import math
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models

ROOT = Path(__file__).resolve().parent.parent
# What two servers may answer otherwise although both understand it: how texts are compared and put in order, what is
# counted together, dates, documents. Several tests ask it, with several values.
TELLING = re.compile(
    r"\b(LIKE|REGEXP|GLOB|COLLATE|JSON\w*|django_\w+|GROUP BY|DISTINCT|OVER|UNION|CASE|CAST|ORDER BY)\b", re.IGNORECASE
)
PLAIN_TIMES, TELLING_TIMES = 1, 3
LARGEST = {"PositiveSmallIntegerField": 2**15 - 1, "SmallIntegerField": 2**15 - 1, "BigIntegerField": 2**63 - 1}
# A worker writes one each time.
FILES_MOST = 20
# Between a test and what it does several times, each noted by itself.
PART = " · "
_LISTS = re.compile(r"\(%s(?:, %s)*\)(?:, \(%s(?:, %s)*\))*")
_NUMBERS = re.compile(r"\b\d+\b")


@dataclass
class Note:
    """Of one test: what it asked, whether a server may refuse a value of it, and how long it took the processor."""

    questions: set[str] = field(default_factory=set)
    is_risky: bool = False
    seconds: float = 0.0


class Notes:
    def __init__(self) -> None:
        self._folder: Path | None = None
        self._of: dict[str, Note] = {}
        self._now: Note | None = None
        self._wordings: set[str] = set()

    def listen(self) -> None:
        connection.execute_wrappers.append(self._hear)
        self._measure(models.CharField, _is_too_long)
        self._measure(models.IntegerField, _is_too_large)
        self._folder = folder()

    @contextmanager
    def during(self, test: str) -> Iterator[None]:
        """What is asked during a part of a test that is noted by itself does not count for the whole."""
        if self._folder is None:
            yield
            return
        outside, begun = (self._now, self._wordings), time.process_time()
        note, wordings = Note(), set[str]()
        self._now, self._wordings = note, wordings
        try:
            yield
        finally:
            self._now, self._wordings = outside
        # Two parts of one name are one.
        before = self._of.get(test, Note())
        note.questions = before.questions.union(filter(None, map(question, wordings)))
        note.is_risky |= before.is_risky
        note.seconds = round(before.seconds + time.process_time() - begun, 4)
        self._of[test] = note

    def _hear(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self._wordings.add(sql)
        if any(type(value) is str and "\0" in value for value in params or ()):
            self._risk()
        try:
            return execute(sql, params, many, context)
        except Exception:
            self._risk()
            raise

    def _risk(self) -> None:
        if self._now:
            self._now.is_risky = True

    def _measure(self, kind: "type[models.Field[Any, Any]]", is_too_much: Callable[[Any, Any], bool]) -> None:
        """SQLite keeps what is longer or larger than its column; PostgreSQL refuses it."""
        prepare = kind.get_db_prep_save

        def noted(column: Any, value: Any, connection: Any) -> Any:
            if is_too_much(column, value):
                self._risk()
            return prepare(column, value, connection)

        setattr(kind, "get_db_prep_save", noted)  # noqa: B010  mypy: a method is no attribute

    def of(self, test: str) -> Note:
        return self._of[test]

    def keep(self) -> None:
        if self._folder and self._of:
            file = self._folder / f"{time.time_ns()}-{os.getpid()}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(_packed(self._of)), encoding="utf-8")
            for old in _by_age(self._folder)[:-FILES_MOST]:
                old.unlink(missing_ok=True)


def _by_age(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"), key=lambda file: file.name)


def _packed(notes: dict[str, Note]) -> dict[str, Any]:
    """Each question written once: most are asked by hundreds."""
    places: dict[str, int] = {}
    for note in notes.values():
        for asked in sorted(note.questions - places.keys()):
            places.setdefault(asked, len(places))
    facts = {
        test: (sorted(places[asked] for asked in note.questions), note.is_risky, note.seconds)
        for test, note in notes.items()
    }
    return {"questions": list(places), "tests": facts}


def _unpacked(kept: dict[str, Any]) -> dict[str, Note]:
    questions = kept["questions"]
    return {
        test: Note({questions[place] for place in places}, is_risky, seconds)
        for test, (places, is_risky, seconds) in kept["tests"].items()
    }


def _is_too_long(column: Any, value: Any) -> bool:
    return isinstance(value, str) and column.max_length is not None and len(value) > column.max_length


def _is_too_large(column: Any, value: Any) -> bool:
    return isinstance(value, int) and abs(value) > LARGEST.get(column.get_internal_type(), 2**31 - 1)


NOTES = Notes()
# The tests, and parts of tests, that may be left out.
_LEFT_OUT: set[str] = set()


def part(what: str) -> str:
    """Its name, within the test that runs."""
    return os.environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0] + PART + what


def choose(tests: set[str], always: set[str]) -> None:
    """Of the tests, and of the parts that are noted by themselves: those are known from the notes alone."""
    known = read(folder())
    parts = {name for name in known if PART in name and name.partition(PART)[0] in tests}
    whole = {name.partition(PART)[0] for name in parts}
    every = (tests | parts) - whole
    _LEFT_OUT.update(every - enough(every, known, always))


def is_wanted(test: str) -> bool:
    return test not in _LEFT_OUT


@cache
def question(wording: str) -> str:
    """The same for all that differ in their values, in how many there are, and in how many rows are wanted."""
    if "SAVEPOINT" in wording[:24]:
        return ""
    return _NUMBERS.sub("0", _LISTS.sub("(%s)", wording))


def read(folder: Path) -> dict[str, Note]:
    """The newest of each test."""
    known = [_unpacked(json.loads(file.read_text(encoding="utf-8"))) for file in _by_age(folder)]
    return {test: note for notes in known for test, note in notes.items()}


def enough(tests: Iterable[str], known: dict[str, Note], always: set[str]) -> set[str]:
    """Of these tests so many that, with those that run anyway, each question is asked often enough; the same in every
    worker. Whoever asks most that is still wanted in the least time comes first."""
    certain = {test for test in tests if test in always or test not in known or known[test].is_risky}
    wanted = Counter({asked: _times(asked) for test in tests if test in known for asked in known[test].questions})
    for test in certain & set(known):
        wanted.subtract(known[test].questions)
    chosen, queue = set(certain), [(-math.inf, test) for test in sorted(set(tests) - certain)]
    while queue:
        _, test = heapq.heappop(queue)
        worth = _worth(known[test], wanted)
        if queue and worth and -worth > queue[0][0]:
            heapq.heappush(queue, (-worth, test))
        elif worth:
            chosen.add(test)
            wanted.subtract(known[test].questions)
    return chosen


def _times(asked: str) -> int:
    return TELLING_TIMES if TELLING.search(asked) else PLAIN_TIMES


def _worth(note: Note, wanted: Counter[str]) -> float:
    return sum(wanted[asked] > 0 for asked in note.questions) / (note.seconds + 0.01)


def folder() -> Path:
    """With the notes of the code as it stands; those of other code go."""
    own = Path(settings.VAR) / "tests" / "asked" / _code()
    for other in own.parent.glob("*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    return own


@cache
def _code() -> str:
    digest = hashlib.sha256()
    names = {"config", "core", "matching", "messaging", "network", "people", "templates", "tests", "visits"}
    for file in sorted(path for name in names for path in (ROOT / name).rglob("*") if path.suffix in {".py", ".html"}):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
