"""Nobody who is not entitled is told that there is a case, what it says or who wrote it.

What stands behind every door is asked in the one walk of `test_role_matrix.py`.
"""

import json
from typing import Any

import pytest

from people.models import Notice
from tests.architecture import asking, doors
from tests.architecture.asking import Sessions
from tests.architecture.cases import DESK, NOTED, REPORTED
from tests.architecture.scenario import World

pytestmark = pytest.mark.django_db


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
