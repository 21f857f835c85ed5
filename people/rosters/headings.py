"""Finding the heading of a page: in one row or two, with a school's titles above, and the class they name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.sheets.limits import ABOVE
from core.sheets.parsing import key_of
from core.text import normalise
from people.rosters.columns import known_headings

# A page as it is kept: the number Excel shows beside each row, and its cells as text.
Rows = Sequence[tuple[int, list[str]]]

_CLASS_IN_TITLE = re.compile(r"\bl(?:ớ|o|ơ)p\s*:?\s*(\d{1,2}[^\s,;:–]*)", re.IGNORECASE)
_CLASS_AS_TITLE = re.compile(r"(?:l(?:ớ|o|ơ)p\s*)?(\d{1,2}\s?[^\s\d]?\S{0,8})", re.IGNORECASE)
# A name without a heading beside its other half: so many of the rows below have both.
_SPLIT_NAME_SHARE = 0.6


@dataclass(frozen=True)
class Heading:
    """`number`: of the last heading row as Excel counts. `below`: where the data begins in the page's rows.

    `class_name`: the class of the whole page, where a title or the page itself names one.
    """

    number: int
    below: int
    titles: list[str]
    places: dict[str, int]
    class_name: str = ""


def find(rows: Rows, title: str, own: Mapping[str, str]) -> Heading | None:
    """The row, or two, near the top that names most columns. `own` are the school's own headings and win."""
    best: Heading | None = None
    for at in range(min(len(rows), ABOVE)):
        for height in (1, 2):
            if at + height <= len(rows):
                here = at_row(rows, at, height, own)
                if here.places and (best is None or len(here.places) > len(best.places)):
                    best = here
    if best is None or len(best.places) < 2:
        return None
    above = [cell for _number, cells in rows[: best.below] for cell in cells]
    return Heading(best.number, best.below, best.titles, best.places, _class_of(above, title))


def at_number(rows: Rows, number: int, title: str, own: Mapping[str, str]) -> Heading:
    """Where a person says that it is; 0 where the page has no heading at all."""
    at = next((index for index, (here, _cells) in enumerate(rows) if here == number), None)
    if at is None:
        width = max((len(cells) for _number, cells in rows), default=0)
        return Heading(0, 0, [], _places([""] * width, own), _class_of([], title))
    found = at_row(rows, at, 1, own)
    above = [cell for _number, cells in rows[: found.below] for cell in cells]
    return Heading(number, found.below, found.titles, found.places, _class_of(above, title))


def at_row(rows: Rows, at: int, height: int, own: Mapping[str, str]) -> Heading:
    number, last = rows[at + height - 1]
    titles = list(last) if height == 1 else _two_rows(rows[at][1], last)
    places = _places(titles, own)
    _split_name(places, titles, rows[at + height :])
    return Heading(number, at + height, titles, places)


def own_key(titles: Sequence[str], index: int) -> str:
    """How a heading explained by hand is remembered; a column without one by its place."""
    return (key_of(titles[index]) if index < len(titles) else "") or f"#{index}"


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """A cell that spans several columns stands in the first of them: it counts for the next ones too."""
    titles, spanning = [], ""
    for index in range(max(len(upper), len(lower))):
        over = upper[index] if index < len(upper) else ""
        under = lower[index] if index < len(lower) else ""
        spanning = over or spanning
        titles.append(f"{spanning} {under}".strip() if under else over)
    return titles


def _places(titles: Sequence[str], own: Mapping[str, str]) -> dict[str, int]:
    """Of two columns for one thing the one with the better name counts, of equal names the first."""
    places: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for index in range(len(titles)):
        key = own_key(titles, index)
        code, rank = (own[key], -1) if key in own else known_headings().get(key_of(titles[index]), ("", 0))
        if code and rank < ranks.get(code, 1_000):
            places[code], ranks[code] = index, rank
    if "given" in places and "family" not in places:
        places.setdefault("full_name", places.pop("given"))
    return places


def _split_name(places: dict[str, int], titles: Sequence[str], below: Rows) -> None:
    """ "Họ và tên" merged over two columns: the second has no heading and holds the given name."""
    at = places.get("full_name")
    if at is None or at + 1 >= max((len(cells) for _number, cells in below), default=0):
        return
    if at + 1 < len(titles) and titles[at + 1]:
        return
    both = sum(bool(_cell(cells, at) and _cell(cells, at + 1)) for _number, cells in below)
    if both and both >= len(below) * _SPLIT_NAME_SHARE:
        del places["full_name"]
        places["family"], places["given"] = at, at + 1


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""


def _class_of(above: Sequence[str], title: str) -> str:
    """The class of the whole page: named in a title above the table, or by the page itself."""
    for text in above:
        named = _CLASS_IN_TITLE.search(normalise(text))
        if named:
            return named[1]
    called = _CLASS_AS_TITLE.fullmatch(normalise(title))
    return called[1] if called else ""
