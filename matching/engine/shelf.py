"""Many documents of one side of the market as columns and vectors, without their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.engine import analysis
from matching.engine.facts import Facts
from matching.engine.index import FloatArray
from matching.engine.segment import Segment
from matching.engine.writing import Writing, picked_writing


@dataclass(frozen=True, slots=True)
class Shelf:
    """``versions`` (int64) are the documents' own. ``alive``: not replaced or removed since. ``scales``
    (n, fields, 2): usual and reach, NaN until asked for. ``kinds``: one row for each way its documents are written."""

    ids: Sequence[str]
    versions: NDArray[np.int64]
    facts: Facts
    writing: Writing
    segments: Mapping[str, Segment]
    alive: NDArray[np.bool_] = field(init=False)
    scales: FloatArray = field(init=False)
    kinds: Writing = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alive", np.ones(len(self.ids), dtype=np.bool_))
        object.__setattr__(self, "scales", np.full((len(self.ids), len(analysis.FIELDS), 2), np.nan))
        object.__setattr__(self, "kinds", _kinds(self.writing))

    def __len__(self) -> int:
        return len(self.ids)


def _kinds(writing: Writing) -> Writing:
    """All that decides which documents can be compared."""
    code = 4 * writing.language.astype(np.int64) + 2 * writing.marked + writing.conceptual
    return picked_writing(writing, np.unique(code, return_index=True)[1])
