"""Words and pairs of neighbouring words by number, and how much each weighs.

A pair is two numbers packed into one key, so that a vocabulary of millions of pairs is an array and not a dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine.index import FloatArray, Row

Keys = NDArray[np.int64]
Numbers = NDArray[np.int32]

BITS = 31
"""A key is the first word's number, then in this many bits the second's and one; 0 there for a word alone."""
NOTHING = np.int64(-1)
PLACES_KEPT = 100_000


class Counted(NamedTuple):
    """``keys`` (int64, ascending, each once) and their damped frequencies (float64)."""

    keys: Keys
    frequencies: FloatArray


class Terms:
    """Vocabulary and inverse document frequencies: idf(t) = (ln((1 + n) / (1 + df(t))) + 1) ** power.

    The formula is scikit-learn's smoothed idf. ``size_``, ``keys_`` (ascending) and ``documents_with_`` are frozen
    when made; a term's number is its place in ``keys_``. A term first met later gets a new number in this process
    and the idf of an unseen one, so that a changed document can be added at once.
    """

    def __init__(
        self, words: Mapping[str, int], keys: Keys, documents_with: NDArray[np.int32], size: int, power: float = 1.0
    ) -> None:
        self.words_ = dict(words)
        self.keys_, self.documents_with_, self.size_, self.power = keys, documents_with, size, power
        self.idf_: FloatArray = (np.log((1 + size) / (1.0 + documents_with)) + 1) ** power
        self.unseen_idf_ = float((np.log(1 + size) + 1) ** power)
        self._later: dict[int, int] = {}
        # Words are asked for one by one when pairs are explained, the same again and again.
        self._place = lru_cache(maxsize=PLACES_KEPT)(self._find)

    def of_text(self, parts: Iterable[Sequence[str]]) -> Counted:
        """Words and pairs with sublinear frequency 1 + ln f; pairs do not reach over the end of a part."""
        keys = [_word_and_pair_keys(self._known(part)) for part in parts]
        found, counts = np.unique(np.concatenate([*keys, np.empty(0, np.int64)]), return_counts=True)
        return Counted(found, damped(counts))

    def of_bag(self, bag: Mapping[str, float]) -> Counted:
        keys = np.array(self._known(bag), dtype=np.int64) << BITS
        order = np.argsort(keys)
        return Counted(keys[order], np.fromiter(bag.values(), dtype=np.float64, count=len(bag))[order])

    def row(self, counted: Counted) -> Row:
        """The document's unit vector, its weights rounded to float32 as an index keeps them."""
        numbers = self.numbers(counted.keys)
        weights = counted.frequencies * self.idf(numbers)
        # Added up one after the other, as for a whole collection: the same document gets the same vector.
        norm = float(np.sqrt(np.bincount(np.zeros(len(weights), np.intp), weights**2, minlength=1)[0]))
        return Row(numbers, (weights / (norm or 1.0)).astype(np.float32).astype(np.float64))

    def numbers(self, keys: Keys) -> Numbers:
        """New ones join."""
        places = self._places(keys)
        for at in np.flatnonzero(places < 0).tolist():
            places[at] = self._later.setdefault(int(keys[at]), len(self.keys_) + len(self._later))
        return places.astype(np.int32)

    def idf(self, numbers: Numbers) -> FloatArray:
        idf = np.full(len(numbers), self.unseen_idf_)
        known = numbers < len(self.idf_)
        idf[known] = self.idf_[numbers[known]]
        return idf

    def documents_with(self, term: str) -> int:
        """In how many of the documents it was made from the word, or pair of words, stands."""
        place = self._place(term)
        return int(self.documents_with_[place]) if place >= 0 else 0

    def idf_of(self, term: str) -> float:
        place = self._place(term)
        return float(self.idf_[place]) if place >= 0 else self.unseen_idf_

    def _known(self, words: Iterable[str]) -> list[int]:
        known = self.words_
        return [known.setdefault(word, len(known)) for word in words]

    def _find(self, term: str) -> int:
        """The same ever after: what comes later is in none of ``keys_``."""
        words = [self.words_.get(word, -1) for word in term.split(" ")]
        if min(words) < 0:
            return -1
        keys = _word_and_pair_keys(words)
        return int(self._places(keys[-1:])[0])

    def _places(self, keys: Keys) -> NDArray[np.int64]:
        """-1 for what is not in ``keys_``."""
        if not len(self.keys_):
            return np.full(len(keys), NOTHING)
        places = np.minimum(np.searchsorted(self.keys_, keys), len(self.keys_) - 1)
        return np.where(self.keys_[places] == keys, places, NOTHING)


def damped(counts: NDArray[np.int64]) -> FloatArray:
    return np.asarray(1.0 + np.log(counts))


def _word_and_pair_keys(words: Sequence[int]) -> Keys:
    numbers = np.array(words, dtype=np.int64)
    return np.concatenate([numbers << BITS, (numbers[:-1] << BITS) | (numbers[1:] + 1)])
