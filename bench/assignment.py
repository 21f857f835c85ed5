"""How good and how fast assignments are, beside their peers, in one run.

    python -m bench.assignment

Generated instances of 100, 1,000 and 5,000 a side: everybody asks for one, from file to file for one or two; 50
candidates with uniform scores, room for 1 to 3. "Short of the best" is against the exact optimum (HiGHS' linear
programme, whose corners are whole here; network_simplex where it ends soon). A pair that is given twice is what node
copies do wrong.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import coo_matrix, hstack, vstack

from matching.engine.assignment import Instance, Objective, assign

SIZES = (100, 1_000, 5_000)
GOALS = {1_000: 0.3, 5_000: 2.0}
EACH = 50
SEED = 20260101
# What a peer is spared: it would take minutes.
SIMPLEX_UP_TO, COPIES_UP_TO = 1_000, 1_000
MEGABYTES, MOST_MEMORY = 1024, 1024


def main() -> None:
    for size in SIZES:
        given = generated(size)
        best = optimum(given)
        print(f"\n{size:,} a side, {len(given.score):,} pairs; the best total is {best:.6f}")
        print(f"  {'':<26}{'CPU s':>8}{'short of the best':>20}{'given twice':>13}")
        for name, solve in PEERS.items():
            line(name, given, best, solve)
        fairness(given)
    for size in SIZES[1:]:
        for objective in Objective:
            end_to_end(size, objective)
    several()


def generated(size: int, *, most_need: int = 1, most_capacity: int = 3) -> Instance:
    draw = np.random.default_rng(SEED + size)
    each = min(EACH, size)
    right = np.concatenate([draw.choice(size, each, replace=False) for _ in range(size)])
    none = np.zeros(size, dtype=np.int64)
    return Instance(
        need=draw.integers(1, most_need + 1, size),
        capacity=draw.integers(1, most_capacity + 1, size),
        left=np.repeat(np.arange(size), each),
        right=right,
        score=np.round(draw.random(size * each), 6),
        left_min=none,
        right_min=none,
    )


def optimum(given: Instance) -> float:
    return sum(score for *_ends, score in highs(given))


Pairs = list[tuple[int, int, float]]


def line(name: str, given: Instance, best: float, solve: Callable[[Instance], Pairs | None]) -> None:
    began = time.process_time()
    pairs = solve(given)
    seconds = time.process_time() - began
    if pairs is None:
        print(f"  {name:<26}{'left out: takes minutes':>28}")
        return
    twice = len(pairs) - len({(left, right) for left, right, _score in pairs})
    total = sum(score for *_ends, score in pairs)
    print(f"  {name:<26}{seconds:>8.3f}{best - total:>20.7f}{twice:>13}")


def ours(given: Instance) -> Pairs:
    return _pairs(given, assign(given, Objective.TOTAL).chosen)


def simplex(given: Instance) -> Pairs | None:
    """networkx, costs in whole millionths."""
    if len(given.need) > SIMPLEX_UP_TO:
        return None
    graph, places = nx.DiGraph(), int(given.need.sum())
    graph.add_node("s", demand=-places)
    graph.add_node("t", demand=places)
    graph.add_edge("s", "t", weight=0)
    graph.add_edges_from(("s", ("l", at), {"capacity": int(n), "weight": 0}) for at, n in enumerate(given.need))
    graph.add_edges_from((("r", at), "t", {"capacity": int(n), "weight": 0}) for at, n in enumerate(given.capacity))
    for left, right, score in zip(given.left.tolist(), given.right.tolist(), given.score.tolist(), strict=True):
        graph.add_edge(("l", left), ("r", right), capacity=1, weight=-round(score * 1e6))
    _cost, flows = nx.network_simplex(graph)
    return [pair for pair in _pairs(given, np.arange(len(given.score))) if flows["l", pair[0]]["r", pair[1]]]


def highs(given: Instance) -> Pairs:
    """scipy's linear programme, the corner it ends in."""
    most = np.concatenate([given.need, given.capacity])
    found = linprog(-given.score, A_ub=_loads(given).tocsr(), b_ub=most, bounds=(0, 1))
    return _pairs(given, np.flatnonzero(found.x > 0.5))


