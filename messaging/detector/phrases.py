"""The small language phrases are written in, and the search for all of them at once.

    gặp [nhau] riêng             words; what is in brackets may be missing
    (đừng|không được) kể         one of several
    <you>                        any word of a group
    <digits> <sum> <class>       a number, a sum of money ("200k"), the name of a class ("8a2")
    cho <you> ... xem            up to four words of the same sentence in between

All phrases share one tree. A message is walked once; from each word only the branches that fit go on, and how many
can is bounded by the tree, not by the message.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import NamedTuple

from messaging.detector.letters import spellings
from messaging.detector.words import Token

_PART = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|[^\s\[\]()]+")
_GAP = "..."
_DIGITS = "<digits>"
_SHAPES = {
    "<class>": re.compile(r"(?:[6-9]|1[0-2])[a-z]\d{0,2}"),
    "<sum>": re.compile(r"\d+(?:k|tr|trieu|d|vnd|nghin|ngan|cu)\d*"),
}
_SKIPPED = 4
_MOST_READINGS = 64

# One place of a phrase: the rows of words that may stand there.
Part = frozenset[tuple[str, ...]]
_GAP_PART: Part = frozenset({(_GAP,)})


class Marks(enum.StrEnum):
    """How far a word that lacks the marks of the phrase's is taken for it; with wrong marks it is only for ``FREE``."""

    FREE = "free"
    # Beside words with marks a word may lack its own unless it then is another one ("ban" is not "bạn").
    LOOSE = "loose"
    # Marks may be missing only where the message has none.
    STRICT = "strict"
    EXACT = "exact"


_STRICTNESS = {marks: level for level, marks in enumerate(Marks)}


class Match(NamedTuple):
    name: str
    first: int
    last: int


class _Edge(NamedTuple):
    exact: str
    strictness: int
    node: _Node


@dataclass(slots=True)
class _Node:
    words: dict[str, list[_Edge]] = field(default_factory=dict)
    gap: _Node | None = None
    names: list[str] = field(default_factory=list)
    # While building: where each part leads, so that phrases that begin alike share their beginning.
    parts: dict[tuple[Part, Marks], _Node] = field(default_factory=dict)


# Where a walk is, the word it began at, and how many more words it may pass by, plus one; 0 outside a gap.
_Walk = tuple[_Node, int, int]


class Phrases:
    """Groups of words, and names with their phrases; ``find`` tells every place of every name."""

    def __init__(self, groups: Mapping[str, Sequence[str]], unmarked: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._unmarked = frozenset(unmarked)
        self._groups = groups
        self.spelt: set[tuple[str, str]] = set()

    def add(self, name: str, phrase: str, marks: Marks = Marks.LOOSE) -> None:
        for reading in readings(phrase, self._groups):
            node = self._root
            for part in reading:
                node = self._after(node, part, marks)
            if name not in node.names:
                node.names.append(name)

    def _after(self, node: _Node, part: Part, marks: Marks) -> _Node:
        if part == _GAP_PART:
            node.gap = node.gap or _Node()
            return node.gap
        known = node.parts.get((part, marks))
        if known is None:
            known = node.parts[part, marks] = _Node()
            for row in sorted(part):
                self._lead(node, row, known, marks)
        return known

    def _lead(self, node: _Node, row: tuple[str, ...], target: _Node, marks: Marks) -> None:
        """Edges over the words of a row; the ways of one part all end at the same node."""
        for at, word in enumerate(row, start=1):
            plain, exact = (word, "") if word.startswith("<") else spellings(word)
            if exact:
                self.spelt.add((plain, exact))
            onward = target if at == len(row) else _Node()
            node.words.setdefault(plain, []).append(_Edge(exact, _STRICTNESS[marks], onward))
            node = onward

    @property
    def vocabulary(self) -> set[str]:
        return {plain for plain, _ in self.spelt}

    def find(self, words: Sequence[Token], *, marked: bool) -> list[Match]:
        found: list[Match] = []
        walks: list[_Walk] = []
        sentence = -1
        for at, word in enumerate(words):
            if word.sentence != sentence:
                sentence = word.sentence
                walks = [walk for walk in walks if not walk[2]]
            if not walks and word.plain not in self._root.words and not word.plain[0].isdigit():
                continue
            walks.append((self._root, at, 0))
            walks = _onward(walks, word, self._passing(word, marked=marked))
            for node, first, may_skip in walks.copy():
                if may_skip:
                    continue
                if node.names:
                    found += [Match(name, first, at) for name in node.names]
                if node.gap:
                    walks.append((node.gap, first, _SKIPPED + 1))
        return found

    def _passing(self, word: Token, *, marked: bool) -> int:
        """The strictest rule by which this word passes for one with other marks than its own."""
        if not word.exact:
            return _STRICTNESS[Marks.STRICT]
        if not word.unmarked:
            return _STRICTNESS[Marks.FREE]
        if not marked:
            return _STRICTNESS[Marks.STRICT]
        return _STRICTNESS[Marks.FREE if word.plain in self._unmarked else Marks.LOOSE]


def _onward(walks: Iterable[_Walk], word: Token, passing: int) -> list[_Walk]:
    onward: list[_Walk] = []
    plain, meant = word.plain, word.exact
    shapes = _shapes(plain) if plain[0].isdigit() else ()
    for node, first, may_skip in walks:
        for exact, strictness, target in node.words.get(plain, ()):
            if exact == meant or strictness <= passing:
                onward.append((target, first, 0))
        for shape in shapes:
            onward += [(edge.node, first, 0) for edge in node.words.get(shape, ())]
        if may_skip > 1:
            onward.append((node, first, may_skip - 1))
    return onward


def _shapes(plain: str) -> Sequence[str]:
    return [_DIGITS] if plain.isdigit() else [shape for shape, form in _SHAPES.items() if form.fullmatch(plain)]


def readings(phrase: str, groups: Mapping[str, Sequence[str]]) -> list[tuple[Part, ...]]:
    """Every row of parts that a phrase stands for: with and without what may be missing."""
    if left := _PART.sub("", phrase).strip():
        raise ValueError(f"{left!r} stands by itself in {phrase!r}: brackets hold no brackets")
    choices: list[list[tuple[Part, ...]]] = []
    for part in _PART.findall(phrase):
        inside = part[1:-1] if part[0] in "([" else part
        rows = frozenset(row for choice in inside.split("|") for row in _rows(choice, groups))
        choices.append([(rows,), ()] if part[0] == "[" else [(rows,)])
    found = [tuple(part for row in rows for part in row) for rows in islice(product(*choices), _MOST_READINGS + 1)]
    if len(found) > _MOST_READINGS or () in found:
        raise ValueError(f"Not a phrase, or too many in one: {phrase!r}")
    return found


def _rows(choice: str, groups: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The rows of words one alternative stands for; a group in it stands for each of its members."""
    words = [_members(word, groups) for word in choice.split()]
    if not words or not all(word == _GAP or spellings(word)[0] for row in words for word in row):
        raise ValueError(f"No words: {choice!r}")
    yield from product(*words)


def _members(word: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if not word.startswith("<") or word == _DIGITS or word in _SHAPES:
        return [word]
    if word.strip("<>") not in groups:
        raise ValueError(f"No group is called {word}")
    return groups[word.strip("<>")]
