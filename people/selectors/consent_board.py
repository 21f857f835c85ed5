"""What a school still lacks, class by class."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from core import clock
from people.enums import CONSENT_MISSING, ConsentPurpose, ConsentState, Role
from people.models import Affiliation, GuardianLink, Guardianship, School, User
from people.selectors import consent_states, gates, guardians
from people.selectors.consent_states import States


@dataclass(frozen=True)
class Row:
    pupil: User
    class_name: str
    states: States
    guardians: list[Guardianship]

    @property
    def cells(self) -> list[tuple[ConsentPurpose, ConsentState]]:
        return list(self.states.items())

    @property
    def is_missing(self) -> bool:
        """A guardian has something to answer."""
        return bool(set(self.states.values()) & CONSENT_MISSING)


@dataclass(frozen=True)
class ClassLine:
    """`yes`: how many pupils have a yes, by purpose; `missing`: how many whose guardian has something to answer."""

    name: str
    pupils: int
    missing: int
    waiting: int
    yes: dict[ConsentPurpose, int]


@dataclass(frozen=True)
class Reach:
    """Whom a round of messages to a class would reach. `due` are sent to; the others say why not."""

    rows: list[Row]
    due: list[Guardianship]
    already_today: int
    without_phone: int

    @cached_property
    def pupils(self) -> int:
        return len(self.rows)


def roll(school: School, class_name: str | None = None) -> list[Affiliation]:
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=school.pk, role=Role.STUDENT)
    if class_name is not None:
        rows = rows.filter(title=class_name)
    return list(rows.select_related("user").order_by("title", "user__sort_name", "pk"))


def classes(school: School) -> list[ClassLine]:
    """Every class of the school with its counts, in four queries however many pupils it has."""
    pupils = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=school.pk, role=Role.STUDENT)
    states = consent_states.of(pupils.values("user"))
    by_class: defaultdict[str, list[States]] = defaultdict(list)
    for pupil, class_name in pupils.order_by("title").values_list("user", "title"):
        by_class[class_name].append(states[pupil])
    return [_line(name, of_class) for name, of_class in sorted(by_class.items(), key=lambda item: _natural(item[0]))]


def class_names(school: School) -> list[str]:
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=school.pk, role=Role.STUDENT)
    return sorted(set(rows.order_by().values_list("title", flat=True)), key=_natural)


def rows(school: School, class_name: str | None = None, *, purpose: str = "", state: str = "") -> list[Row]:
    """Pupils of a class (of the whole school for None), narrowed to those with `state` for `purpose` (or for any)."""
    affiliations = roll(school, class_name)
    ids = [row.user_id for row in affiliations]
    states, by_pupil = consent_states.of(ids), defaultdict(list)
    for guardianship in guardians.of_pupils(ids):
        by_pupil[guardianship.pupil_id].append(guardianship)
    found = [Row(row.user, row.title, states[row.user_id], by_pupil[row.user_id]) for row in affiliations]
    return [row for row in found if _fits(row.states, purpose, state)]


def counts(shown: list[Row]) -> dict[ConsentState, int]:
    """Cells by state, in the order of the states."""
    counted = Counter(state for row in shown for state in row.states.values())
    return {state: counted[state] for state in ConsentState}


def reach(school: School, class_name: str) -> Reach:
    """Each guardian of a pupil for whom something is to be answered, once a day."""
    missing = [row for row in rows(school, class_name) if row.is_missing]
    asked = [guardianship for row in missing for guardianship in row.guardians]
    told = set(
        GuardianLink.objects.filter(guardianship__in=asked, sent_on=clock.today()).values_list(
            "guardianship", flat=True
        )
    )
    reachable = [row for row in asked if row.is_reachable]  # type: ignore[attr-defined]
    return Reach(
        rows=missing,
        due=[row for row in reachable if row.pk not in told],
        already_today=len([row for row in reachable if row.pk in told]),
        without_phone=len([row for row in missing if not any(g.is_reachable for g in row.guardians)]),  # type: ignore[attr-defined]
    )


def _line(name: str, of_class: list[States]) -> ClassLine:
    return ClassLine(
        name=name,
        pupils=len(of_class),
        missing=sum(bool(set(states.values()) & CONSENT_MISSING) for states in of_class),
        waiting=sum(ConsentState.WAITING in states.values() for states in of_class),
        yes={
            purpose: sum(states[purpose] in {ConsentState.YES, ConsentState.OUTDATED} for states in of_class)
            for purpose in ConsentPurpose
        },
    )


def _fits(states: States, purpose: str, state: str) -> bool:
    if not state:
        return True
    return state in ([states[ConsentPurpose(purpose)]] if purpose else states.values())


def _natural(name: str) -> tuple[int, str]:
    """6A before 10A1."""
    digits = name[: len(name) - len(name.lstrip("0123456789"))]
    return int(digits or 0), name
