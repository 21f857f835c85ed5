"""Journey 3: an alumnus is invited by the old school, comes in, is confirmed, and offers time once cleared."""

import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from network.enums import PostStatus
from network.models import Offer, Review
from people.enums import ClaimState, Role
from people.models import AlumnusClaim, User
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PERSON = {
    "Họ và tên": "Bùi Ngọc Khánh",
    "Ngày sinh": "1990-04-01",
    "Anh chị ra trường năm nào?": "2008",
}
PASSWORD = "mot-mat-khau-dai-42"
EMAIL = "khanh@vi-du.vn"
OFFER = {
    "Anh chị muốn giúp theo cách nào?": "Cố vấn",
    "Tóm tắt trong một câu": "Kỹ sư phần mềm cùng các em làm thử",
    "Anh chị giúp được gì?": "Tôi làm phần mềm mười năm. Tôi giúp các em làm mẫu thử, hỏi người dùng rồi sửa lại.",
    "Số giờ mỗi tháng": "4",
}


@pytest.fixture
def people():
    home = make.school(name="Trường THPT Lê Quý Đôn")
    admin = make.adult(home, Role.SCHOOL_ADMIN, full_name="Vũ Đức Thành")
    pupil = make.pupil(home)
    make.season()
    return SimpleNamespace(school=home, admin=admin, officer=make.officer(), pupil=pupil)


def test_an_alumnus_joins_and_offers_time(visit, people):
    school = visit("the school's management")
    school.come_in(people.admin)
    link = _invites(school, people.school)

    alumnus = visit("alumnus")
    _accepts(alumnus, link)
    alumnus.sees("chờ nhà trường xác nhận", "Trường THPT Lê Quý Đôn")

    _confirms(school, people.school)
    _writes_an_offer(alumnus)

    officer = visit("officer")
    officer.come_in(people.officer)
    _lets_it_in(officer)

    offer = Offer.objects.get()
    pupil = visit("pupil")
    pupil.come_in(people.pupil)
    pupil.open(reverse("offer_list"))
    pupil.sees_not(offer.title)
    # The checks themselves are made elsewhere.
    make.clear(User.objects.get(email=EMAIL))
    pupil.open(reverse("offer_list"))
    pupil.sees(offer.title)
    alumnus.open(reverse("home"))
    alumnus.sees(offer.title)


def _invites(school, home):
    school.open(reverse("organisation_mine"))
    school.press("Người và lời mời", within="main")
    school.press("Mời người mới", within="main")
    school.fill({"Mời làm": "Cựu học sinh"})
    school.press("Tạo lời mời", within="main")
    shown = school.page.locator("#invitation-link")
    expect(shown).to_contain_text("/join/")
    return shown.inner_text()


def _accepts(alumnus, link):
    alumnus.open(link.removeprefix(alumnus.site))
    alumnus.sees("Trường THPT Lê Quý Đôn", "Vũ Đức Thành", "cựu học sinh")
    alumnus.fill({**PERSON, "E-mail": EMAIL})
    alumnus.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    alumnus.page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    alumnus.press("Tiếp tục", within="main")
    letter = mail.outbox[-1]
    assert letter.to == [EMAIL]
    alumnus.fill({"Mã xác nhận": re.search(r"^\s*([A-Z0-9-]{6,})\s*$", letter.body, re.MULTILINE)[1]})
    alumnus.press("Xác nhận", within="main")


def _confirms(school, home):
    school.open(reverse("home"))
    school.sees("Cựu học sinh chờ xác nhận", "Bùi Ngọc Khánh")
    school.press("Bùi Ngọc Khánh", within="main")
    school.press("Xác nhận", within="main")
    assert AlumnusClaim.objects.get().state == ClaimState.CONFIRMED
    school.sees("ra trường năm 2008")


def _writes_an_offer(alumnus):
    alumnus.open(reverse("offer_create"))
    alumnus.fill(OFFER)
    alumnus.tick("Công nghiệp")
    alumnus.choose("commune", make.commune().name[:4])
    alumnus.press("Lưu và gửi Sở duyệt")
    assert Offer.objects.get().status == PostStatus.IN_REVIEW


def _lets_it_in(officer):
    officer.open(reverse("review_detail", args=[Review.objects.get().pk]))
    officer.tick("Chấp nhận")
    officer.press("Ghi quyết định")
    assert Offer.objects.get().status == PostStatus.PUBLISHED
