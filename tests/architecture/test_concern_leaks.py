"""Nothing behind any door tells somebody who is not entitled that there is a case, what it says or who wrote it."""

import json
from typing import Any

import pytest

from people.enums import ConcernAct
from people.models import Concern, ConcernAction, Notice
from people.services import concern_work
from tests.architecture import asking, doors, matrix
from tests.architecture.acts import ROLES
from tests.architecture.asking import Sessions
from tests.architecture.scenario import World

pytestmark = pytest.mark.django_db

# Nothing else in this world says so.
REPORTED = "Anh ấy hỏi em hay đi đâu một mình"
NOTED = "Ghichúkín của người phụ trách"
ANSWER = "Lờinhắnkín cho người báo"
DESK = {"admin", "department"}


@pytest.fixture
def told(world: World) -> list[str]:
    """The texts of the cases, with a note and an answer in each; and whatever leads to one."""
    leads = {case.pk: case.actions.exclude(by=None).first().by for case in Concern.objects.all()}
    for case in Concern.objects.exclude(status="closing"):
        concern_work.note(concern=case, act=ConcernAct.NOTED, text=NOTED, by=leads[case.pk])
        concern_work.answer(concern=case, text=ANSWER, by=leads[case.pk])
    links = [f"/concerns/{pk}/" for pk in leads]
    digests = list(ConcernAction.objects.values_list("digest", flat=True))
    return [REPORTED, NOTED, *links, *digests]


def _answers(world: World, sessions: Sessions, role: str) -> list[tuple[str, str]]:
    """Everything this role reads at every door that only reads."""
    known, found = doors.every(), []
    for row in matrix.ACTS:
        for key in row.doors:
            if key.startswith("GET:") and not (role in DESK and "concern" in key + row.on):
                client, args = sessions.client(world.actor(role, row.on)), world.args.get(row.on, {})
                text = asking.text(asking.ask(client, known[key[4:]], key, args))
                # The address that was typed comes back in the log-in's and the language switch's "next".
                text = text.replace(asking.address(known[key[4:]], args), "")
                found.append((f"{key} on {row.on} as {role}", text))
    return found


def test_no_door_tells_of_a_case(world: World, sessions: Sessions, told: list[str]) -> None:
    """The mentor is named in all of them; the pupil who wrote reads the answer and no more."""
    leaks, read = [], 0
    for role in ROLES:
        if role in DESK:
            continue
        for where, text in _answers(world, sessions, role):
            read += 1
            leaks += [f"{where}: {word}" for word in told if word in text]
            leaks += [f"{where}: the answer"] * (ANSWER in text and role != "pupil")
    assert leaks == [], "\n".join(["", *leaks])
    assert read > 500


def test_who_reported_is_told_nobody_by_the_data_that_leave(world: World, told: list[str]) -> None:
    """The inbox of the named and of everybody but the desks holds nothing of a case."""
    outside = [user.pk for role, user in world.people.items() if user is not None and role not in DESK | {"pupil"}]
    kinds = set(Notice.objects.filter(recipient__in=outside).values_list("kind", flat=True))

    assert kinds & {"concern_new", "concern_late", "concern_raised", "concern_closing"} == set()
    assert not [row for row in Notice.objects.all() if any(word in json.dumps(row.facts) for word in told)]


def test_the_desks_do_read_it(world: World, sessions: Sessions, told: list[str]) -> None:
    """The words would have been found."""

    def page(role: str, on: str) -> Any:
        door = doors.every()["concern_detail"]
        return asking.text(asking.ask(sessions.client(world.people[role]), door, "GET:concern_detail", world.args[on]))

    assert REPORTED in page("admin", "concern")
    assert NOTED in page("admin", "concern")
    assert REPORTED in page("department", "concern_raised")
    reporter = world.people["pupil"]
    assert reporter is not None
    assert reporter.full_name in page("admin", "concern_raised")
    assert reporter.full_name not in page("department", "concern_raised")
