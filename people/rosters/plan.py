"""What a roster would change in its school: compared pupil by pupil, nothing guessed, nothing written."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from core.text import fold
from people.rosters import classes
from people.rosters.lines import Line, Relative, same_class

NEW_PUPIL = 0


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    RETURNED = "returned"
    LEFT = "left"
    SAME = "same"
    ASKED = "asked"


@dataclass(frozen=True)
class KnownGuardian:
    pk: int
    full_name: str
    phone: str
    is_current: bool = True


@dataclass(frozen=True)
class Known:
    """A pupil on the school's roll, or one who left it (`is_here` is false). `hat` is the affiliation."""

    pupil: int
    hat: int
    code: str
    full_name: str
    birth_date: dt.date | None
    class_name: str
    is_here: bool = True
    guardians: tuple[KnownGuardian, ...] = ()


@dataclass(frozen=True)
class Change:
    """`field`: full_name, birth_date, class_name, code, guardian (a new one), guardian_name or guardian_phone.

    `target` is the guardian who changes, `relative` what the file says of one who is new.
    """

    field: str
    before: str
    after: str
    target: int = 0
    relative: Relative | None = None


@dataclass(frozen=True)
class Entry:
    kind: Kind
    line: Line | None = None
    known: Known | None = None
    changes: tuple[Change, ...] = ()
    candidates: tuple[Known, ...] = ()
    why: str = ""


