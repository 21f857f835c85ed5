"""A school's year: the list from Excel, the cards, a pupil's first log-in, and the roll-over in summer."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.enums import ConsentPurpose, Role
from people.models import Affiliation, User
from tests import make
from tests.people import roster_files as files
from tests.people.roster_files import born

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
OWN = "thuyen-giay-cua-em"


@pytest.fixture
def school():
    return make.school(name="Trường THPT Lê Chân")


@pytest.fixture
def admin(school):
    return make.adult(school, Role.SCHOOL_ADMIN, full_name="Vũ Đức Thành")


def _file(*rows, head=None):
    made = files.csv_file(*rows, head=head or files.HEAD)
    return {"name": "lop-10a1.csv", "mimeType": "text/csv", "buffer": made.read()}


def _upload(visitor, file):
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.press("Tải lên và xem trước")


def test_a_school_brings_in_its_list(visit, school, admin):
    keeper = visit("school admin")
    keeper.log_in(admin)
    keeper.open(reverse("pupil_home"))
    keeper.press("Nhập từ Excel", within="main")

    _upload(keeper, _file(files.row("Lê Văn 2", birth_date="31/02/2010")))
    keeper.sees("Họ tên “Lê Văn 2” có chữ số.", "Không có ngày “31/02/2010”")
    keeper.press("Tải tệp đã sửa", within="main")
    _names_the_columns(keeper)
    _applies(keeper)

    keeper.press("Xem các lớp và in thẻ")
    keeper.press("10A1", within="main")
    password = _prints(keeper)
    make.consent(User.objects.get(full_name="Lê Văn Bình"), ConsentPurpose.ACCOUNT)
    _comes_in(visit("pupil"), password)

    _rolls_over(keeper, school)


def _names_the_columns(keeper):
    row = ["Lê Văn Bình", born(), "10A1", "Lê Thị Hoa", "0912345678"]
    _upload(keeper, _file(row, head=["Bạn", "Chào đời", "Phòng", "Má bạn ấy", "Gọi"]))
    keeper.sees("Cột nào là gì?", "Chào đời")
    for label, column in {"Họ và tên": "A · Bạn", "Ngày sinh": "B · Chào đời", "Lớp": "C · Phòng"}.items():
        box = keeper.main.get_by_label(re.compile(f"^{label} \\(")).first
        box.select_option(label=column)
    keeper.fill({"Họ tên mẹ": "D · Má bạn ấy", "Điện thoại mẹ": "E · Gọi"})
    keeper.press("Tiếp tục")


def _applies(keeper):
    keeper.sees("Em mới (1)", "mẹ Lê Thị Hoa 0912345678")
    keeper.press("Ghi vào danh sách trường", within="main")
    keeper.sees("Đã ghi xong")


def _prints(keeper):
    keeper.sees("Lê Văn Bình", "chưa đăng nhập lần nào")
    keeper.press("In thẻ lớp 10A1", confirm=True)
    card = keeper.main.locator(".nc-login-card")
    expect(card).to_have_count(1)
    expect(card.locator("img")).to_have_attribute("src", re.compile("^data:image/svg"))
    assert card.locator("img").evaluate("image => image.naturalWidth") > 0
    return card.locator("dd").nth(1).inner_text()


def _comes_in(pupil, password):
    """With what the QR code brings: the user name stands there already."""
    username = User.objects.get(full_name="Lê Văn Bình").username
    pupil.open(f"{reverse('account_login')}?login={username}")
    expect(pupil.page.get_by_label("Tên đăng nhập hoặc e-mail")).to_have_value(username)
    pupil.page.get_by_label("Mật khẩu", exact=True).fill(password)
    pupil.press("Đăng nhập", within="main")
    pupil.sees("Em cần đổi mật khẩu trên thẻ")
    pupil.press("Đặt mật khẩu mới")
    boxes = pupil.main.locator("input[type=password]")
    for place, text in enumerate((password, OWN, OWN)):
        boxes.nth(place).fill(text)
    pupil.press("Đổi mật khẩu", within="main")
    pupil.sees("Em đã đọc, em hiểu và em đồng ý.")


def _rolls_over(keeper, school):
    keeper.open(reverse("pupil_list", args=[school.pk]))
    keeper.press("Thêm một em")
    keeper.press("Quay lại")
    keeper.press("Lên lớp", within="main")
    keeper.press("Xem trước", within="main")
    keeper.sees("1 em lên lớp")
    keeper.press("Ghi cho cả trường", within="main", confirm=True)
    keeper.sees("Cả trường đã lên lớp.")
    assert Affiliation.objects.get(role=Role.STUDENT).title == "11A1"
    keeper.press("11A1", within="main")
    keeper.press("Lê Văn Bình", within="main")
    keeper.sees("Chuyển trường hoặc thôi học", "Lê Thị Hoa (mẹ)")


def test_cards_fill_sheets_of_paper_ten_at_a_time(enter, school, admin):
    for number in range(23):
        make.pupil(school, full_name=f"Nguyễn Thị Khánh Huyền {chr(65 + number)}")
    keeper = enter("school admin", "desktop")
    keeper.come_in(admin)
    keeper.open(f"{reverse('pupil_list', args=[school.pk])}?class_name=10A1")
    keeper.press("In thẻ lớp 10A1", confirm=True)

    paper = keeper.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 3
