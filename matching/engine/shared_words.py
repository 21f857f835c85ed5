"""Telling words that stand, letter by letter, in both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from matching.engine import analysis, documents, general, tokens
from matching.engine.analysis import Analysed, Analyser
from matching.engine.documents import Document, Span
from matching.engine.tokens import Token

if TYPE_CHECKING:
    from matching.engine.index import Frequencies

LONGEST = 6
RARE_SHARE = 0.04
"""Words of more than this share of all texts are general …"""
RARE_COUNT = 5
"""… unless they are in no more than this many."""
HOLDS_TOGETHER = 0.5
"""Two syllables are one word if they stand together in this share of the rarer one's texts …"""
KNOWN_HOLDS_TOGETHER = 0.15
"""… and in this share if a form of the lexicon has them side by side."""
SHORTEST_ENGLISH = 4

Words = Sequence[Token]


class Common(NamedTuple):
    """``terms``: the 1–2-grams it is made of, as the text bags know them."""

    text: str
    demand_span: Span
    supply_span: Span
    terms: frozenset[str]


class _Piece(NamedTuple):
    """Words that stand side by side, with nothing but blanks between them."""

    part: str
    words: Words


@dataclass(frozen=True, slots=True)
class _Judge:
    """Which words are telling. ``accented``: both texts are written with diacritics; ``english``: both in English."""

    analyser: Analyser
    statistics: Frequencies
    accented: bool
    english: bool

    def key(self, word: Token) -> str:
        return word.text if self.accented else word.folded

    def keys(self, analysed: Analysed) -> set[str]:
        """Those of all its words but function words."""
        columns = [words.texts if self.accented else words.folded for words in analysed.words.values()]
        return {key for key in {*chain.from_iterable(columns)} if not tokens.empty(key, accented=self.accented)}

    def single(self, ours: Token, theirs: Token) -> bool:
        """A foreign word, or a syllable that the lexicon knows by itself."""
        word = self.key(ours)
        if general.word(word) or not self._rare(word):
            return False
        if self.english:
            return len(word) >= SHORTEST_ENGLISH
        foreign = not tokens.syllable_shaped(ours.folded) and not (ours.marked or theirs.marked)
        return (foreign and len(word) > 2) or (self.accented and ours.marked and self.analyser.lexicon.knows(word))

    def general(self, pair: Words) -> bool:
        return general.phrase(" ".join(map(self.key, pair)), accented=self.accented)

    def pair(self, ours: Words, theirs: Words) -> bool:
        """Two syllables that make a word: one of the lexicon's, or one that mostly stand together."""
        text = " ".join(map(self.key, ours))
        if self.english or not self._rare(text):
            return False
        if self.accented:
            return self._holds_together(text)
        spelling = self.analyser.hints.spelling(text)
        written = {" ".join(word.text for word in words) for words in (ours, theirs)}
        return bool(spelling) and written <= {spelling, text}

    def _rare(self, term: str) -> bool:
        return self.statistics.documents_with(term) <= max(RARE_COUNT, RARE_SHARE * self.statistics.size_)

    def _holds_together(self, text: str) -> bool:
        # Both texts have it, be they newer than the counts or not.
        together, *alone = (max(2, self.statistics.documents_with(term)) for term in (text, *text.split(" ")))
        share = KNOWN_HOLDS_TOGETHER if text in self.analyser.hints.accented else HOLDS_TOGETHER
        return together >= share * min(alone)


def find(
    analyser: Analyser, statistics: Frequencies, demand: tuple[Document, Analysed], supply: tuple[Document, Analysed]
) -> list[Common]:
    """In the order of the demand's text, each once. None across languages."""
    ours, theirs = demand[1], supply[1]
    if analysis.other_language(ours, theirs):
        return []
    english = tokens.ENGLISH in (ours.language, theirs.language)
    judge = _Judge(analyser, statistics, ours.marked and theirs.marked, english)
    found: dict[str, Common] = {}
    for one in _runs(judge, *demand, *supply):
        found.setdefault(one.text, one)
    return list(found.values())


def _runs(judge: _Judge, demand: Document, ours: Analysed, supply: Document, theirs: Analysed) -> Iterator[Common]:
    common = judge.keys(ours) & judge.keys(theirs)
    if not common:
        return
    known: dict[tuple[str, ...], _Piece] = {}
    for run in _common_runs(judge, common, supply, theirs):
        keys = tuple(map(judge.key, run.words))
        for start in range(len(keys)):
            for end in range(start + 1, min(start + LONGEST, len(keys)) + 1):
                known.setdefault(keys[start:end], _Piece(run.part, run.words[start:end]))
    for run in _common_runs(judge, common, demand, ours):
        keys = tuple(map(judge.key, run.words))
        at = 0
        while at < len(keys):
            length = next((n for n in range(min(LONGEST, len(keys) - at), 0, -1) if keys[at : at + n] in known), 0)
            if length:
                found = _Piece(run.part, run.words[at : at + length])
                yield from _telling(judge, found, known[keys[at : at + length]])
            at += max(length, 1)


def _common_runs(judge: _Judge, common: Set[str], document: Document, analysed: Analysed) -> Iterator[_Piece]:
    """Words in a row, all of which stand somewhere in both texts."""
    for piece in _pieces(judge, document, analysed):
        for is_common, words in groupby(piece.words, lambda word: judge.key(word) in common):
            if is_common:
                yield _Piece(piece.part, [*words])


def _telling(judge: _Judge, ours: _Piece, theirs: _Piece) -> Iterator[Common]:
    """The stretches of a common run that telling pairs or single words cover."""
    size = len(ours.words)
    covered = [judge.single(ours.words[at], theirs.words[at]) for at in range(size)]
    pairs = [(ours.words[at : at + 2], theirs.words[at : at + 2]) for at in range(size - 1)]
    general_at = {at for at, (pair, _) in enumerate(pairs) if judge.general(pair)}
    for at, pair in enumerate(pairs):
        # Half a general word makes no telling one with its neighbour.
        if not {at - 1, at, at + 1} & general_at and judge.pair(*pair):
            covered[at : at + 2] = True, True
    start = 0
    while start < size:
        end = start
        while end < size and covered[end]:
            end += 1
        if end > start:
            yield _common(judge, *(_Piece(side.part, side.words[start:end]) for side in (ours, theirs)))
        start = end + 1


def _common(judge: _Judge, ours: _Piece, theirs: _Piece) -> Common:
    keys = [judge.key(word) for word in ours.words]
    terms = frozenset((*keys, *(f"{first} {second}" for first, second in pairwise(keys))))
    return Common(" ".join(keys), _span(ours), _span(theirs), terms)


def _span(piece: _Piece) -> Span:
    return Span(piece.part, piece.words[0].start, piece.words[-1].end)


def _pieces(judge: _Judge, document: Document, analysed: Analysed) -> Iterator[_Piece]:
    """The text cut at function words, numbers, every sign but a blank, and words that are read otherwise than written:
    those do not stand there letter by letter."""
    texts = dict(documents.parts(document))
    for part, words in analysed.words.items():
        piece: list[Token] = []
        for word in words:
            if piece and texts[part][piece[-1].end : word.start].strip(" "):
                yield _Piece(part, piece)
                piece = []
            written = tokens.spelt(texts[part][word.start : word.end]) == word.text
            if not written or tokens.empty(judge.key(word), accented=judge.accented) or general.is_number(word.text):
                if piece:
                    yield _Piece(part, piece)
                piece = []
            else:
                piece.append(word)
        if piece:
            yield _Piece(part, piece)
