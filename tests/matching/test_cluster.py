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

pytestmark = pytest.mark.long


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


# Where all speak of the same, nothing stands out.
SUBJECTS = [
    (
        "Bình lọc nước giếng",
        "Nước giếng nhiễm phèn làm ố áo.",
        "Xử lý nước",
        "Kỹ sư hướng dẫn lọc nước giếng nhiễm phèn.",
    ),
    ("Túi xách từ vải vụn", "Vải vụn bị bỏ phí.", "Xưởng may", "Thợ may dạy cắt may túi xách từ vải vụn."),
    ("Cảm biến đo độ ẩm", "Vườn rau héo vì quên tưới.", "Điện tử", "Dạy lắp cảm biến đo độ ẩm cho vườn rau."),
]


@pytest.mark.django_db
def test_the_rebuild_leaves_the_same_rows(cluster, settings):
    for number in range(2):
        for title, problem, offer, description in SUBJECTS:
            make.idea(title=f"{title} số {number}", problem=problem, solution=f"Chúng em làm {title.lower()}.")
            make.offer(title=f"{offer} {number}", description=description)
    suggestions.rebuild()
    here = _rows()
    settings.MATCHING_BACKEND, settings.MATCHING_SCHEDULER = "dask", cluster.scheduler
    suggestions.rebuild()
    stocks.forget()
    assert _rows() == here
    # Two ideas of each subject go with its two offers; all of them also ask for somebody who knows water.
    assert len(here) == 3 * 2 * 2 + 2 * 2 * 2


def _rows():
    """Without what depends on the minute they were worked out in."""
    rows = Suggestion.objects.order_by("idea_id", "offer_id").values_list("idea_id", "offer_id", "score", "explanation")
    return [
        (*ends, round(score, 4), *(_codes(why, part) for part in ("reasons", "changes"))) for *ends, score, why in rows
    ]


def _codes(why, part):
    return [one["code"] for one in why[part]]
