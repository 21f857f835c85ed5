"""The same work in pieces, here or by several processes or machines: joblib's backends, Dask's among them.

A piece is a function at the top of a module and arguments that can be sent; the answers come in the order of the
pieces, so that nothing depends on where they were worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from matching.engine import archive, lexicon, papers
from matching.engine.matcher import Config, Match, Matcher
from matching.engine.weights import Weights

A = TypeVar("A")
T = TypeVar("T")


class Place(StrEnum):
    HERE = ""
    PROCESSES = "loky"
    CLUSTER = "dask"


@dataclass(frozen=True)
class Backend:
    """``jobs`` processes on this machine (-1 for one a core); ``scheduler`` is the address of Dask's."""

    place: Place = Place.HERE
    jobs: int = -1
    scheduler: str = ""


def spread(work: Callable[[A], T], pieces: Iterable[A], backend: Backend) -> Iterator[T]:
    """The answers in the order of the pieces, as they come in."""
    if backend.place is Place.HERE:
        yield from map(work, pieces)
        return
    import joblib

    with ExitStack() as stack:
        if backend.place is Place.CLUSTER:
            from distributed import Client

            stack.enter_context(Client(backend.scheduler, set_as_default=True))  # type: ignore[no-untyped-call]
            stack.enter_context(joblib.parallel_config(backend="dask"))
        else:
            stack.enter_context(joblib.parallel_config(backend="loky", n_jobs=backend.jobs))
        parallel = joblib.Parallel(return_as="generator")
        yield from parallel(joblib.delayed(work)(piece) for piece in pieces)


@dataclass(frozen=True)
class Questions:
    """Ids of one side, to be answered with their ``top`` best by the catalogue ``name`` in ``folder``; the texts are
    in ``papers``. Every worker must see both paths."""

    folder: Path
    name: str
    papers: Path
    weights: Weights
    demands: bool
    ids: tuple[str, ...]
    top: int


def answered(asked: Questions) -> list[list[Match]]:
    """One list a question, of those worth showing."""
    matcher = _matcher(asked.folder, asked.name, asked.papers)
    matcher.config = Config(weights=asked.weights)
    ask = matcher.suggest_for_demand if asked.demands else matcher.suggest_for_supply
    return [[match for match in ask(identity, asked.top) if match.has_substance] for identity in asked.ids]


@lru_cache(maxsize=1)
def _matcher(folder: Path, name: str, texts: Path) -> Matcher:
    kept = archive.read(folder, lexicon.load())
    if kept.name != name:
        raise archive.Unusable(f"{name} was replaced by {kept.name}")
    return Matcher(reader=papers.opened(texts).read).resume(kept.catalogue)
