"""A file's pages on their way into the database: as text, then only the columns that a roster needs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from core.sheets.neutral import restored
from core.sheets.table import Broken, Formula, Table, Value, letter_of
from people.rosters import columns, headings
from people.rosters.headings import Heading

Page = dict[str, Any]
# More columns than any list of pupils has.
_WIDEST = 150
# What lists say below their last pupil: totals, places and dates, signatures.
_TELLS_A_PUPIL = ("birth_date", "birth_year", "code")


def as_text(tables: Iterable[tuple[str, Table]]) -> list[Page]:
    return [
        {"title": title, "rows": [[number, _trimmed(cells)] for number, cells in table.rows]} for title, table in tables
    ]


def understand(raw: list[Page], own: Mapping[str, str], heading_row: int | None = None) -> list[Page] | None:
    """Each page reduced to what a roster needs, or None while no page tells all that is needed.

    `own` are headings explained by hand ("" for one to leave out), `heading_row` where a person says that they stand.
    A page on which not all is found (a cover, a count) is kept by its name alone, so that it can be said.
    """
    kept = [_kept(page, _heading(page, own, heading_row)) for page in raw]
    return kept if any("letters" in page for page in kept) else None


def _heading(page: Page, own: Mapping[str, str], heading_row: int | None) -> Heading | None:
    if heading_row is None:
        return headings.find(page["rows"], page["title"], own)
    return headings.at_number(page["rows"], heading_row, page["title"], own)


def _kept(page: Page, heading: Heading | None) -> Page:
    title = page["title"]
    if heading is None or columns.lacking(set(heading.places), class_is_known=bool(heading.class_name)):
        return {"title": title, "rows": []}
    rows = [[number, _chosen(cells, heading.places)] for number, cells in page["rows"][heading.below :]]
    while rows and not any(rows[-1][1].get(code) for code in _TELLS_A_PUPIL):
        rows.pop()
    return {
        "title": title,
        "class": heading.class_name,
        "letters": {code: letter_of(index) for code, index in heading.places.items()},
        "rows": [row for row in rows if any(row[1].values())],
    }


def _chosen(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {code: cells[index].strip() if index < len(cells) else "" for code, index in places.items()}


def _trimmed(cells: list[Value]) -> list[str]:
    """Without the empty cells at the end, of which Excel may report thousands."""
    texts = [_text(value) for value in cells[:_WIDEST]]
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _text(value: Value) -> str:
    """As a person reads it; formulas and errors keep their sign, by which `lines` knows them."""
    if value is None:
        return ""
    if isinstance(value, Formula | Broken):
        return value.text
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return restored(str(value))
