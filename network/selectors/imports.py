"""Uploaded sheets between their preview and their application: each is its uploader's alone."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.sheets.column import Sheet
from network import sheet_columns as columns
from network.models import Challenge, Club, ImportBatch, Offer
from network.selectors import exports, idea_lists
from network.selectors import posts as post_selectors
from people.enums import OrganisationStatus, Role
from people.models import Affiliation, User
from people.selectors import gates, hats

SHOWN_ROWS = 50
SHOWN_FAULTS = 100


def own_of(user: User) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(uploaded_by=user)


def get_for(user: User, pk: int) -> ImportBatch:
    batch = own_of(user).filter(pk=pk).first()
    if batch is None:
        raise NotFound(_("Không tìm thấy bảng này."))
    return batch


def progress_for(user: User, pk: int) -> ImportBatch:
    """The batch without its rows, which may be many: this is asked every second or two."""
    batch = own_of(user).defer("rows", "errors").filter(pk=pk).first()
    if batch is None:
        raise NotFound(_("Không tìm thấy bảng này."))
    return batch


def clubs_to_write_for(user: User) -> QuerySet[Club]:
    """Running clubs whose ideas the person may bring in: as the adviser in charge today, or for the school."""
    worn = hats.of(user)
    in_charge = Q(adviser=user, school__in=worn.organisations_as(frozenset({Role.ADVISER})))
    managed = Q(school__in=worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})))
    return Club.objects.filter(in_charge | managed, closed_on=None).select_related("school__organisation")


def authors_as(roles: frozenset[Role]) -> QuerySet[Affiliation]:
    """Who may write in one of these roles for which verified organisation today."""
    return (
        Affiliation.objects.filter(
            gates.affiliation_is_current(),
            role__in=roles,
            organisation__status=OrganisationStatus.VERIFIED,
            user__is_active=True,
        )
        .exclude(user__email="")
        .select_related("user", "organisation__commune")
        .order_by("organisation__name", "pk")
    )


def sheet_of(batch: ImportBatch) -> Sheet:
    """With the column of authors where it was uploaded with one."""
    return columns.sheet_of(batch.kind, for_others=bool(batch.rows) and "author" in batch.rows[0]["at"])


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
        (column for column in sheet_of(batch).imported if column.code in letters),
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
    """Titles of the sheet that the person's own posts or ideas already have: perhaps the same file once more.

    Of what somebody brings in for others, the posts that are handed in or open.
    """
    titles = {row.get("title", "") for row in batch.rows}
    known = _already_there(batch).filter(title__in=titles).order_by()
    return sorted(set(known.values_list("title", flat=True)))


def _already_there(batch: ImportBatch) -> QuerySet[Any]:
    by = batch.uploaded_by
    if batch.kind == columns.IDEA.kind:
        return idea_lists.own_of(by)
    if hats.of(by).is_department_officer:
        return post_selectors.visible_to(by, Challenge if batch.kind == columns.CHALLENGE.kind else Offer)
    return exports.written_by(by, batch.kind)
