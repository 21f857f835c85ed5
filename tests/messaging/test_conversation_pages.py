"""The pages of conversations: who reads what, and that a form is enough to write."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from messaging.enums import MessageState
from messaging.models import Message, Reading
from messaging.services import conversations, reviews
from network.enums import EngagementStatus
from network.models import Engagement
from people.models import RecordRead, User
from tests import make
from tests.messaging.talk import Talk, known, say, talk


def page(client, user, pk, query=""):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("conversation_detail", args=[pk]) + query)


def listed(client, user):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("conversation_list"))


def sent(client, user, there: Talk, body: str, **facts: object):
    client.force_login(User.objects.get(pk=user.pk))
    form = {"client_id": str(uuid4()), "body": body} | facts
    return client.post(reverse("conversation_detail", args=[there.pk]), form)


def test_every_member_opens_it_and_a_stranger_does_not(there: Talk, client):
    for member in (there.pupil, there.adviser, there.mentor):
        assert page(client, member, there.pk).status_code == 200
    for stranger in (make.mentor(), make.adviser(), make.pupil(), make.adult(make.school(), make.Role.SCHOOL_ADMIN)):
        assert page(client, stranger, there.pk).status_code == 404
        assert listed(client, stranger).context["rows"] == []


def test_the_button_on_the_engagement_opens_it_the_first_time(morning, db, client):
    engagement = make.engagement()
    client.force_login(engagement.supporter)
    address = reverse("conversation_about", args=["engagement", engagement.pk])
    assert address in client.get(reverse("engagement_detail", args=[engagement.pk])).content.decode()

    first, again = (client.post(address).url for _ in range(2))

    assert first == again
    assert client.get(first).context["about"].url == reverse("engagement_detail", args=[engagement.pk])
    assert client.get(address).status_code == 405


def test_a_colleague_sees_the_engagement_without_the_button(there: Talk, client):
    home = there.adviser.affiliations.get().organisation
    client.force_login(make.adult(home, make.Role.SCHOOL_ADMIN))

    text = client.get(reverse("engagement_detail", args=[there.engagement.pk])).content.decode()

    assert reverse("conversation_about", args=["engagement", there.engagement.pk]) not in text


def test_a_form_is_enough_to_write_and_a_second_click_sends_once(there: Talk, client):
    number = str(uuid4())
    for _ in range(2):
        answer = sent(client, there.pupil, there, "Em chào anh", client_id=number)
        assert answer.url == reverse("conversation_detail", args=[there.pk]) + "#composer"

    assert list(Message.objects.filter(author=there.pupil).values_list("body", flat=True)) == ["Em chào anh"]


@pytest.mark.parametrize("body", ["", " \n ", "dài " * 1100])
def test_what_is_refused_comes_back_as_it_was_typed(there: Talk, client, body: str):
    number = str(uuid4())
    answer = sent(client, there.pupil, there, body, client_id=number)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    text = answer.content.decode()
    assert number in text
    assert body.strip() in text


def test_words_that_met_a_pause_are_not_lost(there: Talk, client):
    there.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    answer = sent(client, there.pupil, there, "Câu em vừa viết")

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Câu em vừa viết" in text
    assert "Đang thiếu giáo viên phụ trách" in text
    assert "Em báo với nhà trường" in text


def test_a_closed_one_is_read_only(there: Talk, client):
    say(there.pk, there.pupil, "Chúng em cảm ơn ạ")
    Engagement.objects.filter(pk=there.engagement.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())

    answer = page(client, there.pupil, there.pk)

    assert "Chúng em cảm ơn ạ" in answer.content.decode()
    assert answer.context["why_not"] == "Cuộc trò chuyện đã khép lại, chỉ còn xem được."
    assert "data-composer" not in answer.content.decode()


def test_a_held_message_is_its_author_s_and_the_adviser_s_alone(there: Talk, client):
    say(there.pk, there.mentor, "Lời đầu của anh")

    assert "Lời đầu của anh" in page(client, there.mentor, there.pk).content.decode()
    assert "Lời đầu của anh" not in page(client, there.pupil, there.pk).content.decode()
    assert page(client, there.adviser, there.pk).context["held"] == 1
    assert [page(client, other, there.pk).context["held"] for other in (there.pupil, there.mentor)] == [0, 0]


def test_a_blocked_one_says_why_to_its_author(there: Talk, client):
    held = say(there.pk, there.mentor, "Kết bạn với anh nhé")
    reviews.block(message=held.pk, reason="Mình nói chuyện ở đây thôi anh nhé", by=there.adviser)

    assert "Mình nói chuyện ở đây thôi anh nhé" in page(client, there.mentor, there.pk).content.decode()
    assert "Kết bạn" not in page(client, there.pupil, there.pk).content.decode()


def test_of_a_hidden_one_the_words_are_gone(there: Talk, client):
    said = say(there.pk, there.pupil, "Câu không hay")
    reviews.hide(message=said.pk, reason="Mình nói nhẹ thôi nhé", by=there.adviser)
    say(there.pk, there.adviser, "Ta nói tiếp", reply_to=said.seq)

    text = page(client, there.mentor, there.pk).content.decode()
    assert "Câu không hay" not in text
    assert "Tin này đã được thầy cô ẩn." in text


def test_outside_adults_know_first_names_while_it_lives(there: Talk, client):
    given = there.pupil.given_name
    say(there.pk, there.pupil, "Em chào anh")
    assert [voice.name for voice in page(client, there.mentor, there.pk).context["others"]] == [
        there.adviser.full_name,
        given,
    ]

    Engagement.objects.filter(pk=there.engagement.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())
    assert [voice.name for voice in page(client, there.mentor, there.pk).context["others"]] == [
        there.adviser.full_name,
        "Học sinh",
    ]


def test_an_adult_who_opens_it_is_noted(there: Talk, client):
    page(client, there.mentor, there.pk)
    page(client, there.pupil, there.pk)

    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [
        (there.mentor.pk, there.pupil.pk, "conversation")
    ]


def test_opening_it_is_reading_it(there: Talk, client):
    say(there.pk, there.adviser, "Chào cả nhà")
    assert [row.unread for row in listed(client, there.pupil).context["rows"]] == [1]

    page(client, there.pupil, there.pk)

    assert Reading.objects.get(user=there.pupil).seq == 2
    assert [row.unread for row in listed(client, there.pupil).context["rows"]] == [0]


def test_whether_a_pupil_has_read_is_nothing_for_the_mentor(there: Talk, client):
    known(there)
    say(there.pk, there.mentor, "Mọi người đọc chưa?")
    for reader in (there.pupil, there.adviser):
        page(client, reader, there.pk)

    assert page(client, there.mentor, there.pk).context["seen_by"] == [there.adviser.full_name]


def test_the_list_begins_with_the_one_spoken_in_last(there: Talk, client):
    team = conversations.open_about(kind="team", subject=there.engagement.proposal.idea_id, by=there.pupil)
    say(there.pk, there.adviser, "Tin  sau\ncùng")

    rows = listed(client, there.pupil).context["rows"]

    assert [row.conversation.pk for row in rows] == [there.pk, team.pk]
    assert [row.excerpt for row in rows] == [
        "Tin sau cùng",
        "Cuộc trò chuyện bắt đầu. Giáo viên phụ trách luôn có mặt.",
    ]


def test_a_held_message_is_no_last_line_of_the_others(there: Talk, client):
    say(there.pk, there.mentor, "Lời đầu của anh")

    assert "Lời đầu của anh" not in listed(client, there.pupil).content.decode()


def test_older_messages_come_in_pieces_also_without_a_script(there: Talk, client):
    now = clock.now()
    rows = [
        Message(
            conversation=there.conversation, author=there.pupil, author_side="pupil", client_id=uuid4(),
            body=f"tin {seq}", seq=seq, written_at=now, delivered_at=now, state=MessageState.DELIVERED,
        )
        for seq in range(2, 121)
    ]  # fmt: skip
    Message.objects.bulk_create(rows)
    there.conversation.head_seq = 120
    there.conversation.save()

    newest = page(client, there.adviser, there.pk).context
    assert [line.facts["seq"] for line in newest["lines"]] == list(range(71, 121))
    older = page(client, there.adviser, there.pk, f"?before={newest['earlier']}").context
    assert [line.facts["seq"] for line in older["lines"]] == list(range(21, 71))


# --- What the script asks for ---


def asked(client, user, there: Talk, query: str):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("conversation_messages", args=[there.pk]) + query)


def test_the_script_gets_what_is_newer_and_what_changed(there: Talk, client):
    said = [say(there.pk, there.adviser, f"tin {number}") for number in range(3)]
    reviews.hide(message=said[0].pk, reason="Nhầm nhóm", by=there.adviser)

    found = asked(client, there.pupil, there, f"?after={said[1].seq}&change=0").json()

    assert [message["seq"] for message in found["messages"]] == [said[2].seq]
    assert [(message["seq"], message["hidden"]) for message in found["changes"]] == [(said[0].seq, True)]
    assert found["heads"] == [4, 1]


def test_the_script_is_refused_in_words(there: Talk, client):
    answer = asked(client, make.pupil(), there, "?after=0")
    assert (answer.status_code, answer.json()["t"]) == (404, "no")

    client.force_login(there.pupil)
    empty = client.post(reverse("conversation_messages", args=[there.pk]), {"client_id": str(uuid4()), "body": ""})
    assert (empty.status_code, empty.json()["why"]) == (422, "Tin nhắn đang trống. Viết vài chữ hoặc đính kèm một tệp.")


def test_where_no_socket_opens_a_message_is_posted(there: Talk, client):
    client.force_login(there.pupil)
    number = str(uuid4())
    address = reverse("conversation_messages", args=[there.pk])

    answers = [client.post(address, {"client_id": number, "body": "Em đây"}) for _ in range(2)]

    assert [(answer.status_code, answer.json()["t"], answer.json()["seq"]) for answer in answers] == [
        (201, "ack", 2)
    ] * 2


# --- How often the database is asked ---


def counted(client, user, address: str) -> int:
    client.force_login(User.objects.get(pk=user.pk))
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("who", "most"), [("pupil", 7), ("adviser", 7), ("mentor", 7)])
def test_the_list_asks_as_often_for_twenty_as_for_one(there: Talk, client, who: str, most: int):
    person, counts = getattr(there, who), []
    for more in (0, 19):
        for _ in range(more):
            idea = there.engagement.proposal.idea
            other = make.engagement(idea, make.offer(there.engagement.proposal.post.organisation, by=there.mentor))
            row = conversations.open_about(kind="engagement", subject=other.pk, by=there.mentor)
            say(row.pk, there.adviser, "Chào cả nhà")
        counts.append(counted(client, person, reverse("conversation_list")))

    assert counts == [most, most]


@pytest.mark.parametrize(("who", "most"), [("pupil", 12), ("adviser", 13), ("mentor", 13)])
def test_a_conversation_asks_as_often_for_fifty_messages_as_for_one(there: Talk, client, who: str, most: int):
    counts = []
    for more in (1, 15):
        for _ in range(more):
            first = say(there.pk, there.adviser, "Chào cả nhà")
            say(there.pk, there.pupil, "Em chào ạ", reply_to=first.seq)
        counts.append(counted(client, getattr(there, who), reverse("conversation_detail", args=[there.pk])))

    assert counts == [most, most]


def test_the_home_page_counts_what_is_unread(there: Talk, client):
    say(there.pk, there.adviser, "Chào cả nhà")
    client.force_login(there.pupil)

    answer = client.get(reverse("home"))

    panel = next(panel for panel in answer.context["home"].panels if panel.title == "Tin chưa đọc")
    assert panel.counts == {"conversation_list": 1}
    assert [entry.count for entry in answer.context["nav"] if entry.place == "conversation_list"] == [1]


def test_two_conversations_are_kept_apart(there: Talk, client, morning):
    other = talk()
    say(other.pk, other.pupil, "Chuyện của nhóm khác")

    assert "Chuyện của nhóm khác" not in page(client, there.pupil, there.pk).content.decode()
    assert [row.conversation.pk for row in listed(client, there.adviser).context["rows"]] == [there.pk]
