"""Journey 4: a club goes to see a workshop: found, booked, agreed to by head and host, prepared, asked of guardians."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from people import working_days
from people.enums import ClearanceCheck, ConsentPurpose, OrganisationKind
from people.models import Clearance, PhoneCheck
from tests import make
from tests.visits import given
from visits.enums import VisitState
from visits.models import Busy, Certificate, Mark, Slot, Visit
from visits.services import visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PUPILS = ("Nguyễn Minh Anh", "Lê Hoàng Bảo Châu", "Phạm Gia Khôi")
REFUSED = PUPILS[2]
PHONES = ("0900000301", "0900000302", "0900000303")
TITLE = "Chuyền may nhìn từ bàn cắt"
PURPOSE = "Các em đo xem một bộ áo bỏ đi bao nhiêu vải vụn."
PLAN = "Xe 16 chỗ đón ở cổng trường lúc 7 giờ 30, về lúc 11 giờ."
TEXTS = {
    "assembly_point": "Sân trước nhà điều hành",
    "no_go": "Kho hóa chất",
    "hospital": "Trạm y tế phường, năm phút xe",
    "photos": "Chỉ chụp ở phòng mẫu",
}


@pytest.fixture
def outbox(settings, tmp_path) -> Path:
    cache.clear()
    settings.SENT_PATH = tmp_path / "sent"
    return settings.SENT_PATH


@pytest.fixture
def people():
    """A club of three whose guardians agree to visits as such, a host seen in person, a teacher of another school."""
    home = make.school(name="Trường THPT Thái Phiên")
    teacher = make.adult(home, make.Role.ADVISER, full_name="Phạm Quang Huy")
    colleague = make.adult(home, make.Role.TEACHER, full_name="Lê Thị Mai")
    head = make.adult(home, make.Role.SCHOOL_ADMIN, full_name="Vũ Đức Thành")
    club = make.club(home, by=teacher, name="Hóa học xanh")
    consents = (ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)
    pupils = [make.pupil(home, consents=consents, full_name=name) for name in PUPILS]
    for number, pupil in enumerate(pupils):
        make.join(club, pupil)
        _gives_number(pupil, PHONES[number])
    company = make.organisation(OrganisationKind.ENTERPRISE, name="Công ty May Đường Kim")
    host = make.clear(make.adult(company, make.Role.REPRESENTATIVE, full_name="Đỗ Thị Phương Lan"))
    Clearance.objects.filter(user=host, check_kind=ClearanceCheck.IDENTITY).update(seen_in_person=True)
    offer = given.offer(host, title=TITLE, sector="garment", party_min=1)
    slot = given.slot(offer, days=_working_days(20), seats=3)
    given.slot(offer, days=_working_days(30), seats=3)
    late = make.adult(make.school(name="Trường THPT Ngô Quyền"), make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "pupil"})


def _gives_number(pupil, phone):
    guardian = pupil.guardianships.get().guardian
    guardian.phone = phone
    guardian.save()
    PhoneCheck.objects.filter(guardian=guardian).update(phone=phone)


def _working_days(ahead: int) -> int:
    """So many days until a working day at least `ahead` from today."""
    today = given.clock.today()
    days = (n for n in range(ahead, ahead + 20) if working_days.is_working_day(today + dt.timedelta(days=n)))
    return next(days)


def test_a_club_goes_to_see_a_workshop(visit, people, outbox):
    teacher = visit("teacher")
    teacher.come_in(people.teacher)
    _finds_and_books(teacher, people.slot)
    page = reverse("visit_detail", args=[Visit.objects.get().pk])

    _comes_too_late(visit("another school's teacher"), people)
    _approves(visit("head of school"), people.head, page)
    host = visit("host")
    _signs_and_accepts(host, people.host, page)
    assert Visit.objects.get(school=people.home).state == VisitState.PREPARING

    _prepares(teacher, people, page)
    _chooses_the_club(teacher, people)
    for number, pupil in enumerate(people.pupils):
        answer = "Tôi không đồng ý" if pupil.full_name == REFUSED else "Tôi đồng ý"
        _answers(visit(f"guardian {number}"), outbox, PHONES[number], answer)

    _confirms(teacher, page)
    _talks(teacher, host, page)
    pupil = visit("pupil")
    _reads(pupil, people.pupils[0], page)
    for person in (teacher, host, pupil):
        _finds_it_in_the_calendar(person)

    _begins_in(dt.timedelta(minutes=30))
    _counts_heads(teacher, page)
    _receives(host, page)
    _begins_in(-dt.timedelta(hours=4))
    visits.hold_past()
    _tells(pupil)
    _certifies(teacher, page)
    _holds_a_certificate(pupil)


def _finds_and_books(teacher, slot):
    teacher.open(reverse("open_slot_list"))
    teacher.press(TITLE, within="main")
    teacher.sees("Công ty May Đường Kim")
    teacher.press("Đặt lịch", within="main")
    teacher.fill({"Số học sinh": "3", "Câu lạc bộ": "Hóa học xanh", "Mục đích chuyến đi": PURPOSE})
    teacher.press("Đặt lịch", within="main form")
    teacher.sees("Đã giữ chỗ", "Trường mình có chỗ ở khung giờ này")
    assert Slot.objects.get(pk=slot.pk).seats_taken == 3


def _comes_too_late(other, people):
    """Without wanting to wait: what else is free. With waiting: a place in the line."""
    other.come_in(people.late)
    other.open(reverse("open_slot_book", args=[people.slot.pk]))
    other.fill({"Số học sinh": "3", "Mục đích chuyến đi": PURPOSE})
    waits = other.main.get_by_role("checkbox", name=re.compile("danh sách chờ"))
    waits.uncheck()
    with other.page.expect_navigation(wait_until="load"):
        other.control("Đặt lịch", "main form").click()
    assert [line for line in other.problems if "409" not in line] == []
    other.problems.clear()
    other.look()
    other.sees("Khung giờ này không còn đủ chỗ cho đoàn mình", TITLE)
    waits.check()
    other.press("Đặt lịch", within="main form")
    other.sees("Đoàn mình đứng thứ 1 trong danh sách chờ")


def _approves(head, person, page):
    head.come_in(person)
    head.open(page)
    head.sees("Thầy cô xem rồi duyệt chuyến đi", PURPOSE)
    head.press("Duyệt chuyến đi", within="#decide")
    head.sees("Đã duyệt")


def _signs_and_accepts(host, person, page):
    host.come_in(person)
    host.open(page)
    host.sees("Cần phiếu an toàn")
    host.press("Ký phiếu an toàn", within="#decide")
    host.fill({"Ai dẫn đoàn": "Chị Bùi Thị Nhàn"})
    for name, text in TEXTS.items():
        host.main.locator(f"#id_{name}").fill(text)
    for question in host.main.locator("input[type=radio][value=yes]").all():
        question.check()
    host.press("Tôi xác nhận và ký", within="main")
    host.open(page)
    host.press("Nhận lời", within="#decide")
    host.sees("Đã nhận lời")
    host.sees_not(*PUPILS)


def _prepares(teacher, people, page):
    """Travel, staff, contact: each short form leads to the next."""
    teacher.open(page)
    teacher.press("Điền tiếp", within="main")
    teacher.fill({"Đi bằng gì": "Xe thuê", "Kế hoạch đi lại": PLAN})
    teacher.press("Lưu và đi tiếp", within="main")
    for person in (people.teacher, people.colleague):
        teacher.tick(person.full_name)
    teacher.press("Lưu và đi tiếp", within="main")
    teacher.fill({"Người trực điện thoại": "Cô Lê Thị Trực", "Số điện thoại": "0900 000 111"})
    teacher.press("Lưu và đi tiếp", within="main")


def _chooses_the_club(teacher, people):
    teacher.press("Thêm học sinh", within="main")
    teacher.fill({"Câu lạc bộ": "Hóa học xanh"})
    teacher.press("Tìm", within="main")
    for name in PUPILS:
        teacher.tick(name)
    teacher.press("Thêm các em đã đánh dấu", within="main")
    teacher.sees(*PUPILS, "Chờ phụ huynh trả lời: 3")


def _answers(guardian, outbox, phone, answer):
    """By the link from the message: the code opens the page, a yes is confirmed with another."""
    message = next(text for text in _messages(outbox) if phone in text)
    guardian.open(re.search(r"/g/[\w-]+/", message)[0])
    guardian.press("Gửi mã cho tôi", within="main")
    _enters(guardian, outbox, "Vào trang")
    guardian.press("Đọc và trả lời", within="main")
    guardian.sees(PLAN)
    guardian.tick(answer)
    guardian.press("Gửi câu trả lời", within="main")
    if answer == "Tôi đồng ý":
        _enters(guardian, outbox, "Xác nhận câu trả lời")


def _enters(guardian, outbox, button):
    newest = _messages(outbox)[0]
    guardian.fill({"Mã 6 số": re.search(r"\b\d{6}\b", newest.partition("\n")[2])[0]})
    guardian.press(button, within="main")


def _messages(outbox):
    """The newest first."""
    files = sorted(outbox.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [file.read_text("utf-8") for file in files]


def _confirms(teacher, page):
    teacher.open(page)
    teacher.press("Chốt chuyến đi", within="main", confirm=True)
    teacher.sees("Đã chốt", PLAN, PURPOSE, "Cô Lê Thị Trực")
    going = Visit.objects.get(state=VisitState.CONFIRMED)
    assert going.party == 2
    assert {row.pupil.full_name for row in going.attendees.filter(left_off_at=None)} == set(PUPILS) - {REFUSED}


def _talks(teacher, host, page):
    """The two adults, from the visit's page; the host finds the same conversation there."""
    teacher.press("Trò chuyện", within="main")
    teacher.page.get_by_role("textbox", name="Tin nhắn").fill("Chào chị, đoàn có hai em và hai thầy cô.")
    teacher.page.get_by_role("button", name="Gửi", exact=True).click()
    expect(teacher.main).to_contain_text("đoàn có hai em")
    host.open(page)
    host.press("Trò chuyện", within="main")
    host.sees("đoàn có hai em")


