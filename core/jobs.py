"""The one door to background work: after the commit, with ids only, once per transaction."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django_q.tasks import async_task

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
            async_task(self.path, *self.ids)
