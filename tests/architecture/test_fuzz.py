"""What the API's description allows and what it forbids, as every role: nothing breaks, a refusal is a problem with a
sentence, and what is answered is what was described.

With the sweeps goes one example of every operation, as somebody who may and as four others in turn; `make fuzz` sends
three hundred as each role.
"""

import os
import traceback
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import got_request_exception, request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from knox.models import AuthToken
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tests import asked
from tests.architecture import bodies, matrix
from tests.architecture.acts import ROLES, Act
from tests.architecture.scenario import World

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1"))
IS_LONG = EXAMPLES > 1
# Each is a test, so that several workers share a long run.
PARTS = 40 if IS_LONG else 1
OTHERS = 4
AS_DESCRIBED = [content_type_conformance, response_schema_conformance]
PROBLEM = {"type", "title", "status", "detail"}
# What stands in an address that needs a name; everything else there is a number.
NAMES = {"kind": "idea"}
SENDING = settings(
    max_examples=EXAMPLES,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def operations(world: World) -> Iterator[list[Any]]:
    """A served request gives its connection back; here the world lives in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    yield [found.ok() for found in schema.get_all_operations()]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """What was raised and not caught, by its last lines."""
    seen: list[str] = []

    def note(**_: Any) -> None:
        seen.append(traceback.format_exc(limit=-3))

    got_request_exception.connect(note)
    yield seen
    got_request_exception.disconnect(note)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_example_breaks_an_operation(world: World, operations: list[Any], broken: list[str], part: int) -> None:
    wrong: dict[str, str] = {}
    welcome = 0
    for place, operation in enumerate(operations[part::PARTS]):
        # On PostgreSQL: what asks it something new, or with a value that it may refuse.
        if not asked.is_wanted(asked.part(operation.label)):
            continue
        door = _door_of(operation)
        row = _row_of(door)
        tokens = _tokens(world, row, ROLES if IS_LONG else _some_roles(row, place))

        @SENDING
        @given(_cases(operation, door, world.args.get(row.on, {})))
        def send(case: Case) -> None:
            nonlocal welcome
            for role, token in tokens.items():  # noqa: B023
                response = _answer(case, token)
                welcome += response.status_code < 300
                for complaint in _complaints(case, response, broken):
                    wrong.setdefault(f"{case.operation.label}: {complaint}", f"as {role}: {_shown(case)}")

        with asked.NOTES.during(asked.part(operation.label)):
            send()
    assert wrong == {}, "\n\n".join(["", *(f"{what}\n{how}" for what, how in wrong.items())])
    # Not everything was turned away at the door.
    assert welcome > 0


def _door_of(operation: Any) -> str:
    place = operation.path.format_map({name.name: NAMES.get(name.name, "1") for name in operation.path_parameters})
    return f"{operation.method.upper()}:{resolve(place).view_name}"


def _row_of(door: str) -> Act:
    """Of the table's rows about this door one that lets somebody in: it names what the address may be about."""
    rows = [row for row in matrix.ACTS if door in row.doors]
    return max(rows, key=lambda row: "ok" in row.told.values())


def _some_roles(row: Act, place: int) -> list[str]:
    """One of those who may, and others in turn, so that over all operations every role has come."""
    may = [role for role, outcome in row.told.items() if outcome == "ok"]
    others = [ROLES[(place * OTHERS + step) % len(ROLES)] for step in range(OTHERS)]
    return list(dict.fromkeys([*may[:1], *others]))


def _tokens(world: World, row: Act, roles: Iterable[str]) -> dict[str, str]:
    """Of each role; nobody's is empty."""
    people = {role: world.actor(role, row.on) for role in roles}
    return {role: AuthToken.objects.create(user=user)[1] if user else "" for role, user in people.items()}


def _cases(operation: Any, door: str, args: dict[str, Any]) -> st.SearchStrategy[Case]:
    """As described and not; about what there is and about anything; alone and over what a well-meaning person sends."""
    keys = {place.name: "pk" if place.name == "id" else place.name for place in operation.path_parameters}
    there = {name: str(args[key]) for name, key in keys.items() if key in args}
    places = [there, None] if there else [None]
    made = st.one_of(operation.as_strategy(mode, path_parameters=place) for place in places for mode in GenerationMode)
    right = bodies.body_for(door, args)
    return st.builds(_over, made, st.just(right), st.booleans(), st.randoms(use_true_random=False)) if right else made


def _over(case: Case, right: dict[str, Any], takes: bool, chance: Any) -> Case:
    """The right body with some of the case's values in the place of its own."""
    if takes and isinstance(case.body, dict):
        case.body = right | {name: value for name, value in case.body.items() if chance.random() < 0.4}
    return case


def _answer(case: Case, token: str) -> Response:
    """With fresh limits of how often one may ask; what it wrote is rolled back."""
    cache.clear()
    known = {"Authorization": f"Token {token}"} if token else {}
    with transaction.atomic():
        response = case.call(headers={"Accept-Encoding": "identity"} | known)
        transaction.set_rollback(True)
    return response


def _shown(case: Case) -> str:
    return f"{case.path_parameters} {case.query} {str(case.body)[:300]!r} {case.media_type}"


def _complaints(case: Case, response: Response, broken: list[str]) -> Iterator[str]:
    raised = [broken.pop() for _ in list(broken)]
    if response.status_code >= 500:
        yield "\n".join([f"{response.status_code}", *raised])
    elif response.status_code >= 400:
        kind = response.headers.get("content-type", [""])[0]
        body = response.json() if kind == "application/problem+json" else {}
        if not (set(body) >= PROBLEM and body["status"] == response.status_code and body["detail"]):
            yield f"{response.status_code} is no problem: {kind}"
    else:
        try:
            case.validate_response(response, checks=AS_DESCRIBED)
        except FailureGroup as failures:
            yield "; ".join(sorted({f"{failure.title}: {failure.message[:200]}" for failure in failures.exceptions}))
