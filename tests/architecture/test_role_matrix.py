"""Every door × every role: who gets in, and that no door tells a pupil's name, or anything of a case of concern, to
somebody who may not know it.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.models import ConcernAction, RecordRead, User
from tests import asked
from tests.architecture import asking, cases, doors, matrix
from tests.architecture.acts import ROLES, Act
from tests.architecture.asking import Sessions
from tests.architecture.doors import Door
from tests.architecture.scenario import GIVEN_NAMES, OF_THE_SCHOOL, World

PUPILS = ("anonymous", "unconsented", "pupil", "schoolmate", "other_pupil")
# Where the mentor reads a first name: what the search for names would have found.
_MET = "GET:engagement_detail"
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Cell:
    """What one role was told at one door."""

    key: str
    on: str
    role: str
    wanted: str
    outcome: str
    text: str
    # Pupils whose name an adult was told without the read log knowing.
    unnoted: tuple[str, ...]
    # Words of the cases of concern.
    leaks: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.key} on {self.on or 'nothing'} as {self.role}: {self.outcome}, expected {self.wanted}"

    @property
    def tells_a_name(self) -> bool:
        """A pupil's full name outside the school, or a first name outside an engagement or an internship that runs."""
        if self.role in OF_THE_SCHOOL:
            return False
        told = "Bùi Thị {}" if self.on.startswith(("engagement", "placement_running")) else "{}"
        return any(told.format(given) in self.text for given in GIVEN_NAMES)


def test_every_door_is_in_the_table() -> None:
    rows = {key for row in matrix.ACTS for key in row.doors}
    known = {name: door for name, door in doors.every().items() if name not in matrix.ACCOUNT_PAGES}
    keys = {key for name, door in known.items() if name not in matrix.WITHOUT_A_ROW for key in door.keys}
    assert sorted(keys - rows) == [], "Add a row to tests/architecture/of_…: who may do this, and who may not?"
    assert sorted(rows - keys) == [], "These doors of the table lead nowhere any more."


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_told_what_the_table_says_and_no_name_besides(
    world: World, sessions: Sessions, told: list[str], role: str
) -> None:
    """One walk for all questions: it is the long one. The mentor is named in every case."""
    known = doors.every()
    wrong, named, unnoted, leaks, met = [], [], [], [], False
    for row, key in ((act, key) for act in matrix.ACTS for key in act.doors):
        part = asked.part(f"{key} {row.on}")
        # On PostgreSQL every question that a door asks is asked, but not by everybody at every door.
        if not asked.is_wanted(part) and key != _MET:
            continue
        with asked.NOTES.during(part):
            cell = _cell(world, sessions, row, known[key.partition(":")[2]], key, role, told)
        wrong += [str(cell)] * (cell.outcome != cell.wanted)
        named += [str(cell)] * cell.tells_a_name
        unnoted += [f"{cell}: {', '.join(cell.unnoted)}"] * bool(cell.unnoted)
        leaks += [f"{cell}: {word}" for word in cell.leaks]
        met |= key == _MET and GIVEN_NAMES[0] in cell.text
    assert wrong == [], "\n".join(["", *wrong])
    assert named == [], "\n".join(["", *named])
    assert unnoted == [], "\n".join(["", *unnoted])
    assert leaks == [], "\n".join(["", *leaks])
    # The names would have been found: inside the engagement the mentor reads the first name.
    assert met == (role in {"pupil", "adviser", "admin", "mentor"})


def _unnoted(reader: User | None, text: str, case: int | None) -> tuple[str, ...]:
    """The names in an answer to an adult of which the read log holds no row.

    The log is read by the school and by guardians, who must not learn from it that there is a case of concern: who
    looked into a case stands in the case's own history.
    """
    told = {given for given in GIVEN_NAMES if given in text}
    if reader is None or not told:
        return ()
    if case is not None and ConcernAction.objects.filter(concern=case, by=reader).exists():
        return ()
    noted = RecordRead.objects.filter(reader=reader).values_list("pupil__full_name", flat=True)
    return tuple(sorted(told - {name.rpartition(" ")[2] for name in noted}))


def test_what_changes_something_never_answers_to_a_link(world: World) -> None:
    client = Client()
    client.force_login(world.people["department"])
    wrong = {}
    for door in doors.every().values():
        if door.name in matrix.ACCOUNT_PAGES or "GET" in door.methods:
            continue
        args = {name: "idea" if name in {"kind", "role", "key"} else 1 for name in door.parameters}
        status = client.get(reverse(door.name, kwargs=args)).status_code
        if status != 405:
            wrong[door.name] = status
    assert wrong == {}


def _cell(world: World, sessions: Sessions, row: Act, door: Door, key: str, role: str, told: list[str]) -> Cell:
    with transaction.atomic():
        reader = world.actor(role, row.on)
        args = world.args.get(row.on, {})
        response, place = asking.ask(sessions.client(reader), door, key, args), asking.address(door, args)
        text = asking.text(response)
        case = world.args[row.on]["pk"] if row.on.startswith("concern") else None
        unnoted = _unnoted(reader, text, case) if role not in PUPILS else ()
        # The address that was typed comes back in the log-in's and the language switch's "next".
        leaks = cases.leaks(text.replace(place, ""), role, told) if key.startswith("GET:") else ()
        cell = Cell(key, row.on, role, row.told[role], asking.outcome(response), text, unnoted, tuple(leaks))
        transaction.set_rollback(True)
    return cell
