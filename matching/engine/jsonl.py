"""Documents from JSON lines, for measuring the engine on anybody's data.

One object a line: ``id``, ``title``, ``description`` and any of ``kind``, ``field``, ``level``, ``location``,
``lang``, ``needs``; other keys are left alone. A kind or level the engine does not know is an unknown fact, and so
is a location that is not ``[latitude, longitude]``; a value of the wrong type is an error.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from matching.engine.documents import AgeBand, Demand, Need, Place, Supply, SupplyKind

LEVEL_AGES: dict[str, AgeBand] = {
    "THCS": (11, 15),
    "THPT": (15, 18),
    "THCS_THPT": (11, 18),
    "GDTX": (15, 25),
    "GDNN_GDTX": (15, 25),
}

_Object = dict[str, Any]
_T = TypeVar("_T", Demand, Supply)


class InputError(ValueError):
    """A file that cannot be used; the message names file, line and reason."""


class Refusal(Exception):  # the reason alone, before file and line are known
    pass


def demands(path: Path) -> list[Demand]:
    return _documents(path, _demand)


def supplies(path: Path) -> list[Supply]:
    return _documents(path, _supply)


def _documents(path: Path, build: Callable[[_Object], _T]) -> list[_T]:
    found: dict[str, _T] = {}
    for number, line in lines_of(path):
        try:
            document = build(an_object(line))
        except Refusal as error:
            raise InputError(f"{path}, line {number}: {error}") from error
        if document.id in found:
            raise InputError(f"{path}, line {number}: the id {document.id!r} was already used")
        found[document.id] = document
    if not found:
        raise InputError(f"{path}: no document in it")
    return list(found.values())


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    lines = enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    return ((number, line) for number, line in lines if line.strip())


def an_object(line: bytes) -> _Object:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refusal("not valid UTF-8") from error
    except json.JSONDecodeError as error:
        raise Refusal(f"not valid JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise Refusal("JSON nested too deeply") from error
    except ValueError as error:
        raise Refusal("a number has too many digits") from error
    if not isinstance(value, dict):
        raise Refusal("not a JSON object")
    return value


def _demand(item: _Object) -> Demand:
    return Demand(
        id=_identity(item),
        title=_text(item, "title"),
        text=_text(item, "description"),
        needs=_needs(item.get("needs")),
        fields=_fields(item.get("field")),
        ages=_ages(item),
        place=_place(item.get("location")),
        lang=_text(item, "lang"),
    )


def _supply(item: _Object) -> Supply:
    return Supply(
        id=_identity(item),
        kind=_kind(item.get("kind")),
        title=_text(item, "title"),
        text="\n".join(filter(None, (_text(item, "description"), *(need.text for need in _needs(item.get("needs")))))),
        fields=_fields(item.get("field")),
        ages=_ages(item),
        place=_place(item.get("location")),
        lang=_text(item, "lang"),
    )


def _identity(item: _Object) -> str:
    identity = item.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if not isinstance(identity, str) or not identity.strip():
        raise Refusal("no id")
    if not identity.isprintable():
        raise Refusal(f"the id {identity!r} holds a character that cannot be printed")
    if "title" not in item and "description" not in item:
        raise Refusal("neither title nor description")
    return identity


def _text(item: _Object, key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(f"{key} is not a text")
    return value


def _kind(value: Any) -> SupplyKind | None:
    if value is not None and not isinstance(value, str):
        raise Refusal("kind is not a text")
    return SupplyKind(value) if value in set(SupplyKind) else None


def _fields(value: Any) -> frozenset[str]:
    codes = [value] if isinstance(value, str) else value if value is not None else []
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise Refusal("field is neither a text nor a list of texts")
    return frozenset(code for code in codes if code)


def _ages(item: _Object) -> AgeBand | None:
    return LEVEL_AGES.get(_text(item, "level").upper().replace("-", "_"))


def _place(value: Any) -> Place | None:
    if value is None or isinstance(value, str):
        return None
    numbers = isinstance(value, list) and all(
        isinstance(number, int | float) and not isinstance(number, bool) for number in value
    )
    if not numbers or len(value) != 2:
        raise Refusal("location is neither a text nor [latitude, longitude]")
    latitude, longitude = value
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180):
        raise Refusal("location is not on the globe")
    return float(latitude), float(longitude)


def _needs(value: Any) -> tuple[Need, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (Need(None, value),)
    if not isinstance(value, list):
        raise Refusal("needs is not a list")
    return tuple(_need(one) for one in value)


def _need(value: Any) -> Need:
    if isinstance(value, str):
        return Need(SupplyKind(value)) if value in set(SupplyKind) else Need(None, value)
    if isinstance(value, dict):
        return Need(_kind(value.get("kind")), _text(value, "text") or _text(value, "description"))
    raise Refusal("a need is neither a text nor an object")
