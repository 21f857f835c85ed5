"""What a file holds, whichever format it came in."""

import datetime as dt
from dataclasses import dataclass, field

# Day 0 of Excel's serial dates; workbooks from an old Mac count from 1904 and say so.
DATES_FROM = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a sheet's dates have no zone


@dataclass(frozen=True)
class Formula:
    """Seen as text and never computed."""

    text: str


@dataclass(frozen=True)
class Broken:
    """What Excel shows where a formula failed: #N/A, #REF! …"""

    text: str


Value = str | int | float | bool | dt.datetime | dt.date | dt.time | Formula | Broken | None


@dataclass(frozen=True)
class Table:
    """`rows`: the number Excel shows beside each row that is not empty, and its cells from column A on."""

    rows: list[tuple[int, list[Value]]]
    merged: list[str] = field(default_factory=list)
    dates_from: dt.datetime = DATES_FROM


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell. `row` 0 and `column` "" stand for the whole sheet and the whole row."""

    row: int
    column: str
    code: str
    message: str


def letter_of(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
