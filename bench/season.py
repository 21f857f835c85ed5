"""A generated season, week by week, under several rankers: does learning from outcomes help, and is anybody flooded?

    python -m bench.season [seeds [first seed]]

Every week new ideas come (no ranker has seen them), each open idea is shown five offers, its team asks one (they know
roughly what suits them, and lean towards whoever is asked a lot and stands first), and the offer's people answer or
not, by preferences that are hidden from the rankers. Each ranker lives its own season on the same draws.

By week: accepted matches, nDCG@10 of the new ideas' rankings against the true chance of a yes, the share of offers
asked for more places than they had left, the share of offers shown to anybody so far, what a hundred asks lead to.
"who knows all" ranks by the true chance: how far anybody could come. "second season" is another city, ranked from its
first day with what was learned in the first. Then the season, with 95 %
bootstrap intervals over seeds; differences are paired.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable

import numpy as np

from bench._season_rankers import (
    Als,
    Boosted,
    Ease,
    Fixed,
    Known,
    Learned,
    LearnedWithEase,
    Oracle,
    Popularity,
    Random,
    Ranker,
    Ungated,
)
from bench._season_world import City, Size, city
from matching.engine import exposure
from matching.engine.index import FloatArray

SEEDS, SHOWN, PATIENCE = 8, 5, 4
A_SEAT_IN = 3
"""With the cap an offer stands in at most this many lists for each place it has left."""
RESAMPLES, SECOND = 2000, 1000
FIGURES = ("accepted", "nDCG@10", "flooded", "coverage", "a hundred asks")

RANKERS: dict[str, tuple[Callable[[], Ranker], bool]] = {
    "fixed": (Fixed, False),
    "fixed, capped": (Fixed, True),
    "learned": (Learned, False),
    "learned, capped": (Learned, True),
    "learned + EASE": (LearnedWithEase, False),
    "boosted trees": (Boosted, False),
    "EASE": (Ease, False),
    "ALS (implicit)": (Als, False),
    "popularity": (Popularity, False),
    "random": (lambda: Random(7), False),
    "learned, no gate": (Ungated, False),
    "who knows all": (Oracle, False),
}
COMPARED = (
    ("learned", "fixed"),
    ("learned, capped", "fixed"),
    ("learned, capped", "learned"),
    ("learned, no gate", "fixed"),
    ("who knows all", "fixed"),
    ("second season, learned", "second season, fixed"),
    ("second season, capped", "second season, fixed"),
)
NEEDS = {"ALS (implicit)": "implicit"}


def main() -> None:
    given = [int(word) for word in sys.argv[1:3]]
    count, first = given + [SEEDS, 0][len(given) :]
    seeds = range(first, first + count)
    began = time.process_time()
    size = Size()
    cities = [city(seed, size) for seed in seeds]
    seasons: dict[str, FloatArray] = {}
    for name, (ranker, capped) in RANKERS.items():
        if importlib.util.find_spec(NEEDS.get(name, "numpy")) is None:
            print(f"{name}: {NEEDS[name]} is not installed (requirements-bench.txt), not measured")
            continue
        lived = zip(seeds, cities, strict=True)
        seasons[name] = np.array([season(one, ranker(), seed, capped) for seed, one in lived])
    seasons |= _second(seeds, cities, size)
    report(seasons)
    print(f"\nseeds {first} to {first + count - 1}, {size}: {time.process_time() - began:.0f} s CPU")


def _second(seeds: range, cities: list[City], size: Size) -> dict[str, FloatArray]:
    """Another city for each, ranked by hand and with what was learned in the first."""
    found: dict[str, list[FloatArray]] = {f"second season, {name}": [] for name in ("fixed", "learned", "capped")}
    for seed, one in zip(seeds, cities, strict=True):
        learned = Learned()
        season(one, learned, seed, False)
        other = city(seed + SECOND, size)
        known = ((Fixed(), False), (Fixed(by=learned.by), False), (Fixed(by=learned.by), True))
        for runs, (ranker, capped) in zip(found.values(), known, strict=True):
            runs.append(season(other, ranker, seed + SECOND, capped))
    return {name: np.array(runs) for name, runs in found.items()}


def season(one: City, ranker: Ranker, seed: int, capped: bool) -> FloatArray:
    """Shape (weeks, figures)."""
    draws = np.random.default_rng(seed).random((3, *one.fit.shape))
    empty = np.zeros(one.fit.shape)
    known = Known(one, one.seats.copy(), empty, empty.copy(), empty.copy(), np.zeros(len(one.seats)))
    reached = np.zeros(len(one.seats), dtype=bool)
    weeks = []
    for week in range(int(one.week.max()) + 1):
        ranker.learn(known)
        ideas = _open(known, week)
        scores = np.where(one.possible[ideas] & (known.left > 0), ranker.scores(known, ideas), -np.inf)
        quality = _ndcg(scores, ideas, known, one.week[ideas] == week)
        lists = _lists(np.where(known.closed[ideas] > 0, -np.inf, scores), known, capped)
        for shown in lists:
            reached[shown] = True
        accepted, flooded, asks = _week(known, week, ideas, lists, draws)
        weeks.append((accepted, quality, flooded, reached.mean(), 100 * accepted / max(asks, 1)))
    return np.array(weeks)


def _open(known: Known, week: int) -> FloatArray:
    fresh = (known.city.week <= week) & (known.city.week > week - PATIENCE)
    return np.flatnonzero(fresh & (known.agreed.sum(axis=1) == 0))


def _lists(scores: FloatArray, known: Known, capped: bool) -> list[list[int]]:
    ranked = [[int(slot) for slot in np.argsort(-row, kind="stable") if np.isfinite(row[slot])] for row in scores]
    if not capped:
        return [slots[:SHOWN] for slots in ranked]
    most = {str(slot): int(A_SEAT_IN * left) for slot, left in enumerate(known.left)}
    given = {str(at): [(str(slot), float(scores[at, slot])) for slot in slots] for at, slots in enumerate(ranked)}
    spread = exposure.spread(given, most, SHOWN)
    return [[int(slot) for slot in spread[str(at)]] for at in range(len(ranked))]


def _week(
    known: Known, week: int, ideas: FloatArray, lists: list[list[int]], draws: FloatArray
) -> tuple[int, float, int]:
    """Everybody asks, then everybody answers; returns how many agreed, the share of offers flooded, how many asked."""
    ours, theirs, trust = known.seen(ideas)
    places, asks = known.left.copy(), np.zeros(len(known.left))
    popular, agreed = np.log1p(known.asked.sum(axis=0)), 0
    for at, (idea, shown) in enumerate(zip(ideas, lists, strict=True)):
        for slot in _set_aside(known, idea, shown, draws[2]):
            known.rows.append((ours[at, slot], theirs[at, slot], trust[at, slot], 0.0, 1.0, week, idea))
        choice = _choice(known, idea, shown, popular, draws[0])
        if choice is None:
            continue
        asks[choice] += 1
        good, heft = _answer(known, idea, choice, draws[1])
        agreed += int(good)
        known.rows.append((ours[at, choice], theirs[at, choice], trust[at, choice], good, heft, week, idea))
    return agreed, float((asks > places).mean()), int(asks.sum())


def _set_aside(known: Known, idea: int, shown: list[int], draw: FloatArray) -> list[int]:
    """What the adviser finds unfitting: now and then, and only if it truly is."""
    found = [slot for slot in shown if known.city.fit[idea, slot] < 0.2 and draw[idea, slot] < 0.15]
    known.closed[idea, found] = 1
    return found


def _choice(known: Known, idea: int, shown: list[int], popular: FloatArray, draw: FloatArray) -> int | None:
    left = [slot for slot in shown if not known.closed[idea, slot]]
    if not left:
        return None
    place = np.arange(len(left))
    noise = -np.log(-np.log(draw[idea, left]))
    return left[int(np.argmax(3 * known.city.fit[idea, left] + 0.5 * popular[left] - 0.3 * place + noise))]


def _answer(known: Known, idea: int, slot: int, draw: FloatArray) -> tuple[float, float]:
    """How it went and what that says: silence says half as much as a no."""
    known.asked[idea, slot] = known.closed[idea, slot] = 1
    reads, fit = known.city.answers[slot], known.city.fit[idea, slot]
    if draw[idea, slot] > reads:
        return 0.0, 0.5
    known.answered[slot] += 1
    if known.left[slot] < 1 or draw[idea, slot] > reads * fit:
        return 0.0, 1.0
    known.agreed[idea, slot] = 1
    known.left[slot] -= 1
    return 1.0, 1.0


def _ndcg(scores: FloatArray, ideas: FloatArray, known: Known, new: FloatArray, top: int = 10) -> float:
    """Of the week's new ideas, over the offers that still have a place; the gain is the true chance of a yes."""
    discount = 1 / np.log2(np.arange(top) + 2)
    found = []
    for row, idea in zip(scores[new], ideas[new], strict=True):
        open_slots = np.flatnonzero(np.isfinite(row))
        gain = (known.city.fit[idea] * known.city.answers)[open_slots]
        best = np.sort(gain)[::-1][:top]
        got = gain[np.argsort(-row[open_slots], kind="stable")][:top]
        if len(best):
            found.append(float(got @ discount[: len(got)] / (best @ discount[: len(best)])))
    return float(np.mean(found)) if found else float("nan")


