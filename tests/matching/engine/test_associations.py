"""What is spoken of together in many texts counts a little for each other; of few texts nothing is learned."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching.engine import analysis, archive, associations, chunks
from matching.engine.associations import Associations
from matching.engine.collecting import Bags
from matching.engine.documents import Demand, Supply
from matching.engine.index import Row
from matching.engine.lexicon import load
from matching.engine.matcher import Matcher
from matching.engine.segment import rows_below

SIZE = 120


def learned(bags: list[set[str]]) -> tuple[Associations, list[str]]:
    """And the concepts in the order of their numbers."""
    weighted = chunks.weighted([dict.fromkeys(sorted(bag), 1.0) for bag in bags])
    collecting = Bags()
    collecting.add(weighted)
    return Associations.learned(collecting.finish(1.0)[1]), list(weighted.words)


def bags() -> list[set[str]]:
    """ "a" and "b" stand together in every fourth, "c" is everywhere, "d" beside "e" by accident."""
    found = [{"c"} | ({"a", "b"} if at % 4 == 0 else set()) | ({"b"} if at % 10 == 1 else set()) for at in range(SIZE)]
    found[3] |= {"d", "e"}
    found[5] |= {"d", "e"}
    return found


def test_what_is_learned_is_how_much_oftener_than_by_chance_two_are_together() -> None:
    found, names = learned(bags())
    table = {
        (names[at], names[other]): value
        for at, row in enumerate(found.matrix.toarray())
        for other, value in enumerate(row)
        if value
    }
    documents = bags()
    share = {names: sum(names <= one for one in documents) / SIZE for names in map(frozenset, ("a", "b", "ab"))}
    chance = share[frozenset("a")] * share[frozenset("b")]
    expected = math.log(share[frozenset("ab")] / chance) / -math.log(share[frozenset("ab")])
    assert table == {("a", "b"): pytest.approx(expected), ("b", "a"): pytest.approx(expected)}
    assert 0 < expected < 1


def test_of_few_documents_nothing_is_learned() -> None:
    found, _ = learned(bags()[: associations.DOCUMENTS_LEAST - 1])
    lists = rows_below([Row(np.array([0], np.int32), np.array([1.0]))])
    assert found.widened(lists) is lists


def test_only_the_strongest_stay_and_those_equal_to_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(associations, "STRONGEST", 1)
    twins = [one | ({"a'"} if "a" in one else set()) for one in bags()]
    found, names = learned(twins)
    of_b = found.matrix.toarray()[names.index("b")]
    assert {names[at] for at in np.flatnonzero(of_b)} == {"a", "a'"}
    of_a = found.matrix.toarray()[names.index("a")]
    assert {names[at] for at in np.flatnonzero(of_a)} == {"a'"}


def test_a_widened_vector_has_length_one_and_keeps_what_is_said_in_front() -> None:
    found, names = learned(bags())
    row = found.widened_row(Row(np.array([names.index("a")], np.int32), np.array([1.0])))
    weights = dict(zip((names[term] for term in row.terms), row.weights, strict=True))
    assert float(row.weights @ row.weights) == pytest.approx(1.0)
    assert weights["b"] / weights["a"] == pytest.approx(associations.SHARE)


def test_a_concept_met_later_and_a_text_without_any_stay_as_they_are() -> None:
    found, names = learned(bags())
    later = np.array([len(names) + 3], np.int32)
    rows = [Row(later, np.array([1.0])), Row(np.empty(0, np.int32), np.empty(0))]
    lists = found.widened(rows_below(rows))
    assert (lists.starts.tolist(), lists.names.tolist(), lists.weights.tolist()) == ([0, 1, 1], later.tolist(), [1.0])


# Concepts of the lexicon, by one of their forms; neither is a relative of the other.
LEFT, RIGHT = "rong biển", "máy in 3d"


def season() -> tuple[list[Demand], list[Supply]]:
    """Ideas in which the two go together, others of something else."""
    together = [Demand(f"d{at}", f"Ý tưởng số {at}", f"{LEFT} và {RIGHT}") for at in range(60)]
    others = [Demand(f"e{at}", f"Dự án số {at}", "kịch bản sân khấu") for at in range(60)]
    return [*together, *others], [Supply("s", None, "Nhận hướng dẫn", RIGHT), Supply("t", None, "Nhận dạy", "vẽ tranh")]


def test_who_speaks_of_one_comes_nearer_to_who_speaks_of_the_other(tmp_path: Path) -> None:
    demands, supplies = season()
    asked = Demand("new", "Chúng em trồng", LEFT)
    with_them, without = (Matcher().fit(demands, supplies) for _ in range(2))
    without.resume(replace(without.stock_, associations=Associations.none()), without.kept_)
    nearer, plain = (_concepts(matcher, asked) for matcher in (with_them, without))
    assert nearer["s"] > plain["s"]
    assert nearer["t"] == plain["t"]
    archive.write(tmp_path, with_them.stock_, load(), {})
    again = Matcher().resume(archive.read(tmp_path, load()).stock, with_them.kept_)
    assert _concepts(again, asked) == nearer


def test_no_reason_is_given_by_what_was_learned_alone() -> None:
    demands, supplies = season()
    matcher = Matcher().fit(demands, supplies)
    found = {match.supply_id: match for match in matcher.suggest_for_demand(Demand("new", "Trồng", LEFT), 5)}
    assert all(not match.has_substance for match in found.values())


def test_a_text_put_later_is_compared_like_one_that_was_there() -> None:
    demands, supplies = season()
    matcher = Matcher().fit(demands, supplies)
    before = matcher.seen(demands[0], ["s", "t"])
    matcher.put(replace(supplies[0], version=1), replace(demands[0], version=1))
    after = matcher.seen(demands[0], ["s", "t"])
    assert np.allclose(before.ours, after.ours, equal_nan=True, atol=1e-6)
    assert np.allclose(before.theirs, after.theirs, equal_nan=True, atol=1e-6)


def _concepts(matcher: Matcher, asked: Demand) -> dict[str, float]:
    seen = matcher.seen(asked, ["s", "t"])
    at = matcher.config.names.index(analysis.CONCEPTS)
    return dict(zip(("s", "t"), seen.ours[:, at].tolist(), strict=True))
