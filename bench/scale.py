"""How the recommender grows: time and memory for a country's worth of texts, and one question among 200,000.

    python -m bench.scale [largest]

Texts are those of `bench._texts`. Every size is built in a process of its own, and the largest once more with its texts
read by `READERS` others; the highest resident memory of each process is printed. Growth is a straight line through the
sizes measured (least squares on seconds and megabytes by documents); what is beyond the largest is extrapolated and
says so. Seconds and milliseconds are CPU time of one thread, but those of the build with readers are the clock's.
"""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Self, TypeVar

import networkx as nx
import numpy as np
import psutil

from bench._texts import Texts
from matching.engine import archive, batches, segment
from matching.engine.batches import Backend, Place
from matching.engine.chunks import Read
from matching.engine.documents import Demand, Supply
from matching.engine.graph import Edge, PageRank, build
from matching.engine.lexicon import load
from matching.engine.matcher import Matcher

SIZES = (10_000, 25_000, 50_000, 100_000, 200_000)
IDEAS, OFFERS = 200_000, 100_000
QUESTIONS, ASKED_WHOLE, TOP = 60, 20, 100
NODES, TIES = 20_000, 60_000
READERS = 2
BUILD_SECONDS, BUILD_MEGABYTES, MEDIAN, WORST, GRAPH = 60, 2048, 3.0, 6.0, 5.0
SEED = 20260101
KILO = 1024
T = TypeVar("T")


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    rows = [of_size(size) for size in SIZES if size <= largest]
    print(_said("--shared", largest), flush=True)
    growth(rows)
    graph()


def of_size(size: int) -> tuple[int, float, float, float]:
    """Documents, seconds to build, megabytes, milliseconds of a whole question."""
    *told, last = _said("--one", size).split("\n")
    print("\n".join(told), flush=True)
    seconds, megabytes, question = map(float, last.split())
    return size, seconds, megabytes, question