def report(seasons: dict[str, FloatArray]) -> None:
    for at, figure in enumerate(FIGURES):
        print(f"\n{figure}, by week")
        for name, runs in seasons.items():
            print(f"  {name:<24}" + "".join(f"{value:>7.2f}" for value in np.nanmean(runs[:, :, at], axis=0)))
    print("\nthe season" + " " * 16 + "".join(f"{figure:<24}" for figure in FIGURES))
    for name, runs in seasons.items():
        print(f"  {name:<24}" + "".join(f"{interval(of_season(runs, figure)):<24}" for figure in FIGURES))
    for name, other in COMPARED:
        print(f"\n{name} minus {other}, paired")
        for figure in FIGURES:
            print(f"  {figure:<16}" + interval(of_season(seasons[name], figure) - of_season(seasons[other], figure)))


def of_season(runs: FloatArray, figure: str) -> FloatArray:
    """Shape (seeds,): all accepted matches, the last coverage, the mean of the others."""
    values = runs[:, :, FIGURES.index(figure)]
    if figure == "accepted":
        return np.asarray(values.sum(axis=1))
    return np.asarray(values[:, -1] if figure == "coverage" else np.nanmean(values, axis=1))


def interval(values: FloatArray) -> str:
    drawn = np.random.default_rng(20260101).choice(values, (RESAMPLES, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
