"""What comes over a socket, taken with care: each thing is what it should be, or there is a sentence about it."""

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Invalid
from messaging.live.room import Place

UNKNOWN = gettext_lazy("Không hiểu yêu cầu này. Tải lại trang để dùng bản mới.")
# A browser's own mark of a request, given back with the answer (`re`).
_LONGEST_MARK = 64


def written(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read(given: str) -> dict[str, Any]:
    try:
        asked = json.loads(given)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict) or not isinstance(asked.get("t"), str):
        raise Invalid(UNKNOWN)
    return asked


def mark(asked: dict[str, Any]) -> int | str | None:
    given = asked.get("re")
    if isinstance(given, str) and len(given) <= _LONGEST_MARK and _is_text(given):
        return given
    return given if _is_count(given) else None


def number(asked: dict[str, Any], name: str) -> int:
    if not _is_count(asked.get(name)):
        raise Invalid(_("Thiếu hoặc sai “%(name)s”.") % {"name": name}, field=name)
    return int(asked[name])


def numbers(asked: dict[str, Any], name: str) -> list[int]:
    given = asked.get(name)
    if given is None:
        return []
    if not isinstance(given, list) or not all(_is_count(value) for value in given):
        raise Invalid(_("Danh sách tệp không đúng."), field=name)
    return given


def text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str) or not _is_text(value):
        raise Invalid(_("Phần chữ không đúng."), field=name)
    return value


def uuid(asked: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(str(asked.get(name)))
    except ValueError:
        raise Invalid(_("Thiếu số của tin nhắn (client)."), field=name) from None


def place(asked: dict[str, Any], name: str) -> Place | None:
    """How far the browser has got in one conversation: [seq, change]."""
    given = asked.get(name)
    if given is None:
        return None
    if not isinstance(given, list) or len(given) != 2 or not all(_is_count(value) for value in given):
        raise Invalid(_("Thiếu hoặc sai “%(name)s”.") % {"name": name}, field=name)
    return Place(*given)


def places(asked: dict[str, Any], name: str) -> dict[int, Place]:
    """The same of many, by the number of the conversation."""
    given = asked.get(name)
    if given is None:
        return {}
    wrong = Invalid(_("Thiếu hoặc sai “%(name)s”.") % {"name": name}, field=name)
    if not isinstance(given, dict):
        raise wrong
    found = {}
    for pk in given:
        so_far = place(given, pk)
        if so_far is None or not (pk.isascii() and pk.isdigit() and _is_count(int(pk[:12]))):
            raise wrong
        found[int(pk)] = so_far
    return found


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def _is_text(value: str) -> bool:
    """Neither a null nor half of a pair, which no database and no other browser takes."""
    try:
        return b"\x00" not in value.encode()
    except UnicodeEncodeError:
        return False
