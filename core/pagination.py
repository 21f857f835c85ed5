"""Lists in pieces: by cursor in the API, by “xem thêm” in the pages, queues by number in both. None is counted."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination, Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param


class NewestFirst(CursorPagination):
    """Pages that neither repeat nor lose a row while new ones arrive."""

    ordering = "-id"
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def decode_cursor(self, request: Request) -> Cursor | None:
        """A cursor holds the id of a row; anything else is no cursor of ours."""
        found = super().decode_cursor(request)
        position = str(found.position) if found and found.position is not None else None
        if position is not None and not (position.isascii() and position.isdigit() and len(position) < 19):
            raise NotFound(self.invalid_cursor_message)
        return found


PIECE = 20
LAST = 500
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Piece(Generic[M]):
    """One page of a list: its rows, and the number of the next page if there is one."""

    rows: list[M]
    number: int
    next_number: int | None


def page_number(asked: str | None) -> int:
    is_number = asked is not None and asked.isascii() and asked.isdigit() and len(asked) <= len(str(LAST))
    return min(max(int(asked or 1), 1), LAST) if is_number else 1


def piece_of(rows: "QuerySet[M]", asked: str | None, size: int = PIECE) -> Piece[M]:
    """The page named by a query parameter; anything that is not a page number is the first page."""
    number = page_number(asked)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Piece(rows=found[:size], number=number, next_number=number + 1 if len(found) > size else None)


class AsListed(BasePagination):
    """A queue over the API: by number, in the order its selector gives, as on the page."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        asked = request.query_params
        size = min(max(page_number(asked.get("page_size") or str(PIECE)), 1), NewestFirst.max_page_size)
        self.url = request.build_absolute_uri()
        self.piece = piece_of(queryset, asked.get("page"), size)
        return self.piece.rows

    def get_paginated_response(self, data: Any) -> Response:
        number, following = self.piece.number, self.piece.next_number
        previous = number - 1 if number > 1 else None
        return Response({"next": self._page(following), "previous": self._page(previous), "results": data})

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        link = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "required": False, "in": "query", "schema": {"type": "integer"}}
            for name in ("page", "page_size")
        ]

    def _page(self, number: int | None) -> str | None:
        return replace_query_param(self.url, "page", number) if number else None
