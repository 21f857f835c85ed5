"""An adviser decides on what waits, with the keyboard; a pupil finds a message again."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from messaging.models import Message
from messaging.services import conversations, messages
from people.models import User
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def _say(talk: int, by: User, body: str) -> Message:
    return messages.send(conversation=talk, draft=messages.Draft(client_id=uuid4(), body=body), by=by)


@pytest.fixture
def talk():
    engagement = make.engagement()
    pupil = engagement.proposal.idea.team.get().pupil
    row = conversations.open_about(kind="engagement", subject=engagement.pk, by=pupil)
    _say(row.pk, pupil, "Nhóm em đo được độ đục rồi ạ")
    for number in range(3):
        _say(row.pk, pupil, f"Tin {number}: số của em là 0912 345 678")
    return engagement


def test_an_adviser_decides_with_the_keyboard(visit, talk):
    adviser = visit("the adviser")
    adviser.come_in(talk.proposal.idea.club.adviser)
    adviser.open("/home/")
    adviser.sees("3 tin chờ thầy cô xem")
    adviser.open("/conversations/review/")
    adviser.sees("số điện thoại", "Nhóm em đo được độ đục rồi ạ")
    first, second, third = Message.objects.filter(state="held").order_by("pk")
    keys = adviser.page.keyboard

    keys.press("j")
    expect(adviser.page.locator(f"#waiting-{first.pk}")).to_be_focused()
    keys.press("e")
    box = adviser.page.locator(f"#id_{first.pk}_body")
    expect(box).to_be_focused()
    adviser.look(again=True)
    box.fill("Em gặp mọi người ở trường nhé")
    adviser.page.locator(f"#waiting-{first.pk}").get_by_role("button", name="Gửi bản đã sửa").click()

    expect(adviser.page.locator(f"#waiting-{second.pk}")).to_be_focused()
    expect(adviser.page.locator("#messages")).to_contain_text("Đã gửi bản sửa.")
    keys.press("k")
    keys.press("a")
    expect(adviser.page.locator(f"#waiting-{third.pk}")).to_be_focused()
    keys.press("b")
    adviser.tick("Ở đây mình không trao số điện thoại")
    adviser.look(again=True)
    adviser.page.get_by_role("button", name="Không gửi, báo lý do").click()
    adviser.sees("Không có tin nào chờ")
    adviser.look(again=True)

    states = [(row.state, row.body) for row in Message.objects.filter(pk__in=[first.pk, second.pk, third.pk])]
    assert sorted(states) == [
        ("blocked", "Tin 2: số của em là 0912 345 678"),
        ("delivered", "Em gặp mọi người ở trường nhé"),
        ("delivered", "Tin 1: số của em là 0912 345 678"),
    ]
    assert Message.objects.get(pk=third.pk).review_reason.startswith("Ở đây mình không trao số điện thoại")


def test_a_pupil_finds_words_and_an_adviser_hides_them(visit, talk):
    pupil = visit("a pupil")
    pupil.come_in(talk.proposal.idea.team.get().pupil)
    pupil.open("/conversations/search/?q=do+duc")
    pupil.sees("Nhóm em đo được")
    expect(pupil.main.locator("mark").first).to_have_text("đo")

    adviser = visit("the adviser")
    adviser.come_in(talk.proposal.idea.club.adviser)
    said = Message.objects.get(body="Nhóm em đo được độ đục rồi ạ")
    adviser.open(f"/conversations/messages/{said.pk}/hide/")
    adviser.sees("Nhóm em đo được độ đục rồi ạ")
