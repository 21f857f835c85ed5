"""The adviser's queue: what it shows, what each decision does, what happens when two decide at once."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from messaging.enums import BlockReason, MessageState
from messaging.models import Message
from messaging.services import conversations, reviews
from people.models import RecordRead, User
from tests import make
from tests.messaging.talk import Talk, say
from tests.races import race

QUEUE = "/conversations/review/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def api_of(user: User) -> APIClient:
    api = APIClient()
    api.force_authenticate(User.objects.get(pk=user.pk))
    return api


def test_the_queue_marks_what_was_found_and_says_why_and_what_was_said_before(there: Talk):
    say(there.pk, there.pupil, "Nhóm em lọc được rồi ạ")
    held = say(there.pk, there.mentor, "Gọi anh số 0912 345 678")

    page = client_of(there.adviser).get(QUEUE).content.decode()

    assert '<mark>0912 345 678<span class="visually-hidden"> (số điện thoại)</span></mark>' in page
    assert "số điện thoại, những tin đầu tiên của người đồng hành" in page
    assert "Nhóm em lọc được rồi ạ" in page
    assert f'id="waiting-{held.pk}"' in page
    assert there.engagement.proposal.idea.title in page


def test_nobody_else_sees_anything_wait(there: Talk):
    held = say(there.pk, there.mentor, "Lời riêng của anh")

    for other in (there.mentor, there.pupil, make.adviser(there.engagement.proposal.idea.club.school), make.officer()):
        assert "Lời riêng của anh" not in client_of(other).get(QUEUE).content.decode()
        assert client_of(other).get(f"{QUEUE}{held.pk}/").status_code == 404
        assert client_of(other).post(f"{QUEUE}{held.pk}/", {"decision": "allow"}).status_code == 404
        assert api_of(other).get("/api/v1/held-messages/").json()["results"] == []
        assert api_of(other).post(f"/api/v1/held-messages/{held.pk}/allow/").status_code == 404
    assert Message.objects.get(pk=held.pk).state == MessageState.HELD


def test_reading_the_queue_is_a_read_of_the_pupils(there: Talk):
    say(there.pk, there.mentor)
    client_of(there.adviser).get(QUEUE)
    api_of(there.adviser).get("/api/v1/held-messages/")

    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [
        (there.adviser.pk, there.pupil.pk, "conversation")
    ]


def test_letting_go_leads_to_the_next_one(there: Talk):
    first, second = say(there.pk, there.mentor, "Một"), say(there.pk, there.mentor, "Hai")
    client = client_of(there.adviser)

    answer = client.post(f"{QUEUE}{first.pk}/", {"decision": "allow", "then": second.pk})

    assert answer.headers["Location"] == f"{QUEUE}?at={second.pk}#waiting-{second.pk}"
    assert Message.objects.get(pk=first.pk).state == MessageState.DELIVERED
    page = client.get(answer.headers["Location"]).content.decode()
    assert f'id="waiting-{second.pk}" tabindex="-1" data-waiting data-focus' in page


def test_an_edit_is_sent_and_the_original_kept(there: Talk):
    held = say(there.pk, there.mentor, "Gọi 0912 345 678")
    client_of(there.adviser).post(f"{QUEUE}{held.pk}/", {"decision": "edit", "body": "Hẹn ở trường"})

    held.refresh_from_db()
    assert (held.state, held.body, held.original) == ("delivered", "Hẹn ở trường", "Gọi 0912 345 678")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"ready": "contact", "words": ""}, str(BlockReason.CONTACT.label)),
        ({"ready": "other", "words": "Để cô nói với em sau."}, "Để cô nói với em sau."),
        ({"ready": "tone", "words": "Cảm ơn anh."}, f"{BlockReason.TONE.label} Cảm ơn anh."),
    ],
)
def test_a_block_says_its_reason_to_the_author(there: Talk, sent: dict[str, str], said: str):
    held = say(there.pk, there.mentor)
    client_of(there.adviser).post(f"{QUEUE}{held.pk}/", {"decision": "block", **sent})

    held.refresh_from_db()
    assert (held.state, held.review_reason, held.reviewed_by) == ("blocked", said, there.adviser)
    own = api_of(there.mentor).get(f"/api/v1/conversations/{there.pk}/messages/").json()["waiting"]
    assert [(row["id"], row["state"], row["reason"]) for row in own] == [(held.pk, "blocked", said)]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decision": "block"},
        {"decision": "block", "ready": "other"},
        {"decision": "edit", "body": " "},
        {"decision": "x"},
    ],
)
def test_what_is_incomplete_changes_nothing_and_says_so(there: Talk, sent: dict[str, str]):
    held = say(there.pk, there.mentor, "Lời còn nguyên")
    answer = client_of(there.adviser).post(f"{QUEUE}{held.pk}/", sent)

    assert answer.status_code == 200
    assert "Những gì đã nhập vẫn còn nguyên" in answer.content.decode()
    assert Message.objects.get(pk=held.pk).state == MessageState.HELD


def test_the_second_click_says_that_it_was_decided(there: Talk):
    held = say(there.pk, there.mentor)
    client = client_of(there.adviser)
    client.post(f"{QUEUE}{held.pk}/", {"decision": "allow"})

    answer = client.post(f"{QUEUE}{held.pk}/", {"decision": "block", "ready": "tone"})

    assert [str(said) for said in get_messages(answer.wsgi_request)][-1] == "Tin này đã có người quyết định."
    assert api_of(there.adviser).post(f"/api/v1/held-messages/{held.pk}/allow/").status_code == 409
    assert Message.objects.get(pk=held.pk).state == MessageState.DELIVERED


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_decisions_at_once_one_counts(morning: object):
    from core.errors import Conflict
    from tests.messaging.talk import talk

    there = talk()
    held = say(there.pk, there.mentor)

    def decide(index: int):
        by = User.objects.get(pk=there.adviser.pk)
        if index:
            return reviews.block(message=held.pk, reason="Chưa hợp", by=by)
        return reviews.allow(message=held.pk, by=by)

    outcomes = race(2, decide)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1


def test_what_can_no_longer_go_out_says_why_and_can_still_be_blocked(there: Talk):
    held = say(there.pk, there.mentor)
    there.mentor.clearances.update(revoked_at=held.written_at)
    client = client_of(there.adviser)

    page = client.get(QUEUE).content.decode()
    client.post(f"{QUEUE}{held.pk}/", {"decision": "allow"})
    assert "Chưa gửi được vì đang tạm dừng" in page
    assert 'value="allow"' not in page
    assert Message.objects.get(pk=held.pk).state == MessageState.HELD

    client.post(f"{QUEUE}{held.pk}/", {"decision": "block", "ready": "tone"})
    assert Message.objects.get(pk=held.pk).state == MessageState.BLOCKED


def test_hiding_covers_the_words_for_all_but_the_adviser(there: Talk):
    said = say(there.pk, there.pupil, "Câu nói lỡ lời")
    answer = client_of(there.adviser).post(reverse("message_hide", args=[said.pk]), {"ready": "tone", "words": ""})

    assert answer.headers["Location"] == f"/conversations/{there.pk}/?at={said.seq}"
    for reader in (there.mentor, there.pupil):
        body = api_of(reader).get(f"/api/v1/conversations/{there.pk}/messages/").json()
        assert [(row["seq"], row["hidden"], row["html"]) for row in body["results"]][-1] == (said.seq, True, "")
        assert api_of(reader).post(f"/api/v1/messages/{said.pk}/hide/", {"reason": "không"}).status_code == 403
    assert api_of(there.adviser).post(f"/api/v1/messages/{said.pk}/hide/", {"reason": "lại"}).status_code == 409


def test_the_queue_asks_as_often_for_twenty_as_for_one(there: Talk):
    counts = []
    for more in (1, 19):
        for _ in range(more):
            Message.objects.create(
                conversation=there.conversation,
                author=there.mentor,
                author_side="outside",
                client_id=uuid4(),
                body="Số 0912",
                state="held",
                written_at=there.conversation.opened_at,
                findings=[["phone", 3, 7]],
                hold_reasons=["found"],
            )
        for ask in (
            lambda: client_of(there.adviser).get(QUEUE),
            lambda: api_of(there.adviser).get("/api/v1/held-messages/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert ask().status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_the_home_of_an_adviser_says_how_much_waits(there: Talk):
    for number in range(2):
        say(there.pk, there.mentor, f"Tin {number}")

    page = client_of(there.adviser).get("/home/").content.decode()

    assert "2 tin chờ thầy cô xem" in page
    assert "Tin 0" not in page
    assert "tin chờ thầy cô xem" not in client_of(there.mentor).get("/home/").content.decode().lower()


def test_a_team_s_words_wait_there_too(there: Talk):
    idea = there.engagement.proposal.idea
    team = conversations.open_about(kind="team", subject=idea.pk, by=there.pupil)
    say(team.pk, there.pupil, "Số em 0912 345 678")

    rows = api_of(there.adviser).get("/api/v1/held-messages/").json()["results"]

    assert [(row["title"], row["side"], row["reasons"], row["why"]) for row in rows] == [
        (idea.title, "pupil", ["found"], ["số điện thoại"])
    ]
    assert rows[0]["parts"][1] == {"found": "số điện thoại", "text": "0912 345 678"}
