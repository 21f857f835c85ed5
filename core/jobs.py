"""The one door to background work: after the commit, with ids only, once per transaction."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import import_string
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import OrmQ
from django_q.signing import BadSignature, SignedPackage
from django_q.tasks import async_task

from core import clock

Id = int | str | UUID


def enqueue(path: str, *ids: Id) -> None:
    """Queue the task named by its dotted path once this transaction has committed; never if it rolls back.

    The same task with the same ids asked for twice within one transaction is queued once. Tasks must still be
    idempotent: a worker that dies half-way is retried.
    """
    task = _Task(path, ids)
    for _, waiting, _ in transaction.get_connection().run_on_commit:
        if waiting == task and not waiting.turn.taken:
            task.turn = waiting.turn
            break
    transaction.on_commit(task)


@dataclass
class _Turn:
    """Shared by equal tasks of one transaction. Which of them survives the savepoints is known only at the commit."""

    taken: bool = False


@dataclass
class _Task:
    path: str
    ids: tuple[Id, ...]
    turn: _Turn = field(default_factory=_Turn, compare=False)

    def __call__(self) -> None:
        if not self.turn.taken:
            self.turn.taken = True
            async_task(self.path, *self.ids, **options(self.path))


def options(path: str) -> dict[str, int]:
    """What the queue is told about a task: how long it may take, where `background` says so."""
    try:
        seconds = getattr(import_string(path), "seconds", None)
    except ImportError:
        # The worker says so, and keeps it with what failed.
        return {}
    return {"timeout": seconds} if seconds else {}


class Queue(ORM):
    """django-q's queue in the database. Its own would hand a task that still runs after `retry` to another worker."""

    def timeout(self, task: OrmQ) -> dt.datetime:
        """Until when nobody else gets the task."""
        try:
            longer = SignedPackage.loads(task.payload).get("timeout", Conf.TIMEOUT) - Conf.TIMEOUT
        except (TypeError, BadSignature):
            # Not one of ours: whoever takes it from the queue throws it away.
            longer = 0
        return clock.now() + dt.timedelta(seconds=Conf.RETRY + longer)
