"""An assignment's instance from JSON and its plan as text, for solving anybody's rounds.

`{"left": [{"id", "need", "min"}], "right": [{"id", "capacity", "min"}], "pairs": [[left, right, score]],
"conflicts": [[left, right]]}`; `need` and `capacity` are 1 and `min` is 0 unless said, `conflicts` may be left out. A
pair in conflict is never chosen. Anything that cannot be meant is refused with the entry that holds it.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from matching.engine.assignment import Floats, Instance, Ints, Plan
from matching.engine.jsonl import InputError

_MOST = 1_000_000


@dataclass(frozen=True)
class Named:
    """An instance with the ids of its lefts, rights, in the order of their places."""

    instance: Instance
    lefts: list[str]
    rights: list[str]

    def lines(self, plan: Plan) -> list[str]:
        """`left <tab> right <tab> score`, by left and right as they were given."""
        rows = self.instance
        return [
            f"{self.lefts[rows.left[pair]]}\t{self.rights[rows.right[pair]]}\t{float(rows.score[pair])!r}\n"
            for pair in plan.chosen.tolist()
        ]


def read(path: Path) -> Named:
    try:
        with _nothing_collected():
            return _named(_json(path))
    except _Refusal as refusal:
        raise InputError(f"{path}, {refusal}") from refusal


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Reading makes a list a pair and no cycle: to look for cycles again and again takes longer than to read."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Refusal(Exception):  # the entry and the reason, before the file is named
    pass


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _Refusal(f"byte {error.start}: not valid UTF-8") from error
    except json.JSONDecodeError as error:
        raise _Refusal(f"line {error.lineno}: not valid JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise _Refusal("JSON nested too deeply") from error
    except ValueError as error:
        raise _Refusal("a number has too many digits") from error
    if not isinstance(value, dict):
        raise _Refusal("line 1: not a JSON object")
    unknown = sorted(set(value) - {"left", "right", "pairs", "conflicts"})
    if unknown:
        raise _Refusal(f"“{unknown[0]}”: no such part; there are left, right, pairs and conflicts")
    return value


def _named(given: dict[str, Any]) -> Named:
    lefts, need, left_min = _ends(given, "left", "need")
    rights, capacity, right_min = _ends(given, "right", "capacity")
    at_left, at_right = _places(lefts), _places(rights)
    conflicts = _listed(given, "conflicts", [])
    forbidden = [_link(one, f"conflicts[{number}]", at_left, at_right) for number, one in enumerate(conflicts)]
    left, right, score = _pairs(_listed(given, "pairs"), at_left, at_right)
    # In the order of the ends, so that the order of the pairs in the file changes nothing.
    codes = left * len(rights) + right
    order = np.argsort(codes, kind="stable")
    _refuse_twice_paired(codes, order, lefts, rights)
    order = order[~np.isin(codes[order], [left * len(rights) + right for left, right in forbidden])]
    return Named(Instance(need, capacity, left[order], right[order], score[order], left_min, right_min), lefts, rights)


def _pairs(given: list[Any], at_left: dict[str, int], at_right: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """[pairs] the places of the ends, and the scores: by whole columns, or one by one to name what is wrong."""
    if not set(map(type, given)) <= {list} or not set(map(len, given)) <= {3}:
        return _pairs_one_by_one(given, at_left, at_right)
    lefts, rights, scores = (list(map(itemgetter(at), given)) for at in range(3))
    left, right, score = _known(lefts, at_left), _known(rights, at_right), _finite(scores)
    if left is None or right is None or score is None:
        return _pairs_one_by_one(given, at_left, at_right)
    return left, right, score


def _known(ids: list[Any], places: dict[str, int]) -> Ints | None:
    """[ids] their places, if all are known."""
    if not set(map(type, ids)) <= {str, int}:
        return None
    try:
        return np.fromiter(map(places.__getitem__, map(str, ids)), dtype=np.int64, count=len(ids))
    except KeyError:
        return None


def _finite(scores: list[Any]) -> Floats | None:
    """[scores] as they are, if all are finite numbers."""
    if not set(map(type, scores)) <= {float, int}:
        return None
    try:
        found = np.array(scores, dtype=np.float64)
    except OverflowError:
        return None
    return found if np.isfinite(found).all() else None


def _pairs_one_by_one(given: list[Any], at_left: dict[str, int], at_right: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    found = [_pair(one, f"pairs[{number}]", at_left, at_right) for number, one in enumerate(given)]
    links = np.array([link for link, _score in found], dtype=np.int64).reshape(-1, 2)
    return links[:, 0], links[:, 1], np.array([score for _link, score in found], dtype=np.float64)


def _pair(value: Any, name: str, at_left: dict[str, int], at_right: dict[str, int]) -> tuple[tuple[int, int], float]:
    if not isinstance(value, list) or len(value) != 3:
        raise _Refusal(f"{name}: not [left, right, score]")
    return _link(value[:2], name, at_left, at_right), _score(value[2], name)


def _refuse_twice_paired(codes: Ints, order: Ints, lefts: list[str], rights: list[str]) -> None:
    again = order[1:][codes[order][1:] == codes[order][:-1]]
    if len(again):
        number = int(again.min())
        left, right = divmod(int(codes[number]), len(rights))
        raise _Refusal(f"pairs[{number}]: the pair {lefts[left]!r}, {rights[right]!r} stands there twice")


def _ends(given: dict[str, Any], part: str, most: str) -> tuple[list[str], Ints, Ints]:
    """The ids of one side, how many each takes at most, and at least."""
    ids: list[str] = []
    upper: list[int] = []
    lower: list[int] = []
    for number, one in enumerate(_listed(given, part)):
        name = f"{part}[{number}]"
        if not isinstance(one, dict):
            raise _Refusal(f"{name}: not an object with an id")
        ids.append(_identity(one.get("id"), name))
        upper.append(_count(one.get(most, 1), f"{name}: {most}"))
        lower.append(_count(one.get("min", 0), f"{name}: min"))
        if lower[-1] > upper[-1]:
            raise _Refusal(f"{name}: min is more than {most}")
    _refuse_twice(ids, part)
    return ids, np.array(upper, dtype=np.int64), np.array(lower, dtype=np.int64)


def _listed(given: dict[str, Any], part: str, missing: list[Any] | None = None) -> list[Any]:
    value = given.get(part, missing)
    if not isinstance(value, list):
        raise _Refusal(f"“{part}”: not a list")
    return value


def _refuse_twice(ids: list[str], part: str) -> None:
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if one in seen:
            raise _Refusal(f"{part}[{number}]: the id {one!r} was already used")
        seen.add(one)


def _places(ids: list[str]) -> dict[str, int]:
    return {one: place for place, one in enumerate(ids)}


def _link(value: Any, name: str, at_left: dict[str, int], at_right: dict[str, int]) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise _Refusal(f"{name}: not [left, right]")
    left, right = (_identity(one, name) for one in value)
    for one, known, part in ((left, at_left, "left"), (right, at_right, "right")):
        if one not in known:
            raise _Refusal(f"{name}: {part} has no id {one!r}")
    return at_left[left], at_right[right]


def _identity(value: Any, name: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Refusal(f"{name}: {value!r} is no id")
    return value


def _count(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        raise _Refusal(f"{name} is {value!r}, not a whole number from 0 to {_MOST}")
    return value


def _score(value: Any, name: str) -> float:
    found = _finite([value])
    if found is None:
        raise _Refusal(f"{name}: the score {value!r} is not a finite number")
    return float(found[0])
