"""Assignments against exact solvers on small instances, and what must hold of every plan."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.engine.assignment import Instance, Objective, Plan, assign, well_off


def instance(need, capacity, pairs, left_min=None, right_min=None) -> Instance:
    ends = [np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1)]
    return Instance(
        need=np.array(need, dtype=np.int64),
        capacity=np.array(capacity, dtype=np.int64),
        left=ends[0],
        right=ends[1],
        score=np.array([pair[2] for pair in pairs], dtype=np.float64),
        left_min=np.array(left_min or [0] * len(need), dtype=np.int64),
        right_min=np.array(right_min or [0] * len(capacity), dtype=np.int64),
    )


@st.composite
def instances(draw, *, most_need=1, with_min=False):
    lefts, rights = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    need = draw(st.lists(st.integers(0, most_need), min_size=lefts, max_size=lefts))
    capacity = draw(st.lists(st.integers(0, 2), min_size=rights, max_size=rights))
    links = draw(st.sets(st.tuples(st.integers(0, lefts - 1), st.integers(0, rights - 1))))
    pairs = [(*link, draw(st.integers(1, 1000)) / 1000) for link in sorted(links)]
    least = [min(draw(st.integers(0, 1)), most) for most in capacity] if with_min else None
    return instance(need, capacity, pairs, right_min=least)


def feasible(given: Instance):
    """Every set of pairs within everybody's loads."""
    pairs = range(len(given.score))
    for size in range(len(given.score) + 1):
        for chosen in itertools.combinations(pairs, size):
            at = list(chosen)
            lefts = np.bincount(given.left[at], minlength=len(given.need))
            rights = np.bincount(given.right[at], minlength=len(given.capacity))
            if (lefts <= given.need).all() and (rights <= given.capacity).all():
                yield at


def best_total(given: Instance, *, filled: int | None = None) -> float:
    """By integer programming (HiGHS); `filled`: with so many pairs."""
    count = len(given.score)
    if not count:
        return 0.0
    rows = [given.left == left for left in range(len(given.need))]
    rows += [given.right == right for right in range(len(given.capacity))]
    most = [*given.need, *given.capacity]
    least = [0] * len(most)
    if filled is not None:
        rows, most, least = [*rows, np.ones(count)], [*most, filled], [*least, filled]
    found = milp(
        -given.score,
        constraints=LinearConstraint(np.array(rows, dtype=float), least, most),
        integrality=np.ones(count),
        bounds=Bounds(0, 1),
    )
    return -float(found.fun)


def holds(given: Instance, plan: Plan) -> None:
    lefts = np.bincount(given.left[plan.chosen], minlength=len(given.need))
    rights = np.bincount(given.right[plan.chosen], minlength=len(given.capacity))
    assert (lefts <= given.need).all()
    assert (rights <= given.capacity).all()
    assert len(set(plan.chosen.tolist())) == len(plan.chosen)
    assert plan.total == pytest.approx(given.score[plan.chosen].sum())
    assert plan.unfilled == given.need.sum() - len(plan.chosen)


