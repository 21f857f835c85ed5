"""Does the floor hold for remote communes, small schools, THCS and GDTX, and what does it cost?

    python -m bench.fairness [cities [first seed]]

Generated cities with places for every second idea (with 50 offers: for nearly all). A fifth of the ideas come
from an island 100 km out, a third from THCS, GDTX or small schools. Pairs are scored by the site's own ranker and
pruned as a round prunes them; each objective is then solved without and with the floor (`matching/engine/market.py`).

By objective, of protected ideas and of the others: how many have a place; what the floor costs in total score, and how
many others lose theirs. `kept` is the share of the places the floor could keep at most, found by giving protected
ideas everything. Then, of suggestions: among the first twelve of how many posts' lists an idea of either kind stands,
by the ranker alone and with the cap on posts. Intervals draw cities anew (95 %).
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import numpy as np

from bench._season_rankers import Fixed, Known
from bench._season_world import City, Size, city
from bench.season import interval
from matching.engine import exposure, market
from matching.engine.assignment import Instance, Objective
from matching.engine.index import FloatArray
from matching.engine.market import Answer, Market

CITIES, SIZE = 20, Size(weeks=1, ideas_a_week=200, offers=25)
# As a round's: candidates a side, the least score; and as a page's: posts' lists, and the cap of the nightly rebuild.
CANDIDATES, FLOOR, SHOWN, LISTS_AT_LEAST, LISTS_A_SEAT, TOP = 50, 0.3, 12, 30, 10, 30
REMOTE, SMALL = 0.2, 1 / 3


@dataclass(frozen=True)
class Asked:
    """Scores (ideas, offers), NaN where their ages do not meet; which ideas are protected; seats (offers,)."""

    score: FloatArray
    protected: FloatArray
    seats: FloatArray


def main() -> None:
    given = [int(word) for word in sys.argv[1:3]]
    count, first = given + [CITIES, 0][len(given) :]
    began = time.process_time()
    cities = [asked(seed) for seed in range(first, first + count)]
    for objective in Objective:
        rounds = np.array([_round(one, objective) for one in cities])
        print(f"\nround, objective {objective.value}")
        for at, name in enumerate(_ROUND):
            print(f"  {name:<38}{interval(rounds[:, at])}")
    shown = np.array([_suggestions(one) for one in cities])
    print("\nsuggestions, of protected ideas / of the others")
    for at, name in enumerate(_SUGGESTIONS):
        print(f"  {name:<38}{interval(shown[:, at])}")
    print(f"\nseeds {first} to {first + count - 1}, {SIZE}: {time.process_time() - began:.0f} s CPU")


def asked(seed: int) -> Asked:
    draw = np.random.default_rng(seed)
    remote = draw.random(SIZE.weeks * SIZE.ideas_a_week) < REMOTE
    protected = remote | (draw.random(len(remote)) < SMALL)
    one: City = city(seed, SIZE, remote)
    empty = np.zeros(one.fit.shape)
    known = Known(one, one.seats.copy(), empty, empty, empty, np.zeros(len(one.seats)))
    score = Fixed().scores(known, np.arange(len(remote)))
    return Asked(np.where(one.possible, score, np.nan), protected, one.seats)


# --- Rounds -----------------------------------------------------------------------------------------------------------
_ROUND = (
    "protected with a place, before",
    "protected with a place, after",
    "others with a place, before",
    "others with a place, after",
    "kept of what could be kept",
    "price, share of the total",
)


def _round(one: Asked, objective: Objective) -> tuple[float, ...]:
    pairs = _market(one)
    before, after = (market.solve(pairs, objective, floor=floor) for floor in (False, True))
    most = market.solve(_protected_alone(pairs, one), Objective.MATCHED, floor=False).matched
    served = [_served(pairs, answer, one) for answer in (before, after)]
    return (
        served[0][one.protected].mean(),
        served[1][one.protected].mean(),
        served[0][~one.protected].mean(),
        served[1][~one.protected].mean(),
        served[1][one.protected].sum() / most,
        1 - after.total / before.total,
    )


def _market(one: Asked) -> Market:
    """Pruned as `matching/selectors/round_candidates.py` does: a protected idea keeps its best pair however low."""
    ideas, offers = np.nonzero(~np.isnan(one.score))
    score = one.score[ideas, offers]
    order = np.lexsort((offers, ideas, -score))
    of_idea, of_offer = Counter[int](), Counter[int]()
    kept, left = [], defaultdict(list)
    for pair in order.tolist():
        idea, offer = int(ideas[pair]), int(offers[pair])
        if score[pair] < FLOOR or max(of_idea[idea], of_offer[offer]) >= CANDIDATES:
            left[idea].append(pair)
            continue
        of_idea[idea] += 1
        of_offer[offer] += 1
        kept.append(pair)
    kept += [found[0] for idea, found in left.items() if one.protected[idea] and not of_idea[idea]]
    rows = np.sort(np.array(kept))
    return Market(
        pairs=Instance(
            need=np.ones(len(one.score), dtype=np.int64),
            capacity=one.seats.astype(np.int64),
            left=ideas[rows],
            right=offers[rows],
            score=score[rows],
            left_min=one.protected.astype(np.int64),
            right_min=np.zeros(len(one.seats), dtype=np.int64),
        ),
        kept=np.zeros(len(rows), dtype=bool),
    )


def _protected_alone(pairs: Market, one: Asked) -> Market:
    return replace(pairs, pairs=replace(pairs.pairs, need=one.protected.astype(np.int64)))


def _served(pairs: Market, answer: Answer, one: Asked) -> FloatArray:
    served = np.zeros(len(one.protected), dtype=bool)
    served[pairs.pairs.left[answer.chosen]] = True
    return served


# --- Suggestions ------------------------------------------------------------------------------------------------------
_SUGGESTIONS = (
    "posts' lists, ranker alone: protected",
    "posts' lists, ranker alone: others",
    "posts' lists, capped: protected",
    "posts' lists, capped: others",
    "own list of five, capped: protected",
    "own list of five, capped: others",
)


def _suggestions(one: Asked) -> tuple[float, ...]:
    """Among the first of how many posts' lists an idea stands on average; and the share with five of its own."""
    lists = _lists(one)
    most = {offer: max(LISTS_AT_LEAST, LISTS_A_SEAT * int(seats)) for offer, seats in _named(one.seats)}
    capped = exposure.spread(lists, most, TOP)
    figures = []
    for shown in ({idea: [offer for offer, _ in row[:TOP]] for idea, row in lists.items()}, capped):
        stands = _stands(one, shown)
        figures += [float(stands[one.protected].mean()), float(stands[~one.protected].mean())]
    long = np.array([len(capped[str(idea)]) >= 5 for idea in range(len(one.score))])
    return *figures, float(long[one.protected].mean()), float(long[~one.protected].mean())


def _lists(one: Asked) -> dict[str, list[tuple[str, float]]]:
    return {
        str(idea): [(str(offer), float(row[offer])) for offer in np.argsort(-row).tolist() if not np.isnan(row[offer])]
        for idea, row in enumerate(one.score)
    }


def _named(seats: FloatArray) -> list[tuple[str, float]]:
    return [(str(offer), float(count)) for offer, count in enumerate(seats)]


def _stands(one: Asked, shown: dict[str, list[str]]) -> FloatArray:
    """Shape (ideas,): the stored rows are both ends' lists; each post's page shows its first."""
    stands = np.zeros(len(one.score))
    for offer in range(len(one.seats)):
        ideas = [idea for idea in range(len(one.score)) if str(offer) in shown[str(idea)]]
        ideas.sort(key=lambda idea: (-one.score[idea, offer], idea))
        stands[ideas[:SHOWN]] += 1
    return stands


if __name__ == "__main__":
    main()
