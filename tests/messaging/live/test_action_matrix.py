"""Every action of the socket against every role, in one's own conversation and in another's."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from messaging.consumers import ACTIONS
from messaging.models import Message, Reaction, Reading
from people.models import User
from tests import make
from tests.messaging.live.sockets import Server, Tab
from tests.messaging.talk import Talk, talk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# What an answer begins with; None where there is none; 404 is "no such conversation".
MISSING, OUT = 404, 4401
# What a member is answered in the conversation that is theirs.
MEMBERS: dict[str, Any] = {
    "hello": "welcome",
    "follow": "follows",
    "send": "ack",
    "read": "read",
    "react": "ack",
    "typing": None,
    "here": None,
}
IN_IT = ("pupil", "adviser", "mentor")
NOT_IN_IT = ("other_pupil", "other_adviser", "other_mentor", "admin", "representative", "commune", "department")
CANNOT_COME_IN = ("anonymous", "unconsented", "uncleared_nobody")


def test_the_table_names_every_action() -> None:
    assert set(MEMBERS) == set(ACTIONS)


def test_each_action_answers_each_role_as_it_should(server: Server) -> None:
    here, elsewhere = talk(), talk()
    people = _people(here, elsewhere)
    found, expected = {}, {}
    for role in (*IN_IT, *NOT_IN_IT):
        with Tab(server, people[role]) as tab:
            for action, answer in MEMBERS.items():
                for name, conversation in (("own", here), ("foreign", elsewhere)):
                    expected[role, action, name] = _expected(role, action, answer, name)
                    is_answered = expected[role, action, name] is not None
                    found[role, action, name] = _outcome(tab, action, conversation, is_answered=is_answered)
            found[role, "heads"] = set(tab.hello()["heads"])
            expected[role, "heads"] = _heads(role, here, elsewhere)
    assert {key: value for key, value in found.items() if value != expected[key]} == {}
    _assert_only_members_left_a_trace(here, elsewhere, people)


@pytest.mark.parametrize("role", CANNOT_COME_IN)
def test_who_cannot_come_in_is_answered_nothing(server: Server, here: Talk, role: str) -> None:
    person = {
        "anonymous": None,
        "unconsented": make.pupil(consents=()),
        "uncleared_nobody": make.person(),
    }[role]
    for action in MEMBERS:
        with Tab(server, person) as tab:
            with suppress(ConnectionClosed):
                tab.say(action, **_facts(here))
            assert (tab.closed(), [frame["t"] for frame in tab.got]) == (OUT, ["bye"])


def _people(here: Talk, elsewhere: Talk) -> dict[str, User]:
    school = here.pupil.affiliations.get().organisation.school
    return {
        "pupil": here.pupil,
        "adviser": here.adviser,
        "mentor": here.mentor,
        "other_pupil": elsewhere.pupil,
        "other_adviser": elsewhere.adviser,
        "other_mentor": elsewhere.mentor,
        "admin": make.adult(school, "school_admin"),
        "representative": make.representative(here.mentor.affiliations.get().organisation),
        "commune": make.commune_officer(),
        "department": make.officer(),
    }


def _facts(conversation: Talk) -> dict[str, Any]:
    return {"c": conversation.pk, "client": str(uuid4()), "body": "Chào", "seq": 1, "emoji": "👍"}


def _outcome(tab: Tab, action: str, conversation: Talk, *, is_answered: bool) -> Any:
    """An answer may be overtaken by one that needs less work, so one that has to come is waited for. Where none may
    come, another question is asked after it and answered first."""
    number = tab.say(action, **_facts(conversation))
    if is_answered:
        tab.until(lambda frame: frame.get("re") == number)
    else:
        tab.ask("read", c=0, seq=0)
    for frame in tab.got:
        if frame.get("re") == number:
            return frame["status"] if frame["t"] == "no" else frame["t"]
    return None


def _expected(role: str, action: str, answer: Any, name: str) -> Any:
    if action == "hello":
        return "welcome"
    is_in = role in IN_IT if name == "own" else role.startswith("other_")
    return answer if is_in else MISSING


def _heads(role: str, here: Talk, elsewhere: Talk) -> set[str]:
    if role in IN_IT:
        return {str(here.pk)}
    return {str(elsewhere.pk)} if role.startswith("other_") else set()


def _assert_only_members_left_a_trace(here: Talk, elsewhere: Talk, people: dict[str, User]) -> None:
    for conversation, roles in ((here, IN_IT), (elsewhere, NOT_IN_IT[:3])):
        members = {people[role].pk for role in roles}
        for model, column in ((Message, "author"), (Reading, "user"), (Reaction, "user")):
            where = {"message__conversation" if model is Reaction else "conversation": conversation.pk}
            left = set(model.objects.filter(**where).exclude(**{column: None}).values_list(column, flat=True))
            assert left == members, model
