"""Finding words in one's own conversations."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core import clock
from messaging import excerpts
from messaging.services import reviews
from network.enums import EngagementStatus
from network.models import Engagement
from people.models import RecordRead, User
from tests import make
from tests.messaging.talk import Talk, say

API = "/api/v1/conversations/search/"


def found(user: User, words: str) -> list[int]:
    api = APIClient()
    api.force_authenticate(User.objects.get(pk=user.pk))
    return [row["seq"] for row in api.get(API, {"q": words}).json()["results"]]


@pytest.mark.parametrize("words", ["đo độ đục", "do do duc", "ĐỤC đo", "Duc"])
def test_with_and_without_diacritics(there: Talk, words: str):
    said = say(there.pk, there.pupil, "Chiều nay nhóm đo độ đục của nước giếng")
    for reader in (there.pupil, there.adviser, there.mentor):
        assert found(reader, words) == [said.seq]


@pytest.mark.parametrize("words", ["", " ", "a", "%", "__", "\\", "đục %"])
def test_signs_are_letters_and_too_little_finds_nothing(there: Talk, words: str):
    say(there.pk, there.pupil, "Chiều nay nhóm đo độ đục")
    assert found(there.pupil, words) == []


def test_a_percent_sign_is_found_as_itself(there: Talk):
    said = say(there.pk, there.pupil, "Giảm được 40% cặn")
    assert (found(there.pupil, "40%"), found(there.pupil, "4%%")) == ([said.seq], [])


def test_neither_what_waits_nor_what_is_hidden_nor_others_words(there: Talk):
    say(there.pk, there.mentor, "từ hiếm đang chờ")
    hidden = say(there.pk, there.pupil, "từ hiếm đã ẩn")
    reviews.hide(message=hidden.pk, reason="Chưa hợp", by=there.adviser)
    say(there.pk, there.pupil, "từ hiếm")

    for stranger in (make.adviser(), make.mentor(), make.pupil(), make.officer()):
        assert found(stranger, "từ hiếm") == []
    assert len(found(there.adviser, "từ hiếm")) == 1


def test_the_page_marks_the_words_and_leads_to_the_message(there: Talk):
    say(there.pk, there.pupil, "Nước <b>đục</b> lắm")
    client = Client()
    client.force_login(there.mentor)

    page = client.get("/conversations/search/", {"q": "duc"}).content.decode()

    assert "Nước &lt;b&gt;<mark>đục</mark>&lt;/b&gt; lắm" in page
    assert f'href="/conversations/{there.pk}/?at=2"' in page
    assert there.pupil.given_name in page
    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [
        (there.mentor.pk, there.pupil.pk, "conversation")
    ]


def test_an_outside_adult_reads_no_name_once_it_is_over(there: Talk):
    say(there.pk, there.pupil, "Nước đục lắm")
    Engagement.objects.filter(pk=there.engagement.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())
    api = APIClient()
    api.force_authenticate(there.mentor)

    assert [row["who"] for row in api.get(API, {"q": "duc"}).json()["results"]] == ["Học sinh"]


@pytest.mark.parametrize("place", ["/conversations/search/", API])
def test_it_asks_as_often_for_twenty_as_for_one(there: Talk, client: Client, place: str):
    counts = []
    client.force_login(User.objects.get(pk=there.adviser.pk))
    for more in (1, 19):
        for number in range(more):
            say(there.pk, there.adviser, f"đo lần {number}") if number < 15 else None
        with CaptureQueriesContext(connection) as queries:
            assert client.get(place, {"q": "do lan"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("body", "words", "pieces"),
    [
        ("Đo độ đục", ["duc"], [(False, "Đo độ "), (True, "đục")]),
        ("aa", ["a", "aa"], [(True, "aa")]),
        ("không có gì", ["xyz"], [(False, "không có gì")]),
        ("İstanbul đục", ["duc"], [(False, "İstanbul "), (True, "đục")]),
    ],
)
def test_an_excerpt_marks_what_was_typed(body: str, words: list[str], pieces: list[tuple[bool, str]]):
    assert excerpts.excerpt(body, words) == pieces


def test_a_long_message_shows_the_part_around_the_words():
    pieces = excerpts.excerpt("trước " * 100 + "đục" + " sau" * 100, ["duc"])

    assert [text for marked, text in pieces if marked] == ["đục"]
    assert pieces[0] == (False, "…")
    assert pieces[-1][1].endswith("…")
    assert sum(len(text) for _marked, text in pieces) < 230
