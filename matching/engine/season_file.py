"""A season's trials as a file, for judging rankers on it anywhere: no name, no text, no number of the database.

JSON lines. The first: ``{"format": "matching-season", "version": 1, "features": […], "starts_on": "2026-08-01",
"trials": 120}``. Then one a trial whose end is known, by day: ``idea`` and ``post`` number them from 1 in this file
alone, ``kind`` is "challenge" or the kind of offer, ``day`` counts from ``starts_on`` (and may be negative),
``place`` is where the pair stood in the list of whoever tried it (0: nowhere, null: not kept), ``outcome`` a key of
`examples.SAYS`, ``ours``, ``theirs`` and ``trust`` what the scorers saw then, in the order of ``features``; null where
it was unknown. Anything else is refused with its line.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.engine import jsonl
from matching.engine.documents import SupplyKind
from matching.engine.examples import FEATURES, SAYS, Examples
from matching.engine.jsonl import InputError

FORMAT, VERSION = "matching-season", 1
DECIMALS = 4
_HEAD = {"format", "version", "features", "starts_on", "trials"}
_TRIAL = {"idea", "post", "kind", "day", "place", "outcome", "ours", "theirs", "trust"}
_MOST = 1_000_000


@dataclass(frozen=True)
class SeasonFile:
    """``examples.when`` is the day. ``place`` (n,): -1 where it was not kept."""

    starts_on: dt.date
    examples: Examples
    place: NDArray[np.int64]


def lines(starts_on: dt.date, trials: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The file of these trials."""
    rows = list(trials)
    head = {"format": FORMAT, "version": VERSION, "features": list(FEATURES), "starts_on": starts_on.isoformat()}
    for row in ({**head, "trials": len(rows)}, *rows):
        yield json.dumps(row) + "\n"


def read(path: Path) -> SeasonFile:
    found = [(number, _located(path, number, jsonl.an_object, line)) for number, line in jsonl.lines_of(path)]
    if not found:
        raise InputError(f"{path}: nothing in it")
    (first, head), *rows = found
    starts_on = _located(path, first, _starts_on, head)
    for number, row in rows:
        _located(path, number, _check, row)
    if len(rows) != head["trials"]:
        raise InputError(f"{path}, line {first}: {head['trials']} trials are announced, {len(rows)} follow")
    return _season(starts_on, [row for _number, row in rows])


def _located(path: Path, number: int, step: Any, given: Any) -> Any:
    try:
        return step(given)
    except jsonl.Refusal as error:
        raise InputError(f"{path}, line {number}: {error}") from error


def _starts_on(head: dict[str, Any]) -> dt.date:
    _same_keys(head, _HEAD)
    if (head["format"], head["version"]) != (FORMAT, VERSION):
        raise jsonl.Refusal(f"not a season of version {VERSION}: {head['format']!r} {head['version']!r}")
    if head["features"] != list(FEATURES):
        raise jsonl.Refusal(f"of other scorers; there must be {', '.join(FEATURES)}")
    _whole("trials", head["trials"], 1)
    try:
        return dt.date.fromisoformat(head["starts_on"])
    except (TypeError, ValueError) as error:
        raise jsonl.Refusal(f"“starts_on”: {head['starts_on']!r} is no day") from error


def _check(row: dict[str, Any]) -> None:
    _same_keys(row, _TRIAL)
    for name, least in (("idea", 1), ("post", 1), ("day", -_MOST)):
        _whole(name, row[name], least)
    if row["place"] is not None:
        _whole("place", row["place"], 0)
    for name, known in (("kind", [kind.value for kind in SupplyKind]), ("outcome", list(SAYS))):
        if row[name] not in known:
            raise jsonl.Refusal(f"“{name}”: {row[name]!r} is none of {', '.join(known)}")
    for name in ("ours", "theirs"):
        values = row[name]
        if not isinstance(values, list) or len(values) != len(FEATURES):
            raise jsonl.Refusal(f"“{name}”: not a list of {len(FEATURES)} values")
        for value in values:
            if value is not None:
                _unit(name, value)
    _unit("trust", row["trust"])


def _same_keys(row: dict[str, Any], wanted: set[str]) -> None:
    for name in sorted(wanted - set(row)):
        raise jsonl.Refusal(f"“{name}” is missing")
    for name in sorted(set(row) - wanted):
        raise jsonl.Refusal(f"“{name}”: no such part; there are {', '.join(sorted(wanted))}")


def _whole(name: str, value: object, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _MOST:
        raise jsonl.Refusal(f"“{name}”: {value!r} is not a whole number from {least}")


def _unit(name: str, value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise jsonl.Refusal(f"“{name}”: {value!r} is not between 0 and 1")


def _season(starts_on: dt.date, rows: list[dict[str, Any]]) -> SeasonFile:
    says = np.array([SAYS[row["outcome"]] for row in rows], dtype=float)
    examples = Examples(
        ours=np.array([row["ours"] for row in rows], dtype=float),
        theirs=np.array([row["theirs"] for row in rows], dtype=float),
        trust=np.array([row["trust"] for row in rows], dtype=float),
        went_well=says[:, 0],
        weight=says[:, 1],
        when=np.array([row["day"] for row in rows], dtype=float),
        group=np.array([row["idea"] for row in rows], dtype=np.int64),
    )
    place = np.array([-1 if row["place"] is None else row["place"] for row in rows], dtype=np.int64)
    return SeasonFile(starts_on, examples, place)
