import numpy as np
import pytest

from matching.engine.index import Postings, Statistics

BAGS = [{"rice": 1.0, "fish": 2.0}, {"fish": 1.0}, {"robot": 1.0, "arm": 1.0}]


def built(statistics: Statistics) -> Postings:
    postings = Postings()
    for slot, bag in enumerate(BAGS):
        postings.set(slot, statistics.row(bag))
    return postings


def test_idf_is_the_smoothed_one_raised_to_its_power() -> None:
    statistics = Statistics(power=0.5).fit(BAGS)
    assert statistics.idf_of("fish") == pytest.approx((np.log(4 / 3) + 1) ** 0.5)
    assert statistics.idf_of("rice") == pytest.approx((np.log(4 / 2) + 1) ** 0.5)


def test_cosines_are_those_of_the_weighted_vectors() -> None:
    statistics = Statistics().fit(BAGS)
    terms = list(statistics.vocabulary_)
    dense = np.array([[bag.get(term, 0.0) * statistics.idf_of(term) for term in terms] for bag in BAGS])
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    postings = built(statistics)
    for slot, bag in enumerate(BAGS):
        np.testing.assert_allclose(postings.cosines(statistics.row(bag)), dense @ dense[slot], atol=1e-12)


def test_several_questions_at_once_answer_like_one_at_a_time() -> None:
    statistics = Statistics().fit(BAGS)
    postings = built(statistics)
    rows = [statistics.row({"fish": 1.0, "new": 1.0}), statistics.row({})]
    np.testing.assert_allclose(postings.cosines_of(rows), [postings.cosines(row) for row in rows])


def test_a_changed_document_is_found_by_a_word_nobody_used_before() -> None:
    statistics = Statistics().fit(BAGS)
    postings = built(statistics)
    postings.set(1, statistics.row({"drone": 1.0}))
    assert postings.cosines(statistics.row({"drone": 1.0})).tolist() == [0.0, 1.0, 0.0]


def test_a_new_word_weighs_as_an_unseen_one_and_the_old_weights_stay() -> None:
    statistics = Statistics().fit(BAGS)
    before = statistics.idf_of("fish")
    statistics.row({"drone": 1.0, "fish": 1.0})
    assert statistics.idf_of("fish") == before
    assert statistics.idf_of("drone") == pytest.approx(np.log(4) + 1)


def test_nothing_indexed_or_asked_gives_nothing() -> None:
    statistics = Statistics().fit([])
    assert Postings().cosines(statistics.row({"a": 1.0})).tolist() == []
    assert built(Statistics().fit(BAGS)).cosines(statistics.row({})).tolist() == [0.0, 0.0, 0.0]
