"""What a send asks of the database: as much for many that wait together as for one."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from messaging.services import messages
from tests.messaging.talk import Talk, known, say

# The lock, who is in it (two), sent before and the pace, the message, the place, the reading; savepoints of the test.
QUERIES = 7


def _asked(there: Talk, count: int, by: str = "pupil") -> list[str]:
    author = getattr(there, by)
    sendings = [messages.Sending(messages.Draft(uuid4(), f"Tin {number}"), author) for number in range(count)]
    with CaptureQueriesContext(connection) as asked:
        outcomes = messages.send_all(conversation=there.pk, sendings=sendings)
    assert [type(outcome).__name__ for outcome in outcomes] == ["Message"] * count
    return [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]


@pytest.mark.parametrize("count", [1, 15])
def test_a_send_asks_the_same_few_questions_however_many_wait(there: Talk, count: int) -> None:
    assert len(_asked(there, count)) == QUERIES


def test_an_outside_adult_costs_one_question_more(there: Talk) -> None:
    known(there)
    assert len(_asked(there, 3, "mentor")) == QUERIES + 1


def test_of_many_that_wait_each_gets_its_own_answer(there: Talk) -> None:
    again = uuid4()
    first = say(there.pk, there.pupil, "Đã gửi", again)
    drafts = [
        (messages.Draft(again, "Đã gửi"), there.pupil),
        (messages.Draft(uuid4(), ""), there.pupil),
        (messages.Draft(uuid4(), "Chào cô"), there.pupil),
        (messages.Draft(uuid4(), "Chào các em"), there.mentor),
        (messages.Draft(uuid4(), "Chào cả nhà"), there.adviser),
    ]
    outcomes = messages.send_all(conversation=there.pk, sendings=[messages.Sending(*draft) for draft in drafts])

    assert outcomes[0] == first
    assert str(outcomes[1]) == "Tin nhắn đang trống. Viết vài chữ hoặc đính kèm một tệp."
    assert [(outcome.state, outcome.seq) for outcome in outcomes[2:] if isinstance(outcome, messages.Message)] == [
        ("delivered", 3),
        ("held", None),
        ("delivered", 4),
    ]


def test_the_pace_counts_those_that_wait_together(there: Talk) -> None:
    drafts = [messages.Draft(uuid4(), f"Tin {number}") for number in range(22)]
    outcomes = messages.send_all(
        conversation=there.pk, sendings=[messages.Sending(draft, there.pupil) for draft in drafts]
    )

    assert [getattr(outcome, "status", None) for outcome in outcomes] == [None] * 20 + [429] * 2


def test_the_same_number_twice_at_the_same_moment_is_one_message(there: Talk) -> None:
    draft = messages.Draft(uuid4(), "Chào cô")
    first, again = messages.send_all(conversation=there.pk, sendings=[messages.Sending(draft, there.pupil)] * 2)

    assert first is again
    assert there.conversation.messages.filter(author=there.pupil).count() == 1
