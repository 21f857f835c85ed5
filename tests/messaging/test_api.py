"""Conversations over the API: the shape of each answer, cursors, limits, the same rights."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core import clock
from messaging.models import Conversation
from messaging.services import conversations, reviews
from network.enums import EngagementStatus
from network.models import Engagement
from people.models import User
from tests import make
from tests.messaging.talk import Talk, known, say

LIST = "/api/v1/conversations/"


def api_of(user: User) -> APIClient:
    cache.clear()
    api = APIClient()
    api.force_authenticate(User.objects.get(pk=user.pk))
    return api


def test_the_list_tells_what_it_is_about_and_what_is_unread(there: Talk):
    say(there.pk, there.pupil, "Một")
    say(there.pk, there.pupil, "Hai")

    rows = api_of(there.mentor).get(LIST).json()["results"]

    idea, post = there.engagement.proposal.idea, there.engagement.proposal.post
    assert [{name: row[name] for name in row if name not in {"last_at", "about_url"}} for row in rows] == [
        {
            "id": there.pk,
            "kind": "engagement",
            "subject": there.engagement.pk,
            "title": idea.title,
            "place": f"{idea.club.name} · {post.organisation.name}",
            "head_seq": 3,
            "head_change": 0,
            "unread": 2,
            "is_open": True,
            "is_closed": False,
            "obstacles": [],
        }
    ]


def test_reading_takes_the_count_down_and_never_back(there: Talk):
    last = say(there.pk, there.pupil, "Một")
    api = api_of(there.mentor)
    assert api.get(f"{LIST}unread/").json() == {"unread": 1}

    assert api.post(f"{LIST}{there.pk}/read/", {"seq": 99}).json() == {"seq": last.seq}
    assert api.post(f"{LIST}{there.pk}/read/", {"seq": 0}).json() == {"seq": last.seq}
    assert api.get(f"{LIST}unread/").json() == {"unread": 0}


def test_a_stranger_finds_nothing_at_any_door(there: Talk):
    said = say(there.pk, there.pupil, "Một")
    for stranger in (make.adviser(), make.mentor(), make.pupil(), make.officer()):
        api = api_of(stranger)
        assert (api.get(LIST).json()["results"], api.get(f"{LIST}unread/").json()) == ([], {"unread": 0})
        asked = [
            api.get(f"{LIST}{there.pk}/"),
            api.get(f"{LIST}{there.pk}/messages/"),
            api.post(f"{LIST}{there.pk}/messages/", {"client_id": str(uuid4()), "body": "Chào"}),
            api.post(f"{LIST}{there.pk}/read/", {"seq": 1}),
            api.post(f"{LIST}{there.pk}/react/", {"seq": said.seq, "emoji": "👍"}),
            api.post(LIST, {"kind": "engagement", "subject": there.engagement.pk}),
            api.post(f"/api/v1/messages/{said.pk}/hide/", {"reason": "không"}),
        ]
        assert [answer.status_code for answer in asked] == [404] * 7


def test_opening_is_the_same_for_however_often_it_is_asked(there: Talk):
    body = {"kind": "team", "subject": there.engagement.proposal.idea_id}
    first, again = (api_of(there.pupil).post(LIST, body).json() for _ in range(2))

    assert first["id"] == again["id"]
    assert [(member["side"], member["name"]) for member in first["members"]] == [
        ("pupil", there.pupil.given_name),
        ("adviser", there.adviser.full_name),
    ]
    assert api_of(there.mentor).post(LIST, body).status_code == 404
    assert api_of(there.pupil).post(LIST, {"kind": "không", "subject": 1}).status_code == 404


def test_an_outside_adult_reads_no_names_once_it_is_over(there: Talk):
    Engagement.objects.filter(pk=there.engagement.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())

    answer = api_of(there.mentor).get(f"{LIST}{there.pk}/").json()

    assert {member["side"]: member["name"] for member in answer["members"]}["pupil"] == ""
    assert (answer["is_open"], answer["is_closed"]) == (False, True)


def test_what_stands_in_the_way_is_said_with_a_code_and_a_sentence(there: Talk):
    there.adviser.affiliations.update(ends_on=clock.today().replace(day=1))

    assert api_of(there.mentor).get(f"{LIST}{there.pk}/").json()["obstacles"] == [
        {"code": "adviser", "sentence": "Đang thiếu giáo viên phụ trách ở trong cuộc trò chuyện."}
    ]


def test_sending_says_whether_it_is_there_or_waits_and_twice_is_once(there: Talk):
    place, client = f"{LIST}{there.pk}/messages/", str(uuid4())
    pupil, mentor = api_of(there.pupil), api_of(there.mentor)
    first, again = (pupil.post(place, {"client_id": client, "body": "Chào cả nhà"}) for _ in range(2))
    held = mentor.post(place, {"client_id": str(uuid4()), "body": "Chào các em"})

    assert (first.status_code, first.json()["state"], first.json()["seq"]) == (201, "delivered", 2)
    assert again.json() == first.json()
    assert (held.status_code, held.json()["state"], held.json()["seq"], held.json()["care"]) == (
        202,
        "held",
        None,
        False,
    )
    assert [row["id"] for row in mentor.get(place).json()["waiting"]] == [held.json()["id"]]
    assert pupil.get(place).json()["waiting"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"body": "Chào"}, "client_id"),
        ({"client_id": "x", "body": "Chào"}, "client_id"),
        ({"client_id": str(uuid4()), "body": " "}, "body"),
        ({"client_id": str(uuid4()), "body": "a" * 4001}, "body"),
        ({"client_id": str(uuid4()), "body": "Chào", "reply_to": 99}, "reply_to"),
        ({"client_id": str(uuid4()), "body": "Chào", "files": [99]}, "attachments"),
        ({"client_id": str(uuid4()), "body": "Chào", "files": list(range(1, 7))}, "attachments"),
    ],
)
def test_what_cannot_be_sent_names_its_field(there: Talk, body: dict[str, object], field: str):
    answer = api_of(there.pupil).post(f"{LIST}{there.pk}/messages/", body)

    assert answer.status_code in {400, 422}
    assert list(answer.json()["errors"]) == [field]
    assert there.conversation.messages.exclude(author=None).count() == 0


def test_messages_are_read_before_and_after_a_place(there: Talk):
    for number in range(5):
        say(there.pk, there.pupil, f"tin {number}")
    api, place = api_of(there.adviser), f"{LIST}{there.pk}/messages/"

    def seqs(query: str) -> list[int]:
        return [row["seq"] for row in api.get(f"{place}?{query}").json()["results"]]

    assert seqs("count=2") == [5, 6]
    assert seqs("before=5&count=2") == [3, 4]
    assert seqs("after=4") == [5, 6]
    assert seqs("after=99") == []
    for bad in ("before=x", "count=0", "after=-1", f"before={10**30}", "count=1000"):
        assert api.get(f"{place}?{bad}").status_code == 400


def test_a_sign_is_put_and_taken_off(there: Talk):
    said = say(there.pk, there.pupil, "Xong rồi")
    api, place = api_of(there.adviser), f"{LIST}{there.pk}/react/"

    assert api.post(place, {"seq": said.seq, "emoji": "👍"}).json()["reactions"] == {"👍": [there.adviser.pk]}
    assert api.post(place, {"seq": said.seq, "emoji": "👍", "on": False}).json()["reactions"] == {}
    assert api.post(place, {"seq": said.seq, "emoji": "💋"}).status_code == 400
    assert api.post(place, {"seq": 99, "emoji": "👍"}).status_code == 404


def test_decisions_over_the_api(there: Talk):
    one, two, three = (say(there.pk, there.mentor, f"Tin {number}") for number in range(3))
    api = api_of(there.adviser)

    assert api.post(f"/api/v1/held-messages/{one.pk}/allow/").json()["state"] == "delivered"
    assert api.post(f"/api/v1/held-messages/{two.pk}/edit/", {"body": "Khác"}).json()["state"] == "delivered"
    assert api.post(f"/api/v1/held-messages/{three.pk}/block/", {"reason": "Chưa hợp"}).json() == {
        "id": three.pk,
        "state": "blocked",
        "seq": None,
        "not_before": None,
        "reason": "Chưa hợp",
    }
    assert api.post(f"/api/v1/held-messages/{10**18}/allow/").status_code == 404
    texts = [row["html"] for row in api_of(there.pupil).get(f"{LIST}{there.pk}/messages/").json()["results"]]
    assert texts == ["", "<p>Tin 0</p>", "<p>Khác</p>"]


def many(there: Talk, count: int) -> None:
    idea, author = there.engagement.proposal.idea, there.mentor
    for _ in range(count):
        post = make.offer(there.engagement.proposal.post.organisation, by=author)
        row = conversations.open_about(kind="engagement", subject=make.engagement(idea, post).pk, by=there.pupil)
        say(row.pk, there.pupil, "Chào anh")
        cache.clear()


@pytest.mark.parametrize("who", ["pupil", "adviser", "mentor"])
def test_the_list_asks_as_often_for_twelve_as_for_two(there: Talk, who: str):
    counts = []
    for more in (1, 10):
        many(there, more)
        api = api_of(getattr(there, who))
        with CaptureQueriesContext(connection) as queries:
            rows = api.get(LIST).json()["results"]
        counts.append(len(queries))
    assert len(rows) == 12
    assert counts[0] == counts[1] <= 9


def test_the_list_is_read_piece_by_piece(there: Talk):
    many(there, 4)
    api, place, pages = api_of(there.adviser), f"{LIST}?page_size=2", []
    while place:
        answer = api.get(place).json()
        pages.append([row["id"] for row in answer["results"]])
        place = answer["next"]

    assert [pk for page in pages for pk in page] == list(
        Conversation.objects.order_by("-last_at", "-pk").values_list("pk", flat=True)
    )
    assert [len(page) for page in pages] == [2, 2, 1]
    for cursor in ("khong-phai", "cD14", "cD0xMDAwMDA="):
        assert api.get(f"{LIST}?cursor={cursor}").status_code == 404


def test_after_the_first_words_an_adult_is_heard_at_once(there: Talk):
    known(there)
    sent = api_of(there.mentor).post(f"{LIST}{there.pk}/messages/", {"client_id": str(uuid4()), "body": "Chào"})
    assert sent.status_code == 201


def test_hiding_needs_a_reason(there: Talk):
    said = say(there.pk, there.pupil, "Lời")
    api = api_of(there.adviser)
    for reason in ({}, {"reason": ""}, {"reason": "\u200b"}, {"reason": "a" * 501}):
        assert api.post(f"/api/v1/messages/{said.pk}/hide/", reason).status_code in {400, 422}
    assert api.post(f"/api/v1/messages/{said.pk}/hide/", {"reason": "Chưa hợp"}).status_code == 204
    with pytest.raises(Exception, match="ẩn"):
        reviews.hide(message=said.pk, reason="lại", by=there.adviser)


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_number_that_is_no_conversation_is_not_found(there: Talk, number: int):
    api = api_of(there.pupil)
    sent = api.post(f"{LIST}{number}/messages/", {"client_id": str(uuid4()), "body": "Chào"})
    put = api.post(f"{LIST}{number}/react/", {"seq": 1, "emoji": "👍"})

    assert (sent.status_code, put.status_code, api.get(f"{LIST}{number}/").status_code) == (404, 404, 404)