@dataclass
class Plan:
    entries: list[Entry] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        counted = dict.fromkeys((kind.value for kind in Kind), 0)
        for entry in self.entries:
            counted[entry.kind] += 1
        return counted

    @property
    def digest(self) -> str:
        """Two plans that would write the same have the same digest."""
        told = [
            (entry.kind, entry.known.pupil if entry.known else 0, entry.line, entry.changes) for entry in self.entries
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def compare(lines: list[Line], known: Iterable[Known], answers: Mapping[str, int], *, whole_school: bool) -> Plan:
    """`answers`: for a row that was asked about, the pupil it means or `NEW_PUPIL`."""
    return _Comparison(list(known), answers).of(lines, whole_school=whole_school)


class _Comparison:
    def __init__(self, known: list[Known], answers: Mapping[str, int]) -> None:
        self.known, self.answers = known, answers
        # Of two with one code, whoever is here counts.
        self.by_code = {row.code.lower(): row for row in sorted(known, key=lambda row: row.is_here) if row.code}
        self.by_likeness = _grouped(known, lambda pupil: (fold(pupil.full_name), pupil.birth_date))
        self.by_class = _grouped(
            (pupil for pupil in known if pupil.is_here),
            lambda pupil: (fold(pupil.full_name), classes.key_of(pupil.class_name)),
        )
        self.taken: dict[int, Line] = {}

    def of(self, lines: list[Line], *, whole_school: bool) -> Plan:
        entries = {}
        waiting = []
        for line in lines:
            pupil, candidates, why = self._find(line)
            if candidates:
                entries[line.place] = self._answered(line, candidates, why)
            elif pupil is not None:
                entries[line.place] = self._claim(line, pupil)
            else:
                waiting.append(line)
        # Only once it is known who is taken: the same name in the same class with another birth date.
        for line in waiting:
            near = [pupil for pupil in self.by_class[_place_of(line)] if self._may_be(line, pupil)]
            why = _("Cùng lớp, cùng họ tên nhưng ngày sinh khác.")
            entries[line.place] = self._answered(line, near, why) if near else Entry(Kind.NEW, line)
        plan = Plan([entries[line.place] for line in lines])
        plan.entries += self._left(lines, plan, whole_school=whole_school)
        return plan

    def _find(self, line: Line) -> tuple[Known | None, list[Known], str]:
        """The pupil it is, or those it may be with the reason to ask; neither where nobody is like it."""
        coded = self.by_code.get(line.code.lower()) if line.code else None
        if coded is not None:
            if coded.birth_date == line.birth_date or fold(coded.full_name) == fold(line.full_name):
                return coded, [], ""
            return None, [coded], _("Mã học sinh trùng nhưng họ tên và ngày sinh đều khác.")
        alike = self.by_likeness[line.likeness]
        if not alike:
            return None, [], ""
        if line.code and any(pupil.code for pupil in alike):
            return None, alike, _("Trùng họ tên và ngày sinh nhưng mã học sinh khác.")
        if len(alike) > 1:
            return None, alike, _("Trường có nhiều em trùng họ tên và ngày sinh này.")
        if not (line.full_name.isascii() or alike[0].full_name.lower() == line.full_name.lower()):
            return None, alike, _("Cùng ngày sinh, họ tên chỉ khác dấu.")
        return alike[0], [], ""

    def _may_be(self, line: Line, pupil: Known) -> bool:
        return pupil.pupil not in self.taken and not (line.code and pupil.code)

    def _answered(self, line: Line, candidates: list[Known], why: str) -> Entry:
        answer = self.answers.get(line.place)
        if answer == NEW_PUPIL:
            return Entry(Kind.NEW, line)
        chosen = next((pupil for pupil in candidates if pupil.pupil == answer), None)
        if chosen is not None and chosen.pupil not in self.taken:
            return self._claim(line, chosen)
        return Entry(Kind.ASKED, line, candidates=tuple(candidates), why=why)

    def _claim(self, line: Line, pupil: Known) -> Entry:
        if pupil.pupil in self.taken:
            return self._answered(line, [pupil], _("Một dòng khác trong tệp đã là em này."))
        self.taken[pupil.pupil] = line
        changes = tuple(_changes(line, pupil))
        if not pupil.is_here:
            return Entry(Kind.RETURNED, line, pupil, changes)
        if any(change.field == "class_name" for change in changes):
            return Entry(Kind.MOVED, line, pupil, changes)
        return Entry(Kind.CHANGED if changes else Kind.SAME, line, pupil, changes)

    def _left(self, lines: list[Line], plan: Plan, *, whole_school: bool) -> list[Entry]:
        """On the roll but not in the file, within the classes that the file covers; not whoever is asked about."""
        covered = {classes.key_of(line.class_name) for line in lines}
        asked = {pupil.pupil for entry in plan.of(Kind.ASKED) for pupil in entry.candidates}
        return [
            Entry(Kind.LEFT, known=pupil)
            for pupil in self.known
            if pupil.is_here
            and pupil.pupil not in self.taken
            and pupil.pupil not in asked
            and (whole_school or classes.key_of(pupil.class_name) in covered)
        ]


def _changes(line: Line, pupil: Known) -> Iterable[Change]:
    only_lost_its_marks = line.full_name.isascii() and fold(pupil.full_name) == fold(line.full_name)
    if line.full_name != pupil.full_name and not only_lost_its_marks:
        yield Change("full_name", pupil.full_name, line.full_name)
    if line.birth_date != pupil.birth_date:
        yield Change("birth_date", _day(pupil.birth_date), _day(line.birth_date))
    if not same_class(line.class_name, pupil.class_name):
        yield Change("class_name", pupil.class_name, line.class_name)
    if line.code and line.code != pupil.code:
        yield Change("code", pupil.code, line.code)
    for relative in line.relatives:
        yield from _guardian_changes(relative, pupil.guardians)


def _guardian_changes(relative: Relative, guardians: tuple[KnownGuardian, ...]) -> Iterable[Change]:
    """A guardian is known by the name. Another name is another person: what somebody agreed to is never passed on.

    Whoever stopped being the pupil's guardian does not come back by a list.
    """
    known = next((row for row in guardians if fold(row.full_name) == fold(relative.full_name)), None)
    if known is None:
        yield Change("guardian", "", f"{relative.full_name} {relative.phone}".strip(), relative=relative)
        return
    if not known.is_current:
        return
    if known.full_name != relative.full_name and not relative.full_name.isascii():
        yield Change("guardian_name", known.full_name, relative.full_name, target=known.pk)
    if relative.phone and relative.phone != known.phone:
        yield Change("guardian_phone", known.phone, relative.phone, target=known.pk)


def _grouped(known: Iterable[Known], key: Callable[[Known], object]) -> defaultdict[object, list[Known]]:
    groups: defaultdict[object, list[Known]] = defaultdict(list)
    for pupil in known:
        groups[key(pupil)].append(pupil)
    return groups


def _place_of(line: Line) -> tuple[str, str]:
    return fold(line.full_name), classes.key_of(line.class_name)


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
