"""What the hub asks of the database, in the thread where database work belongs."""

import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.db import Error as DatabaseTrouble

from core import clock
from core.errors import Problem
from messaging.live.hub import Look
from messaging.live.socket import Pass
from messaging.models import Message
from messaging.selectors import conversations, frames
from people.models import User

_log = logging.getLogger(__name__)


class DatabaseReader:
    """`settle` is a service's, handed in from above."""

    def __init__(self, settle: Callable[[int], Coroutine[Any, Any, None]]) -> None:
        self._settle = settle

    async def settle(self, pk: int) -> None:
        """What keeps one from being settled keeps no other; the next look asks again."""
        try:
            await self._settle(pk)
        except (Problem, DatabaseTrouble) as trouble:
            _log.warning("Could not settle conversation %s: %s", pk, type(trouble).__name__)

    async def look(self, pks: Iterable[int]) -> list[Look]:
        return await database_sync_to_async(looks)(list(pks))

    async def page(self, pk: int, first: int, count: int) -> list[tuple[int, str]]:
        return await database_sync_to_async(page)(pk, first, count)

    async def changes(self, pk: int, after: int, count: int) -> list[tuple[int, str]]:
        return await database_sync_to_async(changes)(pk, after, count)

    async def ended(self, passes: Iterable[Pass]) -> set[Pass]:
        return await database_sync_to_async(ended)(set(passes))


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


def stamp_of(password: str) -> str:
    """Of the password's hash: another one after each change."""
    return password[-16:]


def ended(passes: set[Pass]) -> set[Pass]:
    """Whose log-in is over: two short questions however many there are."""
    keys = [entry.session for entry in passes]
    going_on = set(
        Session.objects.filter(pk__in=keys, expire_date__gt=clock.now()).values_list("session_key", flat=True)
    )
    people = User.objects.filter(pk__in={entry.user_id for entry in passes}, is_active=True)
    stamps = {pk: stamp_of(password) for pk, password in people.values_list("pk", "password")}
    return {entry for entry in passes if entry.session not in going_on or stamps.get(entry.user_id) != entry.stamp}
