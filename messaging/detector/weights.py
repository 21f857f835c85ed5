"""The numbers the scorer goes by: made by `training`, read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messaging.detector.findings import Kind

FILE = Path(__file__).resolve().parent / "weights.npz"
KINDS = tuple(Kind)

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """A row for every feature and a column for every question: must it wait at all, then one a kind.

    A weight is a small whole number times the `scale` of its column: a byte each is all that is kept of it.
    """

    table: npt.NDArray[np.int8]
    scale: Numbers
    bias: Numbers
    # What the whole must come to for a message to wait, and each kind to be named.
    threshold: float
    kind_thresholds: Numbers
    # Of the messages it was made from.
    made_from: str

    def save(self, path: Path = FILE) -> None:
        np.savez_compressed(
            path,
            table=self.table,
            scale=self.scale,
            bias=self.bias,
            threshold=np.float32(self.threshold),
            kind_thresholds=self.kind_thresholds,
            made_from=np.str_(self.made_from),
        )


@lru_cache(maxsize=1)
def load(path: Path = FILE) -> Weights:
    with np.load(path, allow_pickle=False) as kept:
        return Weights(
            table=kept["table"],
            scale=kept["scale"],
            bias=kept["bias"],
            threshold=float(kept["threshold"]),
            kind_thresholds=kept["kind_thresholds"],
            made_from=str(kept["made_from"]),
        )