def _reads(pupil, person, page):
    pupil.come_in(person)
    pupil.open(page)
    pupil.sees("Em chuẩn bị nhé")
    pupil.sees_not(*PUPILS[1:])


def _finds_it_in_the_calendar(person):
    person.open(reverse("calendar"))
    entry = person.main.get_by_role("link", name=re.compile("^(Tham quan Công ty May|Đón đoàn Trường THPT Thái)"))
    expect(entry).to_have_count(1)


def _begins_in(span):
    """The day of the visit comes, or has been: by a slot that is moved, since the clock is the browser's, too."""
    times = {"starts_at": given.clock.now() + span, "ends_at": given.clock.now() + span + dt.timedelta(hours=2)}
    going = Visit.objects.get(state=VisitState.CONFIRMED)
    Slot.objects.filter(pk=going.slot_id).update(**times)
    Busy.objects.filter(visit=going).update(**times)


def _counts_heads(teacher, page):
    teacher.open(page)
    teacher.press("Mở trang ngày đi", within="main")
    for name in PUPILS[:2]:
        line = teacher.main.locator(".nc-day-line").filter(has_text=name)
        line.get_by_role("button", name="Có mặt").click()
        expect(line.locator("[data-said]")).to_have_text("Có mặt")
    teacher.fill({"Đếm được bao nhiêu em": "2"})
    teacher.main.get_by_role("button", name="Ghi số đếm").click()
    teacher.sees("Đủ 2 em.")
    expect(teacher.main.locator("[data-net]")).to_be_hidden()
    teacher.look(again=True)
    assert Mark.objects.count() == 2


def _receives(host, page):
    host.open(page)
    host.press("Đón đoàn", within="main")
    host.press("Đoàn đã đến", within="main")
    host.sees_not(*PUPILS)


def _tells(pupil):
    """From home: what waits for the pupil leads there."""
    pupil.open(reverse("home"))
    pupil.press("Công ty May Đường Kim", within="main")
    answers = ("Em thấy bàn cắt dài mười mét.", "Vải vụn được gom riêng.", "Em muốn cân vải vụn ở lớp.")
    for name, answer in zip(("seen", "surprised", "onward"), answers, strict=True):
        pupil.main.locator(f"#id_{name}").fill(answer)
    pupil.press("Gửi thầy cô", within="main")
    pupil.sees(*answers)


def _certifies(teacher, page):
    teacher.open(page)
    teacher.press("Sau chuyến đi", within="main")
    teacher.sees("Em thấy bàn cắt dài mười mét.")
    teacher.press("Cấp cho 2 em đã đi", within="main")
    assert Certificate.objects.count() == 2


def _holds_a_certificate(pupil):
    pupil.open(reverse("certificate_list"))
    pupil.press("Công ty May Đường Kim", within="main")
    pupil.sees(PUPILS[0], "Công ty May Đường Kim")
