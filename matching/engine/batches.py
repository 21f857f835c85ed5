"""The same work in pieces, here or by several processes or machines: joblib's backends, Dask's among them.

A piece is a function at the top of a module and arguments that can be sent; the answers come in the order of the
pieces, so that nothing depends on where they were worked out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from matching.engine import archive, changes, chunks, overlay, papers
from matching.engine.analysis import Analyser
from matching.engine.changes import Change
from matching.engine.chunks import Chunk, Read
from matching.engine.documents import Document, Said, said_by, saying
from matching.engine.matcher import Config, Match, Matcher
from matching.engine.weights import Weights

A = TypeVar("A")
T = TypeVar("T")

AHEAD = 32
"""So many pieces are drawn while those before them are worked on."""


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
    """The answers in the order of the pieces, as they come in. All pieces are drawn by whoever draws the answers: some
    come from a connection to a database, which belongs to its thread."""
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
        waiting = iter(pieces)
        drawn = list(islice(waiting, AHEAD))
        while drawn:
            answers = parallel(joblib.delayed(work)(piece) for piece in drawn)
            try:
                drawn = list(islice(waiting, AHEAD))
                for answer in answers:  # noqa: UP028 - who closes this one does not close that one
                    yield answer
            finally:
                # What was begun comes to its end: to break it off, joblib would kill the processes.
                deque(answers, maxlen=0)


@dataclass(frozen=True)
class Unread:
    """What documents say, and what is laid over the lexicon they are read with."""

    said: tuple[Said, ...]
    laid_over: tuple[overlay.Change, ...]


def reading(laid_over: tuple[overlay.Change, ...], backend: Backend) -> Read | None:
    """What other processes read texts with; None where there are none."""
    if backend.place is Place.HERE:
        return None

    def read(pieces: Iterable[Sequence[Document]]) -> Iterator[Chunk]:
        return spread(read_by, (Unread(tuple(map(said_by, piece)), laid_over) for piece in pieces), backend)

    return read


def read_by(asked: Unread) -> Chunk:
    return chunks.read(_analyser(asked.laid_over), map(saying, asked.said))


@lru_cache(maxsize=1)
def _analyser(laid_over: tuple[overlay.Change, ...]) -> Analyser:
    return Analyser(overlay.released_with(laid_over))


@dataclass(frozen=True)
class Source:
    """The stock ``name`` in ``folder``, made with what was laid over the lexicon by then; the texts are in ``papers``.
    Every worker must see both paths."""

    folder: Path
    name: str
    papers: Path
    laid_over: tuple[overlay.Change, ...]
    weights: Weights

    def matcher(self) -> Matcher:
        found = _matcher(self.folder, self.name, self.papers, self.laid_over)
        found.config = replace(found.config, weights=self.weights)
        return found


@dataclass(frozen=True)
class Questions:
    """Ids of one side, to be answered with their ``top`` best."""

    source: Source
    demands: bool
    ids: tuple[str, ...]
    top: int


def answered(asked: Questions) -> list[list[Match]]:
    """One list a question, of those worth showing."""
    matcher = asked.source.matcher()
    ask = matcher.suggest_for_demand if asked.demands else matcher.suggest_for_supply
    return [[match for match in ask(identity, asked.top) if match.has_substance] for identity in asked.ids]


@dataclass(frozen=True)
class Pairs:
    """By the ids of their demands and supplies, to be told what would change their scores."""

    source: Source
    ids: tuple[tuple[str, str], ...]


def tried(asked: Pairs) -> list[tuple[Change, ...]]:
    """One answer a pair."""
    found = changes.of(asked.source.matcher(), asked.ids)
    return [found[pair] for pair in asked.ids]


@lru_cache(maxsize=1)
def _matcher(folder: Path, name: str, texts: Path, laid_over: tuple[overlay.Change, ...]) -> Matcher:
    known = overlay.released_with(laid_over)
    kept = archive.read(folder, known)
    if kept.name != name:
        raise archive.Unusable(f"{name} was replaced by {kept.name}")
    return Matcher(Config(lexicon=known), reader=papers.opened(texts).read).resume(kept.stock)
