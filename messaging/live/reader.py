"""What the hub asks of the database, in the thread where database work belongs."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from channels.db import database_sync_to_async

from messaging.live.hub import Look
from messaging.models import Message
from messaging.selectors import conversations, frames


class DatabaseReader:
    """`settle` is a service's, handed in from above."""

    def __init__(self, settle: Callable[[int], Coroutine[Any, Any, None]]) -> None:
        self._settle = settle

    async def settle(self, pk: int) -> None:
        await self._settle(pk)

    async def look(self, pks: Iterable[int]) -> list[Look]:
        return await database_sync_to_async(looks)(list(pks))

    async def page(self, pk: int, first: int, count: int) -> list[tuple[int, str]]:
        return await database_sync_to_async(page)(pk, first, count)

    async def changes(self, pk: int, after: int, count: int) -> list[tuple[int, str]]:
        return await database_sync_to_async(changes)(pk, after, count)


def looks(pks: list[int]) -> list[Look]:
    rows = list(conversations.rows().filter(pk__in=pks))
    standings = conversations.standings_of(rows)
    return [
        Look(
            pk=row.pk,
            head_seq=row.head_seq,
            head_change=row.head_change,
            members=frozenset(standings[row.pk].members),
            is_settled=conversations.is_settled(row, standings[row.pk]),
        )
        for row in rows
    ]


def page(pk: int, first: int, count: int) -> list[tuple[int, str]]:
    rows = Message.objects.filter(conversation=pk, seq__gte=first, seq__lt=first + count).order_by("seq")
    return [(row.seq or 0, frames.event(row)) for row in frames.prepared(rows)]


def changes(pk: int, after: int, count: int) -> list[tuple[int, str]]:
    rows = Message.objects.filter(conversation=pk, change__gt=after).exclude(seq=None).order_by("change")[:count]
    return [(row.change, frames.event(row, "change")) for row in frames.prepared(rows)]
