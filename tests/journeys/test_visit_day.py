"""Journey: a teacher takes attendance on the way, loses the network, goes on, and everything arrives once."""

import re
from collections import Counter

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import make
from tests.journeys import looks
from tests.visits import given, given_day
from visits.models import HeadCount, Mark
from visits.selectors import day
from visits.services import day as services

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NAMES = ("Lê Đức Bình", "Bùi Thị Chi", "Vũ Văn Dũng", "Đỗ Thị Giang")
WAITING = "() => Object.keys(localStorage).filter(key => key.startsWith('nc:marks:'))"
# What is noted goes out; what the server knows is not asked for any more.
SENDS_ALONE = """() => {
  const real = window.fetch;
  window.fetch = (url, given) => given.method === "POST" ? real(url, given) : new Promise(() => {});
}"""
# The first thing sent is on its way until it is let through.
HELD = """() => {
  const real = window.fetch;
  const let_through = new Promise((resolve) => (window.letThrough = resolve));
  window.fetch = async (url, given) => {
    if (given.method === "POST") await let_through;
    return real(url, given);
  };
}"""
# The first thing sent gets no answer, as where a bar of signal carries nothing.
SILENT = """() => {
  const real = window.fetch;
  let posts = 0;
  const silence = (signal) => new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  window.fetch = (url, given) => (given.method === "POST" && !posts++ ? silence(given.signal) : real(url, given));
}"""
KEPT = "async () => (await caches.keys()).filter(name => name.startsWith('nc-day:'))"
# Without a network the browser itself says so in its console.
_NO_NETWORK = re.compile(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection")


@pytest.fixture
def trip():
    school = make.school(name="Trường THPT Ngô Quyền")
    teacher = make.adult(school, make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    return given_day.today(*NAMES, by=teacher)


@pytest.fixture
def teacher(enter, trip):
    visitor = enter("teacher", "phone")
    visitor.come_in(trip.organiser)
    visitor.open(reverse("visit_day", args=[trip.pk]))
    expect(visitor.main.locator("[data-kept]")).to_be_visible()
    return visitor


def row(visitor, name):
    return visitor.main.locator(".nc-day-line").filter(has_text=name)


def tap(visitor, name, kind):
    row(visitor, name).get_by_role("button", name=kind).click()
    expect(row(visitor, name).locator("[data-said]")).to_contain_text(kind)


def cut(visitor):
    visitor.context.set_offline(True)


def mend(visitor):
    visitor.context.set_offline(False)
    visitor.problems = [line for line in visitor.problems if not _NO_NETWORK.search(line)]
    expect(visitor.main.locator("[data-net]")).to_be_hidden()


def noted():
    return Counter(Mark.objects.values_list("attendee__pupil__full_name", "kind"))


def test_what_is_noted_without_a_network_arrives_once(teacher, trip):
    tap(teacher, NAMES[0], "Có mặt")
    expect(teacher.main.locator("[data-net]")).to_be_hidden()
    assert noted() == {(NAMES[0], "present"): 1}

    cut(teacher)
    teacher.page.reload()
    expect(row(teacher, NAMES[0]).locator("[data-said]")).to_have_text("Có mặt")
    tap(teacher, NAMES[1], "Có mặt")
    tap(teacher, NAMES[2], "Đến muộn")
    tap(teacher, NAMES[3], "Có mặt")
    tap(teacher, NAMES[3], "Vắng")
    teacher.fill({"Đếm được bao nhiêu em": "2"})
    teacher.main.get_by_role("button", name="Ghi số đếm").click()
    teacher.sees("Thiếu 1 em so với số đang ghi có mặt", "Đang chờ mạng, 5 dấu chưa gửi.")
    expect(teacher.main.locator("[data-to-call]")).to_have_text(", ".join(NAMES[:3]))
    assert looks.problems(teacher.page) == []

    # Still there after a reload, and nothing has reached the server.
    teacher.page.reload()
    expect(row(teacher, NAMES[3]).locator("[data-said]")).to_contain_text("Vắng · chờ gửi")
    teacher.sees("Đang chờ mạng, 5 dấu chưa gửi.")
    assert (noted().total(), HeadCount.objects.count()) == (1, 0)

    mend(teacher)
    assert noted() == {
        (NAMES[0], "present"): 1,
        (NAMES[1], "present"): 1,
        (NAMES[2], "late"): 1,
        (NAMES[3], "present"): 1,
        (NAMES[3], "absent"): 1,
    }
    assert list(HeadCount.objects.values_list("counted", "expected")) == [(2, 3)]
    teacher.page.reload()
    expect(row(teacher, NAMES[3]).locator("[data-said]")).to_have_text("Vắng")
    teacher.look(again=True)
    assert noted().total() == 5


def test_what_was_sent_is_still_seen_where_the_kept_page_is_older(teacher, trip):
    """The network goes before the page has asked what the server knows by now."""
    teacher.page.evaluate(SENDS_ALONE)
    tap(teacher, NAMES[0], "Có mặt")
    teacher.fill({"Đếm được bao nhiêu em": "1"})
    teacher.main.get_by_role("button", name="Ghi số đếm").click()
    expect(teacher.main.locator("[data-net]")).to_be_hidden()
    assert (noted(), HeadCount.objects.count()) == ({(NAMES[0], "present"): 1}, 1)

    cut(teacher)
    teacher.page.reload()
    expect(row(teacher, NAMES[0]).locator("[data-said]")).to_have_text("Có mặt")
    expect(teacher.main.locator("[data-figure=here]")).to_have_text("1")
    expect(teacher.main.locator("[data-counts] li")).to_have_count(1)
    teacher.sees("Đủ 1 em.")

    # Nothing is sent twice, and what another teacher says later is believed.
    mend(teacher)
    assert noted().total() == 1
    services.take(visit=trip, marks=[given_day.mark(given_day.rows(trip)[0], "absent")], by=trip.organiser)
    teacher.page.reload()
    expect(row(teacher, NAMES[0]).locator("[data-said]")).to_have_text("Vắng")
    expect(teacher.main.locator("[data-counts] li")).to_have_count(1)
    teacher.page.wait_for_function(f"() => !({WAITING})().length")


def test_what_is_noted_while_another_is_on_its_way_follows_at_once(teacher, trip):
    teacher.page.evaluate(HELD)
    tap(teacher, NAMES[0], "Có mặt")
    tap(teacher, NAMES[1], "Đến muộn")
    teacher.sees("Đang gửi 2 dấu")
    teacher.page.evaluate("() => window.letThrough()")
    expect(teacher.main.locator("[data-net]")).to_be_hidden()
    assert noted() == {(NAMES[0], "present"): 1, (NAMES[1], "late"): 1}


def test_what_gets_no_answer_is_given_up_and_sent_again(teacher, trip):
    teacher.page.clock.install()
    teacher.page.reload()
    teacher.page.evaluate(SILENT)
    tap(teacher, NAMES[0], "Có mặt")
    teacher.sees("Đang gửi 1 dấu")
    teacher.page.clock.fast_forward("00:31")
    teacher.sees("Đang chờ mạng, 1 dấu chưa gửi.")
    teacher.page.clock.fast_forward("00:16")
    expect(teacher.main.locator("[data-net]")).to_be_hidden()
    assert noted() == {(NAMES[0], "present"): 1}


def test_a_code_scanned_without_a_network_marks_the_pupil(teacher, trip):
    second = given_day.rows(trip)[1]
    cut(teacher)
    teacher.page.goto(teacher.site + reverse("visit_check_in", args=[trip.pk, day.code_of(second)]))
    expect(row(teacher, NAMES[1]).locator("[data-said]")).to_contain_text("Có mặt · chờ gửi")
    mend(teacher)
    assert noted() == {(NAMES[1], "present"): 1}


def test_nothing_stays_on_the_phone_after_the_log_out(teacher, trip):
    assert len(teacher.page.evaluate(KEPT)) == 1
    address = teacher.page.url
    teacher.page.locator(".nc-top details.nc-menu summary").last.click()
    teacher.press("Đăng xuất")
    teacher.page.wait_for_function(f"async () => !(await ({KEPT})()).length")
    cut(teacher)
    with pytest.raises(Exception, match="ERR_"):
        teacher.page.goto(address)
    teacher.problems.clear()


def test_nothing_stays_for_whoever_logs_in_next(teacher, trip):
    assert len(teacher.page.evaluate(KEPT)) == 1
    colleague = given.teacher(trip.school)
    teacher.come_in(colleague)
    teacher.open("/")
    teacher.page.wait_for_function(f"async () => !(await ({KEPT})()).length")


def test_what_the_server_refuses_is_shown_with_why(teacher, trip):
    gone = given_day.rows(trip)[0]
    cut(teacher)
    tap(teacher, NAMES[0], "Có mặt")
    gone.left_off_at = gone.added_at
    gone.save()
    mend(teacher)
    teacher.sees("Chưa ghi được: Lê Đức Bình – Có mặt. Em này không còn trong danh sách của chuyến đi.")
    teacher.main.get_by_role("button", name="Đã biết, bỏ dấu này").click()
    teacher.sees_not("Chưa ghi được")
    assert not Mark.objects.exists()
