import ast
from collections.abc import Iterator
from unittest.mock import Mock, call

import pytest
from django.db import transaction
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage

from core import clock, jobs

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mock]:
    queue = Mock()
    monkeypatch.setattr(jobs, "async_task", queue)
    return queue


def enqueue_and_fail() -> None:
    with transaction.atomic():
        jobs.enqueue("network.tasks.remind", 7)
        raise ZeroDivisionError


def test_a_task_waits_for_the_commit(queued: Mock) -> None:
    with transaction.atomic():
        jobs.enqueue("network.tasks.remind", 7)
        assert queued.mock_calls == []
    assert queued.mock_calls == [call("network.tasks.remind", 7)]


def test_outside_a_transaction_it_is_queued_at_once(queued: Mock) -> None:
    jobs.enqueue("network.tasks.remind", 7)
    assert queued.mock_calls == [call("network.tasks.remind", 7)]


def test_nothing_is_queued_when_the_transaction_rolls_back(queued: Mock) -> None:
    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail()
    assert queued.mock_calls == []


def test_the_same_task_is_queued_once_in_a_transaction(queued: Mock) -> None:
    with transaction.atomic():
        jobs.enqueue("network.tasks.remind", 7)
        with transaction.atomic():
            jobs.enqueue("network.tasks.remind", 7)
        jobs.enqueue("network.tasks.remind", 8)
        jobs.enqueue("network.tasks.expire", 7)
    assert queued.mock_calls == [
        call("network.tasks.remind", 7),
        call("network.tasks.remind", 8),
        call("network.tasks.expire", 7),
    ]


def test_it_is_still_queued_when_the_first_request_for_it_was_rolled_back(queued: Mock) -> None:
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            enqueue_and_fail()
        jobs.enqueue("network.tasks.remind", 7)
    assert queued.mock_calls == [call("network.tasks.remind", 7)]


def test_it_is_still_queued_when_the_second_request_for_it_was_rolled_back(queued: Mock) -> None:
    with transaction.atomic():
        jobs.enqueue("network.tasks.remind", 7)
        with pytest.raises(ZeroDivisionError):
            enqueue_and_fail()
    assert queued.mock_calls == [call("network.tasks.remind", 7)]


def test_the_next_transaction_queues_it_again(queued: Mock) -> None:
    for _ in range(2):
        with transaction.atomic():
            jobs.enqueue("network.tasks.remind", 7)
    assert queued.call_count == 2


HOURS = 5 * 3600


def test_a_task_that_takes_long_says_so_to_the_queue(queued: Mock) -> None:
    jobs.enqueue("matching.tasks.rebuild")
    assert queued.mock_calls == [call("matching.tasks.rebuild", timeout=HOURS)]
    assert ast.literal_eval(Schedule.objects.get(func="matching.tasks.rebuild").kwargs) == {
        "q_options": {"timeout": HOURS}
    }


@pytest.mark.parametrize(("told", "seconds"), [({"timeout": HOURS}, HOURS), ({}, 300)])
def test_a_task_that_still_runs_is_handed_to_nobody_else(told: dict[str, int], seconds: int) -> None:
    queue = jobs.Queue("nhip-cau")
    queue.enqueue(SignedPackage.dumps({"func": "matching.tasks.rebuild", **told}))
    assert len(queue.dequeue()) == 1
    held = OrmQ.objects.get().lock - clock.now()
    assert held.total_seconds() == pytest.approx(seconds + 60, abs=30)
    assert queue.dequeue() is None


def test_what_somebody_else_put_into_the_queue_stops_nothing() -> None:
    queue = jobs.Queue("nhip-cau")
    queue.enqueue("no package")
    assert [payload for _, payload in queue.dequeue()] == ["no package"]


def test_the_worker_uses_this_queue() -> None:
    assert isinstance(get_broker(), jobs.Queue)
