"""The content files, read into plain rows; `times` copies of each with numbered keys."""

import csv
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = dict[str, Any]

# Which columns hold the key of another row, so that a copy points at copies.
_KEYS = {
    "schools": ("code",),
    "clubs": ("key", "school_code"),
    "ideas": ("key", "club"),
    "partners": ("key",),
    "challenges": ("key", "org"),
    "offers": ("key", "org"),
}
_TITLES = ("name", "title")


def read(kind: str, times: int = 1) -> list[Row]:
    """Rows of schools, clubs, ideas, partners, challenges or offers. `copy` counts from 1."""
    rows = _lines(kind)
    return [_copy(kind, row, number) for number in range(1, times + 1) for row in rows]


def _lines(kind: str) -> list[Row]:
    if kind == "schools":
        with (HERE / "schools.csv").open(encoding="utf-8", newline="") as file:
            return [dict(row) for row in csv.DictReader(file)]
    text = (HERE / f"{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def _copy(kind: str, row: Row, number: int) -> Row:
    if number == 1:
        return {**row, "copy": 1}
    renamed = {column: f"{row[column]}-{number}" for column in _KEYS[kind]}
    titled = {column: f"{row[column]} {number}" for column in _TITLES if column in row}
    return {**row, **renamed, **titled, "copy": number}