def copies(given: Instance) -> Pairs | None:
    """scipy's linear_sum_assignment over a copy of each right for every place it has, and of each left likewise."""
    if len(given.need) > COPIES_UP_TO:
        return None
    score = np.zeros((len(given.need), len(given.capacity)))
    score[given.left, given.right] = given.score
    rows = np.repeat(np.arange(len(given.need)), given.need)
    columns = np.repeat(np.arange(len(given.capacity)), given.capacity)
    found = zip(*linear_sum_assignment(score[np.ix_(rows, columns)], maximize=True), strict=True)
    links = [(int(rows[at]), int(columns[to])) for at, to in found]
    return [(*link, float(score[link])) for link in links if score[link]]


PEERS: dict[str, Callable[[Instance], Pairs | None]] = {
    "Nhịp Cầu (OR-tools)": ours,
    "networkx network_simplex": simplex,
    "scipy HiGHS": highs,
    "scipy, node copies": copies,
}


def fairness(given: Instance) -> None:
    for objective in Objective:
        began = time.process_time()
        plan = assign(given, objective)
        seconds = time.process_time() - began
        print(
            f"  {objective:<10} total {plan.total:>12.4f}  worst {plan.worst:.4f}  unfilled {plan.unfilled:>4}"
            f"  {seconds:.3f} s"
        )


def end_to_end(size: int, objective: Objective) -> None:
    """`match_assign` as anybody calls it: the file read, solved and written, in a process of its own."""
    given = generated(size, most_need=2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instance.json"
        path.write_text(json.dumps(_as_json(given)))
        command = [sys.executable, "manage.py", "match_assign", "--objective", objective]
        command += ["--instance", str(path), "--out", f"{folder}/plan.tsv"]
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
        seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    inside = float(said.split(" s;")[0].rsplit(" ", 1)[1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdict = "met" if inside <= GOALS[size] and after.ru_maxrss <= MOST_MEMORY * MEGABYTES else "MISSED"
    print(
        f"match_assign {size:,} a side, {objective}: {inside:.3f} s from file to file ({seconds:.1f} s with the start"
        f" of Python, {cpu:.1f} s of it CPU), at most {after.ru_maxrss / MEGABYTES:.0f} MB; goal {GOALS[size]} s"
        f" and {MOST_MEMORY} MB: {verdict}"
    )


def several() -> None:
    """Where lefts ask for up to three: how far `fair` is from a bound nobody can pass (a linear programme's)."""
    print("\nasking for up to three: worst-off mean, and the bound of a programme that may split pairs")
    for size in (100, 300):
        given = generated(size, most_need=3)
        plan = assign(given, Objective.FAIR)
        print(f"  {size:>5} a side: {plan.worst:.4f} of at most {_bound(given, len(plan.chosen)):.4f}")


def _bound(given: Instance, filled: int) -> float:
    count, lefts = len(given.score), len(given.need)
    ones, every = np.ones(count), np.arange(count)
    asked = given.need[given.left]
    zero = coo_matrix((lefts + len(given.capacity), 1))
    means = coo_matrix((-given.score / asked, (given.left, every)), shape=(lefts, count))
    rows = vstack(
        [
            hstack([_loads(given), zero]),
            hstack([means, coo_matrix(np.ones((lefts, 1)))]),
            hstack([coo_matrix(-ones), coo_matrix((1, 1))]),
        ]
    ).tocsr()
    most = np.concatenate([given.need, given.capacity, np.zeros(lefts), [-filled]])
    found = linprog(np.append(np.zeros(count), -1.0), A_ub=rows, b_ub=most, bounds=(0, 1))
    return -float(found.fun)


def _loads(given: Instance) -> coo_matrix:
    """[lefts + rights, pairs] what each pair takes of whom."""
    count = len(given.score)
    ones, every = np.ones(count), np.arange(count)
    return vstack(
        [
            coo_matrix((ones, (given.left, every)), shape=(len(given.need), count)),
            coo_matrix((ones, (given.right, every)), shape=(len(given.capacity), count)),
        ]
    )


def _pairs(given: Instance, chosen: np.ndarray) -> Pairs:
    return [(int(given.left[at]), int(given.right[at]), float(given.score[at])) for at in chosen]


def _as_json(given: Instance) -> dict[str, object]:
    return {
        "left": [{"id": f"l{at}", "need": int(need)} for at, need in enumerate(given.need)],
        "right": [{"id": f"r{at}", "capacity": int(most)} for at, most in enumerate(given.capacity)],
        "pairs": [
            [f"l{left}", f"r{right}", score]
            for left, right, score in zip(given.left.tolist(), given.right.tolist(), given.score.tolist(), strict=True)
        ],
    }


if __name__ == "__main__":
    main()