def _said(what: str, size: int) -> str:
    command = [sys.executable, "-m", "bench.scale", what, str(size)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.rstrip()  # noqa: S603 - ours


def one(size: int) -> None:
    with _Again(size) as supplies:
        seconds, matcher = _cpu(lambda: _built(supplies))
        megabytes = _highest(os.getpid())
        print(f"\n{size:,} items: built by one process in {seconds:.1f} s, highest memory {megabytes:,.0f} MB")
        _files(matcher)
        asked = [*Texts(SEED + 1).demands(QUESTIONS)]
        retrieval = _each(asked, lambda demand: matcher.candidates(demand, TOP))
        line(f"candidates ({TOP} by words, {TOP} by concepts)", retrieval, MEDIAN, WORST)
        _unlimited(matcher, asked[:ASKED_WHOLE])
        line("reading a text asked for the first time", _once(matcher, [*Texts(SEED + 4).demands(QUESTIONS)]))
        _change(matcher, asked)
        whole = _each(asked[:ASKED_WHOLE], lambda demand: matcher.suggest_for_demand(demand, 30))
        line("the best 30, scored and explained", whole)
        if size == max(SIZES):
            _peers(supplies, asked)
    print(seconds, megabytes, float(np.mean(whole)))


def shared(size: int) -> None:
    """The same index, its texts read by other processes; by the clock, so that it needs a quiet machine."""
    read = batches.reading((), Backend(Place.PROCESSES, READERS))
    with _Again(size) as supplies:
        began, spent = time.perf_counter(), time.process_time()
        _built(supplies, read)
        seconds, here = time.perf_counter() - began, time.process_time() - spent
    readers = psutil.Process().children(recursive=True)
    each = [(_highest(reader.pid), sum(reader.cpu_times()[:2])) for reader in readers]
    megabytes = _highest(os.getpid()) + sum(memory for memory, _ in each)
    met = seconds <= BUILD_SECONDS and megabytes <= BUILD_MEGABYTES
    verdict = f"goal {BUILD_SECONDS} s and {BUILD_MEGABYTES:,} MB: {'met' if met else 'MISSED'}"
    print(f"\n{size:,} items: built with {READERS} readers in {seconds:.1f} s by the clock; {verdict}")
    print(f"  load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"  highest memory, of all processes together at most {megabytes:,.0f} MB")
    print(f"  here {here:.1f} s of CPU and {_highest(os.getpid()):,.0f} MB", end="")
    print("".join(f"; a reader {cpu:.1f} s and {memory:,.0f} MB" for memory, cpu in each if cpu > 1))


def _built(supplies: _Again, read: Read | None = None) -> Matcher:
    return Matcher(reader=supplies).fit([*Texts(SEED).demands(400)], supplies, read)


def _highest(process: int) -> float:
    """The most memory it ever held, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmHWM")) / KILO


def _unlimited(matcher: Matcher, asked: Sequence[Demand]) -> None:
    """Beside reading every list to its end: what the budget costs, of candidates and of the best 20 suggested."""
    budget = [({*matcher.candidates(one, TOP).tolist()}, _best(matcher, one)) for one in asked]
    kept, segment.READ_MOST = segment.READ_MOST, sys.maxsize
    line("  the same without a budget", _each(asked, lambda demand: matcher.candidates(demand, TOP)))
    every = [({*matcher.candidates(one, TOP).tolist()}, _best(matcher, one)) for one in asked]
    segment.READ_MOST = kept
    pairs = list(zip(budget, every, strict=True))
    shares = [[len(found[of] & all_[of]) / len(all_[of]) for found, all_ in pairs] for of in (0, 1)]
    for name, share in zip(("candidates", "the best 20 suggested"), shares, strict=True):
        print(f"  of {name}, found within the budget: {np.mean(share):.3f} (least {min(share):.2f})")


def _best(matcher: Matcher, demand: Demand) -> set[str]:
    return {match.supply_id for match in matcher.suggest_for_demand(demand, 20, explain=False)}


def _once(matcher: Matcher, asked: Sequence[Demand]) -> list[float]:
    """Milliseconds until a text's vectors are known."""
    return [1000 * _cpu(lambda given=one: matcher._entry(given))[0] for one in asked]


def _files(matcher: Matcher) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wrote, _ = _cpu(lambda: archive.write(Path(folder), matcher.stock_, load(), {}))
        read, _ = _cpu(lambda: Matcher().resume(archive.read(Path(folder), load()).stock))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.npy")) / KILO**2
    print(f"  written in {wrote:.1f} s, {size:,.0f} MB; opened after a restart in {read:.2f} s")


def _change(matcher: Matcher, asked: Sequence[Demand]) -> None:
    """A changed item, until a question for its own words finds it."""
    took = []
    for number, demand in enumerate(asked[:20]):
        changed = Supply(f"s{number}", None, demand.title, demand.text)
        seconds, found = _cpu(lambda new=changed, old=demand: (matcher.put(new), matcher.candidates(old, TOP))[1])
        assert matcher.supplies_.slots[changed.id] in found
        took.append(1000 * seconds)
    line("a changed item put and found", took)


def _peers(supplies: _Again, asked: Sequence[Demand]) -> None:
    """The same texts by words alone: syllable 1–2-grams, the best 100."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{one.title} {one.text}" for one in supplies]
    queries = [f"{one.title} {one.text}" for one in asked[:ASKED_WHOLE]]
    vectoriser = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True, dtype=np.float32)  # noqa: S106 - a pattern
    seconds, vectors = _cpu(lambda: vectoriser.fit_transform(texts))

    def nearest(query: str) -> np.ndarray:
        cosines = (vectors @ vectoriser.transform([query]).T).toarray().ravel()
        return np.argpartition(-cosines, TOP)[:TOP]

    print(f"  scikit-learn TF-IDF, words alone: built in {seconds:.1f} s")
    line("scikit-learn TF-IDF cosine, best 100", _each(queries, nearest))
    try:
        import bm25s
    except ImportError:
        print("  bm25s: missing (pip install -r requirements-bench.txt)")
        return
    retriever = bm25s.BM25()
    seconds, _ = _cpu(lambda: retriever.index([_grams(text) for text in texts], show_progress=False))
    print(f"  bm25s, words alone: built in {seconds:.1f} s")
    ask = lambda query: retriever.retrieve([_grams(query)], k=TOP, show_progress=False)  # noqa: E731
    line("bm25s, best 100", _each(queries, ask))


def _grams(text: str) -> list[str]:
    words = text.lower().split()
    return [*words, *map(" ".join, pairwise(words))]


def growth(rows: list[tuple[int, float, float, float]]) -> None:
    """What 14,000 schools with 200,000 ideas and 100,000 offers take."""
    if len(rows) < 2:
        return
    sizes = np.array([row[0] for row in rows], dtype=float)
    print(f"\n14,000 schools, {IDEAS:,} ideas, {OFFERS:,} offers, by a straight line through {len(rows)} sizes")
    fitted = [np.polyfit(sizes, [row[at] for row in rows], 1) for at in (1, 2, 3)]
    seconds, megabytes = (float(np.polyval(line, IDEAS + OFFERS)) for line in fitted[:2])
    by_idea, by_offer = (float(np.polyval(fitted[2], other)) for other in (OFFERS, IDEAS))
    total = (IDEAS * by_idea + OFFERS * by_offer) / 1000
    print(f"  the index of both sides (extrapolated): {seconds:.0f} s, {megabytes:,.0f} MB")
    print(f"  a whole question: {by_idea:.0f} ms of an idea, {by_offer:.0f} ms of an offer")
    print(f"  a rebuild with every question: {total / 3600:.1f} hours of one core, and by n workers an n-th of it")


def graph() -> None:
    """Nearness in the network for one person, beside networkx."""
    draw = random.Random(SEED)
    ends = ((draw.randrange(NODES), int(NODES * draw.random() ** 2)) for _ in range(TIES))
    network = build(Edge(f"n{a}", f"n{b}", "tie", draw.choice((0.5, 1.0, 2.0))) for a, b in ends if a != b)
    seconds, ranked = _cpu(lambda: PageRank().fit(network))
    people = draw.sample(sorted(network), QUESTIONS)
    print(f"\n{len(network):,} people and clubs, {network.number_of_edges():,} ties: fitted in {seconds:.2f} s")
    ours = _each(people, lambda person: ranked.scores({person: 1.0}))
    line("nearness to one person", ours, GRAPH, GRAPH)
    for *ends_of, tie in network.edges(data=True):
        network.edges[ends_of]["affinity"] = 1.0 / tie["cost"]

    def theirs(person: str) -> dict[str, float]:
        found = nx.pagerank(network, 1 - ranked.restart, {person: 1.0}, tol=1e-10, max_iter=200, weight="affinity")
        assert abs(found[person] - ranked.scores({person: 1.0})[ranked.slots_[person]]) < 1e-5
        return found

    line("networkx pagerank", _each(people[:5], theirs))


class _Again:
    """The same items each time they are asked for, drawn once and kept in a file; some are read by id."""

    def __init__(self, size: int) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving
        drawn = Texts(SEED + 2).supplies(size)
        while some := [*islice(drawn, 1000)]:
            pickle.dump(some, self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Supply]:
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        while self._file.tell() < end:
            yield from pickle.load(self._file)  # noqa: S301 - written above

    def __call__(self, identities: Sequence[str]) -> list[Supply]:
        """Texts like those that were indexed: reading is the database's time, not the engine's."""
        drawn = Texts(SEED + 3).supplies(len(identities))
        return [
            Supply(name, None, one.title, one.text, ages=one.ages) for name, one in zip(identities, drawn, strict=True)
        ]


def _cpu(work: Callable[[], T]) -> tuple[float, T]:
    began = time.thread_time()
    found = work()
    return time.thread_time() - began, found


def _each(asked: Sequence[object], work: Callable[..., object]) -> list[float]:
    """Milliseconds each, after all have been asked once."""
    for one_asked in asked:
        work(one_asked)
    return [1000 * _cpu(lambda given=one_asked: work(given))[0] for one_asked in asked]


def line(name: str, took: Sequence[float], median: float = 0.0, worst: float = 0.0) -> None:
    middle, high = np.percentile(took, (50, 95))
    verdict = ""
    if median:
        met = middle <= median and high <= worst
        verdict = f"  goal {median:.0f} and {worst:.0f}: {'met' if met else 'MISSED'}"
    print(f"  {name:<46} p50 {middle:7.2f} ms  p95 {high:7.2f} ms{verdict}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", size]:
            one(int(size))
        case ["--shared", size]:
            shared(int(size))
        case _:
            main()
