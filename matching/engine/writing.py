"""How many documents are written, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matching.engine import relevance, tokens
from matching.engine.analysis import Analysed
from matching.engine.index import FloatArray

_LANGUAGES = (tokens.UNKNOWN, tokens.VIETNAMESE, tokens.ENGLISH)
Written = tuple[int, bool, bool, float]


@dataclass(frozen=True, slots=True)
class Writing:
    """Columns of shape (n,): the language's number (0 unknown), written with diacritics, whether any
    concept is named or hinted at, how many are surely named."""

    language: NDArray[np.int8]
    marked: NDArray[np.bool_]
    conceptual: NDArray[np.bool_]
    named: FloatArray

    @classmethod
    def of(cls, rows: Sequence[Written]) -> Writing:
        columns = np.array(rows, dtype=np.float64).reshape(-1, 4).T
        return cls(columns[0].astype(np.int8), columns[1] > 0, columns[2] > 0, columns[3])


def writing_of(parts: Sequence[Writing]) -> Writing:
    return Writing(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Writing)))


def picked_writing(writing: Writing, slots: NDArray[np.int64]) -> Writing:
    return Writing(*(getattr(writing, one.name)[slots] for one in fields(Writing)))


def written_how(found: Analysed) -> Written:
    """A row of ``Writing``."""
    return _LANGUAGES.index(found.language), found.marked, bool(found.concept_bag), _named(found)


def _named(found: Analysed) -> float:
    read_for_sure = found.marked or found.language == tokens.ENGLISH
    named = sum([mention.weight for mentions in found.mentions.values() for mention in mentions])
    return named * (1.0 if read_for_sure else relevance.UNMARKED_SHARE)
