"""Journey 6: a guardian opens the link from a message, answers each purpose, sees who is in contact, and stops it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from people.enums import ConsentPurpose
from people.models import Consent, Refusal
from people.selectors import gates
from people.services import read_log
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ACCOUNT = ConsentPurpose.ACCOUNT


@pytest.fixture
def outbox(settings, tmp_path) -> Path:
    cache.clear()
    settings.SENT_PATH = tmp_path / "sent"
    return settings.SENT_PATH


@pytest.fixture
def people():
    """A team of two with a mentor; of one pupil the guardian has not been asked yet."""
    home = make.school(name="Trường THCS Ngô Quyền")
    teacher = make.adult(home, make.Role.ADVISER, full_name="Trần Thị Thu Hà")
    admin = make.adult(home, make.Role.SCHOOL_ADMIN, full_name="Phạm Văn Hiệu")
    pupil = make.pupil(home, consents=(), full_name="Nguyễn Minh Anh")
    pupil.guardianships.all().delete()
    company = make.organisation(name="Công ty Cổ phần Bao bì Tràng Cát")
    idea = make.idea(make.club(home, by=teacher), team=[pupil])
    running = make.engagement(idea, make.offer(company))
    read_log.record(reader=running.supporter, pupils=[pupil.pk], what="engagement")
    return SimpleNamespace(school=home, teacher=teacher, admin=admin, pupil=pupil, mentor=running.supporter)


def test_a_guardian_agrees_looks_and_stops(visit, people, outbox):
    teacher = visit("teacher")
    teacher.come_in(people.teacher)
    _adds_the_grandmother(teacher, people.pupil)
    _confirms_the_number(visit("admin"), people)
    _sends_to_the_class(teacher, people.school)
    address = re.search(r"/g/[\w-]+/", _newest(outbox))[0]

    guardian = visit("guardian")
    guardian.open(address)
    _answers(guardian, outbox)
    assert list(gates.active_pupils()) == [people.pupil]
    assert list(Consent.objects.values_list("purpose", flat=True).order_by("purpose")) == ["account", "mentoring_chat"]
    assert list(Refusal.objects.values_list("purpose", flat=True)) == ["media"]

    _looks(guardian, people)
    _stops(guardian)
    assert gates.pupils_without_consent([people.pupil.pk], ACCOUNT) == {people.pupil.pk}

    _comes_back_with_a_code(guardian, address, outbox)
    _prints(teacher, people.school)


def _newest(outbox: Path) -> str:
    return max(outbox.iterdir()).read_text("utf-8")


def _code(outbox: Path) -> str:
    return re.search(r"\b\d{6}\b", _newest(outbox).partition("\n")[2])[0]


def _adds_the_grandmother(teacher, pupil):
    teacher.open(reverse("consent_board"))
    teacher.press("10A1", within="main")
    teacher.sees("chưa có số điện thoại được xác nhận")
    teacher.press(pupil.full_name, within="main")
    teacher.press("Thêm phụ huynh", within="main")
    teacher.fill({"Họ tên phụ huynh": "Vũ Thị Nhung", "Là gì của em": "Ông bà", "Số điện thoại": "0912 345 678"})
    teacher.press("Lưu", within="main")
    teacher.sees("Vũ Thị Nhung", "0912345678", "chờ một thầy cô khác xác nhận")


def _confirms_the_number(admin, people):
    admin.come_in(people.admin)
    admin.open(reverse("consent_phones", args=[people.school.pk]))
    admin.tick("Vũ Thị Nhung")
    admin.press("Xác nhận các số đã chọn", within="main")
    admin.sees("Không có số nào đang chờ")


def _sends_to_the_class(teacher, school):
    teacher.open(reverse("consent_class", args=[school.pk]) + "?name=10A1")
    teacher.press("Gửi 1 tin", within="main")
    teacher.sees("Đã gửi 1 tin", "1 người đã nhận tin hôm nay")


def _answers(guardian, outbox):
    guardian.sees("Trường THCS Ngô Quyền hỏi về cháu có tên bắt đầu bằng chữ A.", "Nếu không đồng ý:")
    guardian.sees_not("Minh Anh")
    expect(guardian.main.locator("input:checked")).to_have_count(0)
    for purpose, answer in (("Cho cháu có tài khoản", "Tôi đồng ý"), ("trao đổi với người đồng hành", "Tôi đồng ý")):
        guardian.tick(answer, within=_question(guardian, purpose))
    guardian.tick("Tôi không đồng ý", within=_question(guardian, "Cho chụp ảnh, quay phim cháu"))
    guardian.press("Nhận mã để xác nhận", within="main")
    guardian.sees("091••••678", "Câu trả lời sẽ được ghi")
    assert not Consent.objects.exists()
    guardian.fill({"Mã 6 số": "12 34"})
    guardian.press("Xác nhận câu trả lời", within="main")
    guardian.sees("Mã chưa đúng hoặc đã hết hạn", "Câu trả lời sẽ được ghi")
    guardian.fill({"Mã 6 số": _code(outbox)})
    guardian.press("Xác nhận câu trả lời", within="main")


def _question(guardian, title):
    return guardian.main.locator("fieldset").filter(has_text=title)


def _looks(guardian, people):
    guardian.sees("Chào Vũ Thị Nhung", "Câu trả lời đã được ghi lại", "Nguyễn Minh Anh", "lớp 10A1")
    guardian.sees(people.mentor.full_name, "Công ty Cổ phần Bao bì Tràng Cát", "ở trang đồng hành của nhóm")
    guardian.sees("Không đồng ý, đang dừng", "Chưa trả lời, nghĩa là chưa đồng ý")


def _stops(guardian):
    guardian.press("Dừng ngay: Cho cháu có tài khoản (Anh)", within="main")
    guardian.sees("Đã dừng. Việc này có hiệu lực ngay từ bây giờ.")
    guardian.press("Đóng trang", within="main")
    guardian.sees("Gửi mã cho tôi")
    guardian.sees_not("Minh Anh")


def _comes_back_with_a_code(guardian, address, outbox):
    guardian.open(address)
    guardian.sees_not("Minh Anh")
    guardian.press("Gửi mã cho tôi", within="main")
    guardian.fill({"Mã 6 số": _code(outbox)})
    guardian.press("Vào trang", within="main")
    guardian.sees("Nguyễn Minh Anh", "Không đồng ý, đang dừng")


def _prints(teacher, school):
    teacher.open(reverse("consent_class", args=[school.pk]) + "?name=10A1")
    teacher.press("In phiếu cả lớp", within="main")
    teacher.sees("Phiếu hỏi ý kiến gia đình", "Vũ Thị Nhung", "Quét mã để trả lời trên điện thoại")
