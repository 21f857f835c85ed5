"""A mentor and a pupil talk, their teacher watches: live, through a server that dies, past a message that waits."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from core import clock
from messaging import rules
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import conversations, reviews
from people.models import User
from tests import make
from tests.journeys.conftest import PATIENCE_MS, SCREENS
from tests.journeys.site import OwnProcess
from tests.journeys.visitor import Visitor
from tests.messaging.talk import say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
# About a second is what people get; a busy machine may take longer.
LIVE_MS = 10_000


@pytest.fixture
def by_day(monkeypatch):
    """Nobody's quiet hours, whenever this runs."""
    monkeypatch.setattr(rules, "QUIET_FROM", dt.time.max)
    monkeypatch.setattr(rules, "QUIET_UNTIL", dt.time.min)


@pytest.fixture
def talk(by_day):
    """A team of two with their mentor, whose first words were let through."""
    home = make.school(name="Trường THPT Lê Quý Đôn")
    teacher = make.adult(home, make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    pupils = [make.pupil(home, full_name=name) for name in ("Nguyễn Minh Anh", "Phạm Gia Bảo")]
    idea = make.idea(make.club(home, by=teacher), team=pupils, title="Bình lọc nước giếng nhiễm phèn")
    mentor = make.clear(make.adult(make.organisation(), make.Role.MENTOR, full_name="Lê Quốc Tuấn"))
    offer = make.offer(mentor.affiliations.get().organisation, by=mentor)
    engagement = make.engagement(idea, offer)
    row = conversations.open_about(kind="engagement", subject=engagement.pk, by=teacher)
    for number in range(rules.FIRST_WORDS):
        reviews.allow(message=say(row.pk, mentor, f"Lời chào thứ {number + 1}").pk, by=teacher)
    return SimpleNamespace(
        pk=row.pk, mentor=mentor, adviser=teacher, pupil=pupils[0], other=pupils[1], engagement=engagement
    )


def opens(visitor: Visitor, user: User, talk) -> Visitor:
    visitor.come_in(user)
    visitor.open(reverse("conversation_detail", args=[talk.pk]))
    expect(visitor.page.locator("[data-clip]")).to_be_visible()  # the script is there
    return visitor


def writes(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_role("textbox", name="Tin nhắn").fill(text)
    visitor.page.get_by_role("button", name="Gửi", exact=True).click()


def lines(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-lines] .nc-msg")


def hears(visitor: Visitor, text: str, within: int = LIVE_MS) -> None:
    expect(lines(visitor).filter(has_text=text)).to_have_count(1, timeout=within)


def test_they_talk_and_the_teacher_sees_it(visit, talk):
    mentor, pupil, adviser = (visit(who) for who in ("mentor", "pupil", "adviser"))
    pupil.come_in(talk.pupil)
    pupil.open(reverse("engagement_detail", args=[talk.engagement.pk]))
    pupil.press("Trò chuyện", within="main")
    opens(mentor, talk.mentor, talk)
    opens(adviser, talk.adviser, talk)

    writes(mentor, "Em đo **phèn** chưa?")
    for reader in (pupil, adviser):
        hears(reader, "Em đo phèn chưa?")
    expect(lines(pupil).filter(has_text="Em đo").locator("strong")).to_have_text("phèn")
    expect(pupil.page.locator("[data-announcer]")).to_have_text("Lê Quốc Tuấn: Em đo phèn chưa?")

    _answers(pupil, "Em đo")
    writes(pupil, "Dạ rồi ạ")
    hears(mentor, "Dạ rồi ạ")
    expect(lines(mentor).filter(has_text="Dạ rồi ạ").locator(".nc-msg-quote")).to_contain_text("Em đo phèn chưa?")

    _reacts(mentor, "Dạ rồi ạ", "cảm ơn")
    expect(lines(pupil).filter(has_text="Dạ rồi ạ").locator(".nc-msg-reaction")).to_contain_text("1", timeout=LIVE_MS)
    expect(pupil.page.locator(".nc-talk-seen")).to_contain_text("Lê Quốc Tuấn", timeout=LIVE_MS)

    pupil.page.get_by_role("textbox", name="Tin nhắn").press_sequentially("@Qu", delay=20)
    pupil.page.get_by_role("option", name=re.compile("Lê Quốc Tuấn")).click()
    expect(pupil.page.get_by_role("textbox", name="Tin nhắn")).to_have_value("@Lê Quốc Tuấn ")
    expect(adviser.page.locator("[data-now]")).to_contain_text("Anh đang viết", timeout=LIVE_MS)
    for visitor in (mentor, pupil, adviser):
        visitor.look(again=True)


def _answers(visitor: Visitor, text: str) -> None:
    line = lines(visitor).filter(has_text=text)
    line.hover()
    line.get_by_role("button", name="Trả lời hoặc bày tỏ").click()
    line.get_by_role("button", name="Trả lời", exact=True).click()


def _reacts(visitor: Visitor, text: str, name: str) -> None:
    line = lines(visitor).filter(has_text=text)
    line.hover()
    line.get_by_role("button", name="Trả lời hoặc bày tỏ").click()
    line.get_by_role("button", name=name, exact=True).click()


def test_what_waits_appears_when_the_adviser_lets_it_through(visit, talk):
    mentor = opens(visit("mentor"), talk.mentor, talk)
    pupil = opens(visit("pupil"), talk.pupil, talk)
    adviser = opens(visit("adviser"), talk.adviser, talk)

    writes(mentor, "Gọi số 0912 345 678 nhé")
    expect(lines(mentor).filter(has_text="0912")).to_contain_text("Thầy cô phụ trách xem trước", timeout=LIVE_MS)
    expect(adviser.page.locator("[data-held]")).to_contain_text("1 tin đang chờ", timeout=LIVE_MS)
    expect(lines(pupil).filter(has_text="0912")).to_have_count(0)
    mentor.look(again=True)

    held = Message.objects.get(state=MessageState.HELD)
    reviews.allow_edited(message=held.pk, body="Hẹn gặp ở trường nhé", by=talk.adviser)
    for visitor in (pupil, mentor, adviser):
        hears(visitor, "Hẹn gặp ở trường nhé")
    expect(lines(mentor).filter(has_text="0912")).to_have_count(0)
    expect(lines(pupil).filter(has_text="Hẹn gặp")).to_contain_text("đã được thầy cô sửa")


def test_a_pause_says_why_and_refuses(visit, talk):
    pupil = opens(visit("pupil"), talk.pupil, talk)
    talk.mentor.clearances.update(expires_on=clock.today() - dt.timedelta(days=1))

    frozen = pupil.page.locator("[data-frozen]")
    expect(frozen).to_contain_text("Thẩm định của người đồng hành", timeout=LIVE_MS)
    expect(frozen).to_contain_text("Người đồng hành đang bổ sung giấy tờ")
    expect(pupil.page.get_by_role("button", name="Gửi", exact=True)).to_be_disabled()
    pupil.page.reload()
    expect(pupil.page.locator(".nc-talk-closed")).to_contain_text("Đang tạm dừng")
    pupil.look(again=True)


def test_the_count_is_live_on_every_page_and_one_window_holds_the_socket(enter, talk):
    pupil = enter("pupil", "phone")
    pupil.come_in(talk.pupil)
    sockets: list[str] = []
    pupil.context.on("page", lambda page: page.on("websocket", lambda line: sockets.append(line.url)))
    first, second = (pupil.context.new_page() for _ in range(2))
    for page in (first, second):
        page.goto(pupil.site + reverse("club_list"))
    count = '.nc-bottom [data-place="conversation_list"] .nc-count'
    expect(first.locator(count)).to_contain_text("3", timeout=LIVE_MS)

    say(talk.pk, talk.adviser, "Chào cả nhà")

    for page in (first, second):
        expect(page.locator(count)).to_contain_text("4", timeout=LIVE_MS)
    assert len(sockets) == 1
    opens(pupil, talk.pupil, talk)
    for page in (first, second):
        expect(page.locator(count)).to_be_hidden(timeout=LIVE_MS)


def test_a_server_that_dies_loses_nothing(browser, talk, tmp_path):
    site = OwnProcess(tmp_path).start()
    people = []
    try:
        for who, user, screen in (("pupil", talk.pupil, "phone"), ("adviser", talk.adviser, "desktop")):
            context = browser.new_context(**SCREENS[screen], locale="vi-VN", reduced_motion="reduce")
            context.set_default_timeout(PATIENCE_MS)
            people.append(opens(Visitor(context, site.url, who), user, talk))
        pupil, adviser = people
        writes(pupil, "trước khi đứt")
        hears(adviser, "trước khi đứt")

        site.kill()
        for number in (1, 2, 3):
            writes(pupil, f"lúc đứt {number}")
        expect(pupil.page.locator("[data-state]")).not_to_be_empty(timeout=LIVE_MS)
        site.start()
        for reader in (pupil, adviser):
            for number in (1, 2, 3):
                hears(reader, f"lúc đứt {number}", 60_000)
        pupil.page.reload()
        hears(pupil, "lúc đứt 3")
    finally:
        for person in people:
            person.context.close()
        site.kill()

    said = Message.objects.filter(author=talk.pupil).order_by("seq").values_list("body", flat=True)
    assert list(said) == ["trước khi đứt", "lúc đứt 1", "lúc đứt 2", "lúc đứt 3"]


def test_what_was_written_offline_survives_a_reload_and_is_gone_after_log_out(enter, talk):
    pupil = opens(enter("pupil", "desktop"), talk.pupil, talk)
    pupil.page.route("**/messages/", lambda route: route.abort())
    pupil.page.evaluate(
        """c => localStorage.setItem(`nc:outbox:${document.documentElement.dataset.owner}:a-b`,
        JSON.stringify({client: crypto.randomUUID(), c, body: "viết lúc mất mạng", reply: null, files: [],
        at: Date.now()}))""",
        talk.pk,
    )
    pupil.page.reload()
    hears(pupil, "viết lúc mất mạng")
    expect(lines(pupil).filter(has_text="viết lúc mất mạng")).not_to_have_class(re.compile("waits"), timeout=LIVE_MS)
    assert Message.objects.filter(author=talk.pupil, body="viết lúc mất mạng").count() == 1

    pupil.page.evaluate("() => localStorage.setItem('nc:outbox:0:x', '1')")
    pupil.page.locator("details.nc-menu summary").last.click()
    pupil.page.get_by_role("button", name="Đăng xuất").click()
    pupil.page.wait_for_url(lambda address: "/conversations/" not in address)
    assert pupil.page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('nc:outbox:'))") == []
