"""A message that no phrase finds, only its likeness to others: it waits like any other, says so, and opens no case."""

import pytest
from django.utils import translation

from messaging.detector import LEARNED, examine
from messaging.selectors import frames, reviews
from people.models import Concern, Notice
from tests.messaging.talk import Talk, say
from tests.messaging.test_review_notices import HARM
from tests.messaging.test_reviews_pages import QUEUE, api_of, client_of

HINT = "em gom đủ thuốc rồi, chỉ chờ tối nay"
LABEL = "có vẻ là: có thể đang muốn làm đau chính mình (máy thấy giống những tin cần xem, không phải từ một câu có sẵn)"


@pytest.fixture
def hinted(there: Talk):
    return say(there.pk, there.pupil, HINT)


def test_it_waits_and_its_author_reads_of_the_helpline(hinted):
    assert [(found.kind, found.rule) for found in examine(HINT)] == [("self_harm", LEARNED)]
    assert [(found[0], found[3]) for found in hinted.findings] == [("self_harm", LEARNED)]
    assert (hinted.state, hinted.hold_reasons, frames.waiting(hinted)["care"]) == ("held", ["found"], True)


def test_no_case_is_opened_on_a_guess_but_one_is_by_a_phrase_afterwards(there: Talk, hinted):
    assert (Concern.objects.count(), Notice.objects.filter(kind="talk_needs_care").count()) == (0, 0)
    say(there.pk, there.pupil, HARM)
    assert Concern.objects.count() == 1


def test_the_adviser_sees_where_and_that_it_is_a_likeness(there: Talk, hinted):
    page = client_of(there.adviser).get(QUEUE).content.decode()
    row = api_of(there.adviser).get("/api/v1/held-messages/").json()["results"][0]

    assert row["why"] == [LABEL]
    assert [part["found"] for part in row["parts"] if part["found"]] == [LABEL]
    assert LABEL in page
    assert "nên chưa báo ai khác" in page
    assert "Người phụ trách an toàn của trường đã được báo" not in page


def test_it_is_said_in_english_too(hinted):
    with translation.override("en"):
        labels = [found for found, _text in reviews.parts_of(hinted) if found]
    assert [label.startswith("possibly: ") and "by likeness" in label for label in labels] == [True]