@settings(max_examples=80, deadline=None)
@given(instances(most_need=3))
def test_total_is_the_exact_optimum(given):
    plan = assign(given, Objective.TOTAL)
    holds(given, plan)
    assert plan.total == pytest.approx(best_total(given), abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(instances(most_need=3))
def test_matched_fills_the_most_places_and_then_wins_the_most(given):
    plan = assign(given, Objective.MATCHED)
    holds(given, plan)
    most = max(len(chosen) for chosen in feasible(given)) if len(given.score) < 12 else len(plan.chosen)
    assert len(plan.chosen) == most
    assert plan.total == pytest.approx(best_total(given, filled=most), abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(instances())
def test_fair_lifts_the_worst_off_as_far_as_can_be_where_each_asks_for_one(given):
    plan = assign(given, Objective.FAIR)
    holds(given, plan)
    if len(given.score) < 12:
        most = max(len(chosen) for chosen in feasible(given))
        full = [chosen for chosen in feasible(given) if len(chosen) == most]
        floors = [min(given.score[chosen], default=0.0) for chosen in full]
        assert len(plan.chosen) == most
        assert min(given.score[plan.chosen], default=0.0) == pytest.approx(max(floors))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_fair_comes_within_a_tenth_of_the_best_where_some_ask_for_several(seed):
    given = random_instance(6, 5, seed=seed, most_need=3, most_capacity=3, each=3)
    plan = assign(given, Objective.FAIR)
    most = max(len(chosen) for chosen in feasible(given))
    asks = given.need > 0
    best = max(
        well_off(given, np.array(chosen, dtype=np.int64))[asks].min()
        for chosen in feasible(given)
        if len(chosen) == most
    )
    holds(given, plan)
    assert len(plan.chosen) == most
    assert plan.worst >= 0.9 * best


def test_no_programme_is_solved_where_the_worst_off_has_its_best_pairs(monkeypatch):
    given = random_instance(40, 40, seed=1, most_need=2, most_capacity=8, each=10)
    monkeypatch.setattr("scipy.optimize.milp", None)
    best = [np.sort(given.score[given.left == left])[-need:].mean() for left, need in enumerate(given.need)]
    assert assign(given, Objective.FAIR).worst == pytest.approx(min(best))


@settings(max_examples=60, deadline=None)
@given(instances(most_need=2, with_min=True))
def test_lower_loads_come_before_everything(given):
    for objective in Objective:
        plan = assign(given, objective)
        holds(given, plan)
        if len(given.score) < 12:
            short = min(
                np.maximum(given.right_min - np.bincount(given.right[chosen], minlength=len(given.capacity)), 0).sum()
                for chosen in feasible(given)
            )
            assert plan.missed[0] == short


def test_a_pair_that_only_costs_is_left_out_unless_places_are_to_be_filled():
    given = instance([1], [1], [(0, 0, -0.5)])
    assert (len(assign(given, Objective.TOTAL).chosen), len(assign(given, Objective.MATCHED).chosen)) == (0, 1)


def test_what_cannot_be_met_is_told():
    plan = assign(instance([2, 1], [1], [(0, 0, 0.4), (1, 0, 0.9)], left_min=[1, 1], right_min=[1]), Objective.TOTAL)
    assert (plan.unfilled, plan.left_short.tolist(), plan.right_short.tolist()) == (2, [1, 0], [0])


def test_nothing_to_assign_is_a_plan_too():
    plan = assign(instance([], [], []), Objective.FAIR)
    assert (plan.total, plan.worst, plan.unfilled, len(plan.chosen)) == (0.0, 0.0, 0, 0)


@pytest.mark.long
def test_the_same_again():
    given = random_instance(40, 40, seed=3, most_need=3, most_capacity=2, each=8)
    for objective in Objective:
        assert assign(given, objective).chosen.tolist() == assign(given, objective).chosen.tolist()


def test_as_networkx_finds_it():
    given = random_instance(100, 100, seed=1, most_need=2, most_capacity=2, each=10)
    graph = nx.DiGraph()
    graph.add_node("source", demand=-int(given.need.sum()))
    graph.add_node("sink", demand=int(given.need.sum()))
    graph.add_edge("source", "sink", weight=0)
    for left, need in enumerate(given.need.tolist()):
        graph.add_edge("source", ("left", left), capacity=need, weight=0)
    for right, most in enumerate(given.capacity.tolist()):
        graph.add_edge(("right", right), "sink", capacity=most, weight=0)
    for left, right, score in zip(given.left.tolist(), given.right.tolist(), given.score.tolist(), strict=True):
        graph.add_edge(("left", left), ("right", right), capacity=1, weight=-round(score * 1e9))
    cost, _flows = nx.network_simplex(graph)
    assert assign(given, Objective.TOTAL).total == pytest.approx(-cost / 1e9, abs=1e-6)


def random_instance(lefts, rights, *, seed, most_need, most_capacity, each) -> Instance:
    draw = np.random.default_rng(seed)
    pairs = [
        (left, int(right), float(draw.random()))
        for left in range(lefts)
        for right in draw.choice(rights, each, replace=False)
    ]
    need = draw.integers(1, most_need + 1, lefts).tolist()
    return instance(need, draw.integers(1, most_capacity + 1, rights).tolist(), pairs)
