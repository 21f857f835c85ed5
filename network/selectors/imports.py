"""Uploaded sheets between their preview and their application: each is its uploader's alone."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from network import sheet_columns as columns
from network.models import Club, ImportBatch
from network.selectors import exports, idea_lists
from people.enums import Role
from people.models import User
from people.selectors import hats

SHOWN_ROWS = 50
SHOWN_FAULTS = 100


def own_of(user: User) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(uploaded_by=user)


def get_for(user: User, pk: int) -> ImportBatch:
    batch = own_of(user).filter(pk=pk).first()
    if batch is None:
        raise NotFound(_("Không tìm thấy bảng này."))
    return batch


def clubs_in_charge_of(user: User) -> QuerySet[Club]:
    """Running clubs of which the person is the adviser today: where `permissions.ideas` lets a teacher write."""
    schools = hats.of(user).organisations_as(frozenset({Role.ADVISER}))
    return Club.objects.filter(adviser=user, closed_on=None, school__in=schools).select_related("school__organisation")


@dataclass(frozen=True)
class Cell:
    text: str
    faults: list[str]


@dataclass(frozen=True)
class Line:
    number: int
    cells: list[Cell]
    faults: list[str]


@dataclass(frozen=True)
class Preview:
    """`heads`: column letter and label; `faults`: the first ones, in the order of the sheet; counts are of rows."""

    heads: list[tuple[str, str]]
    lines: list[Line]
    faults: list[dict[str, Any]]
    rows: int
    good: int
    bad: int
    more_rows: int
    more_faults: int


def preview_of(batch: ImportBatch) -> Preview:
    letters: dict[str, str] = batch.rows[0]["at"] if batch.rows else {}
    shown = sorted(
        (column for column in columns.sheet_of(batch.kind).imported if column.code in letters),
        key=lambda column: (len(letters[column.code]), letters[column.code]),
    )
    by_place: dict[tuple[int, str], list[str]] = defaultdict(list)
    for fault in batch.errors:
        by_place[fault["row"], fault["column"]].append(fault["message"])
    faulty = {row for row, _column in by_place}
    bad = sum(row["row"] in faulty for row in batch.rows)
    lines = [
        Line(
            number=row["row"],
            cells=[Cell(row[column.code], by_place.get((row["row"], letters[column.code]), [])) for column in shown],
            faults=by_place.get((row["row"], ""), []),
        )
        for row in batch.rows[:SHOWN_ROWS]
    ]
    return Preview(
        heads=[(letters[column.code], str(column.label)) for column in shown],
        lines=lines,
        faults=batch.errors[:SHOWN_FAULTS],
        rows=len(batch.rows),
        good=len(batch.rows) - bad,
        bad=bad,
        more_rows=max(0, len(batch.rows) - SHOWN_ROWS),
        more_faults=max(0, len(batch.errors) - SHOWN_FAULTS),
    )


def titles_known_already(batch: ImportBatch) -> list[str]:
    """Titles of the sheet that the person's own posts or ideas already have: perhaps the same file once more."""
    titles = {row.get("title", "") for row in batch.rows}
    own: QuerySet[Any] = (
        idea_lists.own_of(batch.uploaded_by)
        if batch.kind == columns.IDEA.kind
        else exports.written_by(batch.uploaded_by, batch.kind)
    )
    return sorted(set(own.filter(title__in=titles).order_by().values_list("title", flat=True)))
