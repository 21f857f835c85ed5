"""The network of people, organisations, schools, clubs and ideas: who can introduce whom, and who is near whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Self

import networkx as nx
import numpy as np
from scipy import sparse

from matching.engine.index import FloatArray


class Edge(NamedTuple):
    """``relation`` names the tie ("studied_at", "works_at"); a smaller ``cost`` makes a better introduction."""

    source: str
    target: str
    relation: str
    cost: float = 1.0


class Step(NamedTuple):
    """One tie of a path. ``forward`` is False where the path runs from the edge's target to its source."""

    source: str
    target: str
    relation: str
    forward: bool


def build(edges: Iterable[Edge]) -> nx.Graph[str]:
    """An undirected graph; of several ties between the same two nodes the cheapest is kept.

    Raises ValueError for a cost that is not positive and finite.
    """
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        if not 0 < edge.cost < float("inf"):
            raise ValueError(f"edge {edge.source} – {edge.target}: cost {edge.cost} is not positive and finite")
        known = graph.get_edge_data(edge.source, edge.target)
        if known is None or edge.cost < known["cost"]:
            graph.add_edge(edge.source, edge.target, cost=edge.cost, edge=edge)
    return graph


def introduction_path(graph: nx.Graph[str], a: str, b: str, max_hops: int = 4) -> tuple[Step, ...]:
    """The cheapest chain of at most ``max_hops`` ties from ``a`` to ``b``; empty when there is none.

    Bellman–Ford by number of ties, so a chain that is cheap but too long does not hide a shorter one. Ties in
    cost are broken by fewer steps, then by node names, so the answer never depends on insertion order.
    """
    if a not in graph or b not in graph or a == b:
        return ()
    best: dict[str, tuple[float, tuple[str, ...]]] = {a: (0.0, (a,))}
    reached = dict(best)
    for _ in range(max_hops):
        step: dict[str, tuple[float, tuple[str, ...]]] = {}
        for node, (cost, path) in best.items():
            if node == b:
                continue
            for neighbour, data in graph[node].items():
                if neighbour in path:
                    continue
                offer = (cost + data["cost"], (*path, neighbour))
                if _rank(offer) < _rank(step.get(neighbour)) and _rank(offer) < _rank(reached.get(neighbour)):
                    step[neighbour] = offer
        reached |= step
        best = step
    return tuple(_steps(graph, reached[b][1])) if b in reached else ()


def _rank(offer: tuple[float, tuple[str, ...]] | None) -> tuple[float, int, tuple[str, ...]]:
    return (float("inf"), 0, ()) if offer is None else (offer[0], len(offer[1]), offer[1])


def _steps(graph: nx.Graph[str], path: Sequence[str]) -> Iterable[Step]:
    for source, target in pairwise(path):
        edge: Edge = graph.edges[source, target]["edge"]
        yield Step(source, target, edge.relation, edge.source == source)


@dataclass
class PageRank:
    """Personalised PageRank over a sparse matrix.

    p = restart · s + (1 − restart) · p W, W the row-normalised affinities 1 / cost (Page et al. 1999; Haveliwala
    2002). The result of a node without ties is its own restart. ``scores`` may be divided by ``popularity_`` so
    that what everybody is near to does not win.

    Ties have no direction, so W has real eigenvalues in −1..1, and Chebyshev's semi-iteration (Golub & Varga 1961) may
    be used: with ρ = 1 − restart its error shrinks by ρ / (1 + √(1 − ρ²)) a step, 1/3 where power iteration's shrinks
    by .6. The steps end when the residual proves that the sum of all nodes' errors is at most ``tolerance``: no step
    of the walk makes a vector longer than ρ times, so that sum is at most the residual's / restart.
    """

    restart: float = 0.4
    tolerance: float = 5e-7
    max_iterations: int = 200

    def fit(self, graph: nx.Graph[str]) -> Self:
        self.nodes_: list[str] = sorted(graph.nodes)
        self.slots_: dict[str, int] = {node: slot for slot, node in enumerate(self.nodes_)}
        ties: list[tuple[str, str, dict[str, Any]]] = list(graph.edges(data=True))
        rows = np.array([self.slots_[source] for source, _, _ in ties], dtype=np.int32)
        columns = np.array([self.slots_[target] for _, target, _ in ties], dtype=np.int32)
        affinity = np.array([1.0 / data["cost"] for _, _, data in ties])
        size = len(self.nodes_)
        half = sparse.coo_array((affinity, (rows, columns)), shape=(size, size))
        whole = sparse.csr_array(half + half.T)
        sums = np.asarray(whole.sum(axis=1)).ravel()
        walked = sparse.csr_array(whole.multiply((1 - self.restart) / np.where(sums > 0, sums, 1.0)[:, None]).T)
        walked.indices, walked.indptr = walked.indices.astype(np.int32), walked.indptr.astype(np.int32)
        self.walked_ = walked
        self.popularity_ = self._solved(np.full(size, 1.0 / size)) if size else np.empty(0)
        return self

    def scores(self, seeds: Mapping[str, float]) -> FloatArray:
        """Probability of each of ``nodes_``, shape (nodes,), summing to 1; zeros if no seed is in the graph."""
        start = np.zeros(len(self.nodes_))
        for node, weight in seeds.items():
            if node in self.slots_:
                start[self.slots_[node]] += weight
        total = start.sum()
        return self._solved(np.asarray(start / total)) if total > 0 else start

    def _solved(self, start: FloatArray) -> FloatArray:
        """What is lost at nodes without ties begins anew: as if everything were as much more."""
        restarted, factor, squared = self.restart * start, 2.0, (1 - self.restart) ** 2
        before, rank = np.zeros_like(start), restarted
        for _ in range(self.max_iterations):
            following = self.walked_ @ rank
            following += restarted
            if np.abs(following - rank).sum() <= self.restart * self.tolerance:
                break
            factor = 1 / (1 - squared * factor / 4)
            following -= before
            following *= factor
            following += before
            before, rank = rank, following
        return np.asarray(following / following.sum())
