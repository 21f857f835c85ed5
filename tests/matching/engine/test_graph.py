import random

import networkx as nx
import numpy as np
import pytest

from matching.engine.graph import Edge, PageRank, Step, build, introduction_path

EDGES = [
    Edge("alumna", "school", "studied_at"),
    Edge("alumna", "company", "works_at"),
    Edge("teacher", "school", "teaches_at"),
    Edge("club", "school", "belongs_to"),
    Edge("mentor", "company", "works_at", 2.0),
]


def test_an_alumna_introduces_the_club_to_her_company() -> None:
    assert introduction_path(build(EDGES), "club", "company") == (
        Step("club", "school", "belongs_to", forward=True),
        Step("school", "alumna", "studied_at", forward=False),
        Step("alumna", "company", "works_at", forward=True),
    )


def test_a_path_that_is_too_long_is_no_introduction() -> None:
    graph = build(EDGES)
    assert len(introduction_path(graph, "club", "mentor", max_hops=4)) == 4
    assert introduction_path(graph, "club", "mentor", max_hops=3) == ()


def test_strangers_and_oneself_have_no_path() -> None:
    graph = build([*EDGES, Edge("x", "y", "knows")])
    assert introduction_path(graph, "club", "x") == ()
    assert introduction_path(graph, "club", "nobody") == ()
    assert introduction_path(graph, "club", "club") == ()


def test_a_cheap_long_way_does_not_hide_a_dearer_one_within_the_limit() -> None:
    chain = [Edge("a", "p", "t", 0.1), Edge("p", "q", "t", 0.1), Edge("q", "m", "t", 0.1), Edge("m", "b", "t")]
    graph = build([*chain, Edge("a", "m", "t", 5.0)])
    assert [step.source for step in introduction_path(graph, "a", "b", max_hops=2)] == ["a", "m"]
    assert len(introduction_path(graph, "a", "b", max_hops=4)) == 4


def test_the_cheapest_of_parallel_ties_is_kept_and_order_does_not_matter() -> None:
    ties = [Edge("a", "b", "met", 3.0), Edge("a", "b", "works_with", 1.0)]
    for edges in (ties, ties[::-1]):
        assert [step.relation for step in introduction_path(build(edges), "a", "b")] == ["works_with"]
    diamond = [Edge("a", "y", "t"), Edge("y", "b", "t"), Edge("a", "x", "t"), Edge("x", "b", "t")]
    for edges in (diamond, diamond[::-1]):
        assert introduction_path(build(edges), "a", "b")[0].target == "x"


@pytest.mark.parametrize("cost", [0.0, -1.0, float("nan"), float("inf")])
def test_a_cost_that_is_not_positive_and_finite_is_refused(cost: float) -> None:
    with pytest.raises(ValueError, match="cost"):
        build([Edge("a", "b", "t", cost)])


def test_pagerank_agrees_with_networkx() -> None:
    graph = build([*EDGES, Edge("x", "y", "knows")])
    rank = PageRank(restart=0.4, tolerance=1e-12).fit(graph)
    for _, _, data in graph.edges(data=True):
        data["affinity"] = 1 / data["cost"]
    theirs = nx.pagerank(graph, alpha=0.6, personalization={"club": 1.0}, weight="affinity", tol=1e-12)
    np.testing.assert_allclose(rank.scores({"club": 1.0}), [theirs[node] for node in rank.nodes_], atol=1e-9)


def test_pagerank_is_as_exact_as_it_says() -> None:
    draw = random.Random(1)
    ties = {(draw.randrange(60), draw.randrange(60)) for _ in range(90)}
    graph = build(Edge(f"n{a}", f"n{b}", "knows", draw.choice((0.5, 1.0, 2.0))) for a, b in ties if a != b)
    exactly = PageRank(tolerance=1e-14).fit(graph)
    for tolerance in (1e-2, 1e-4, 1e-6):
        rank = PageRank(tolerance=tolerance).fit(graph)
        wrong = [np.abs(rank.scores({node: 1.0}) - exactly.scores({node: 1.0})).sum() for node in graph]
        assert max(wrong) <= 2 * tolerance


def test_what_is_lost_at_a_node_without_ties_begins_anew() -> None:
    graph = build(EDGES)
    graph.add_node("alone")
    rank = PageRank().fit(graph)
    both = rank.scores({"alone": 1.0, "club": 1.0})
    assert rank.scores({"alone": 1.0})[rank.slots_["alone"]] == 1.0
    # Half of every walk begins there and ends at once; of the others all that is not a restart goes on.
    assert both[rank.slots_["alone"]] == pytest.approx(0.4 / (0.4 + 1.0))


def test_pagerank_is_a_distribution_and_of_unknown_seeds_nothing() -> None:
    rank = PageRank().fit(build(EDGES))
    assert rank.scores({"club": 2.0, "mentor": 1.0}).sum() == pytest.approx(1.0)
    assert rank.popularity_.sum() == pytest.approx(1.0)
    assert rank.scores({"nobody": 1.0}).sum() == 0
    assert PageRank().fit(build([])).scores({"a": 1.0}).shape == (0,)
