"""The nightly rebuild and the rounds on a cluster of Dask: the same, to the last digit, as in the worker itself."""

import pytest
from distributed import LocalCluster

from matching.engine import batches, market
from matching.engine.assignment import Objective
from matching.engine.batches import Backend, Place
from matching.engine.market import Question
from matching.models import Suggestion
from matching.services import stocks, suggestions
from tests import make
from tests.matching.engine.test_archive import questions
from tests.matching.engine.test_market import market as small_market

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def cluster():
    """Two processes and their scheduler."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as there:
        yield Backend(Place.CLUSTER, scheduler=there.scheduler_address)


def test_answers_of_the_cluster_are_those_given_here(cluster, tmp_path):
    _, asked = questions(tmp_path)
    assert list(batches.spread(batches.answered, asked, cluster)) == list(
        batches.spread(batches.answered, asked, Backend())
    )


def test_a_round_is_solved_alike(cluster):
    asked = [Question(small_market(least=(0, 0, 1)), objective, floor=True) for objective in Objective]
    here, there = (list(batches.spread(market.answered, asked, one)) for one in (Backend(), cluster))
    assert [one.chosen.tolist() for one in there] == [one.chosen.tolist() for one in here] != []
    assert [one.total for one in there] == [one.total for one in here]


@pytest.mark.django_db
def test_the_rebuild_leaves_the_same_rows(cluster, settings):
    for number in range(5):
        make.idea(title=f"Bình lọc nước giếng số {number}", problem="Nước giếng nhiễm phèn.", solution="Lọc bằng than.")
        make.offer(title=f"Xử lý nước {number}", description="Kỹ sư môi trường hướng dẫn lọc nước giếng nhiễm phèn.")
    suggestions.rebuild()
    here = _rows()
    settings.MATCHING_BACKEND, settings.MATCHING_SCHEDULER = "dask", cluster.scheduler
    suggestions.rebuild()
    stocks.forget()
    assert _rows() == here
    assert len(here) == 25


def _rows():
    """Without what depends on the minute they were worked out in."""
    rows = Suggestion.objects.order_by("idea_id", "offer_id").values_list("idea_id", "offer_id", "score", "explanation")
    return [(*ends, round(score, 6), len(why["reasons"])) for *ends, score, why in rows]
