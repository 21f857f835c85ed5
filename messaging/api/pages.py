"""Cutting lists of conversations, and of what waits, into pieces."""

from django.utils.dateparse import parse_datetime
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from core.pagination import NewestFirst


class LastSpokenFirst(NewestFirst):
    ordering = ("-last_at", "-id")

    def decode_cursor(self, request: Request) -> Cursor | None:
        """A cursor holds a moment; anything else is no cursor of ours."""
        found = CursorPagination.decode_cursor(self, request)
        if found and found.position is not None and not _is_moment(str(found.position)):
            raise NotFound(self.invalid_cursor_message)
        return found


class OldestFirst(NewestFirst):
    ordering = "id"


def _is_moment(text: str) -> bool:
    try:
        return parse_datetime(text) is not None
    except ValueError:
        return False
