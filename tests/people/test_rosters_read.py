"""A school's own file is understood: its headings in every spelling, its pages, its cells."""

import datetime as dt

import pytest
from openpyxl import load_workbook

from core.errors import Invalid
from people.enums import GuardianRelation, RosterState, SchoolLevel
from people.models import Roster
from people.selectors import rosters as selectors
from people.services import roster_files, rosters
from tests import make
from tests.people import roster_files as files
from tests.people.roster_files import born

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def read(school, by, file, **how):
    return selectors.preview_of(rosters.upload(school=school, file=file, by=by, **how)).read


def only(school, by, file):
    found = read(school, by, file)
    assert found.faults == []
    assert len(found.lines) == 1
    return found.lines[0]


def day(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


MINISTRY = [
    ["SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG"],
    ["DANH SÁCH HỌC SINH"],
    [],
    [
        "STT", "Mã định danh Bộ GD&ĐT", "Họ tên", "Ngày sinh", "Giới tính", "Dân tộc", "Trạng thái", "SĐT liên hệ",
        "Số CMND", "Tên cha", "Năm sinh cha", "Tên mẹ", "Lớp học", "Khối học", "Số định danh cá nhân",
    ],
    [
        1, "3107137235", "Trần Tuấn Anh", born(), "Nam", "Kinh", "Đang học", "0949858499", "031009517001",
        "Trần Văn Tấn", 1972, "Nguyễn Thị Thùy Trang", "12.6", "Khối 12", "031009517001",
    ],
]  # fmt: skip


def test_the_ministrys_export_is_recognised_and_only_what_is_needed_is_kept(school, teacher):
    file = files.workbook({"Sheet1": MINISTRY})

    roster = rosters.upload(school=school, file=file, by=teacher)
    line = selectors.preview_of(roster).read.lines[0]

    assert (line.code, line.full_name, line.class_name) == ("3107137235", "Trần Tuấn Anh", "12.6")
    assert line.birth_date == day(born())
    assert [(one.relation, one.full_name, one.phone) for one in line.relatives] == [
        (GuardianRelation.FATHER, "Trần Văn Tấn", "0949858499"),
        (GuardianRelation.MOTHER, "Nguyễn Thị Thùy Trang", ""),
    ]
    assert "031009517001" not in str(roster.sheets)
    assert roster.raw == []


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (["Họ và tên", "Ngày sinh", "Lớp"], ["Lê Văn Bình", born(), "10A1"]),
        (["HO VA TEN", "NGAY SINH", "LOP"], ["Lê Văn Bình", born(), "10a1"]),
        (["Họ tên học sinh (*)", "Ngày, tháng, năm sinh", "Tên lớp"], ["Lê Văn Bình", born(), "Lớp 10A1"]),
        (["Họ đệm", "Tên", "Sinh ngày", "Lớp"], ["Lê Văn", "Bình", born(), "10 A1"]),
        (["Họ và tên", "", "Ngày sinh", "Lớp"], ["Lê Văn", "Bình", born(), "10A1"]),
        (["Họ và tên", "Ngày", "Tháng", "Năm", "Lớp"], ["LÊ VĂN BÌNH", *born().split("/"), "10A1"]),
        (["Full name", "Birth date", "Class"], ["lê văn bình", born(), "10A1"]),
    ],
)
def test_headings_of_many_spellings(school, teacher, head, cells):
    line = only(school, teacher, files.csv_file(cells, head=head))

    assert (line.full_name, line.birth_date, line.class_name) == ("Lê Văn Bình", day(born()), "10A1")


def test_a_heading_of_two_rows(school, teacher):
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", None, None, "Cha", None, "Lớp"],
        [None, None, "Ngày", "Tháng", "Năm", "Họ tên", "SĐT", None],
        [1, "Lê Văn Bình", *(int(part) for part in born().split("/")), "Lê Văn Hòa", 912345678, "10A1"],
    ]

    line = only(school, teacher, files.workbook({"DS": rows}, merged=("C1:E1", "F1:G1")))

    assert (line.birth_date, line.class_name) == (day(born()), "10A1")
    assert [(one.full_name, one.phone) for one in line.relatives] == [("Lê Văn Hòa", "0912345678")]


def test_a_page_for_each_class_named_by_the_page_or_by_its_title(school, teacher):
    head = ["STT", "Họ và tên", "Ngày sinh"]
    pages = {
        "Bìa": [["Trường THPT", "Năm học 2026–2027"]],
        "10A1": [head, [1, "Lê Văn Bình", born()], [2, "Lê Thị Châu", born()]],
        "Trang 3": [["DANH SÁCH LỚP 11A2"], [], head, [1, "Lê Văn Dũng", born()], [], ["Tổng số: 1 em"]],
    }

    roster = rosters.upload(school=school, file=files.workbook(pages), by=teacher)
    preview = selectors.preview_of(roster)

    assert [(line.full_name, line.class_name) for line in preview.read.lines] == [
        ("Lê Văn Bình", "10A1"),
        ("Lê Thị Châu", "10A1"),
        ("Lê Văn Dũng", "11A2"),
    ]
    assert (preview.skipped, preview.read.faults) == (["Bìa"], [])


@pytest.mark.parametrize(
    ("change", "letter", "says"),
    [
        ({"full_name": "Nguyễn 2 An"}, "B", "có chữ số"),
        ({"full_name": "An"}, "B", "chưa đủ họ và tên"),
        ({"full_name": "Lê @ Bình"}, "B", "có ký tự lạ"),
        ({"birth_date": "31/02/2010"}, "C", "Không có ngày"),
        ({"birth_date": "hôm qua"}, "C", "không phải ngày"),
        ({"birth_date": born(8)}, "C", "là 8 tuổi"),
        ({"birth_date": born(35)}, "C", "là 35 tuổi"),
        ({"class_name": ""}, "D", "chưa có lớp"),
        ({"class_name": "Toán nâng cao"}, "D", "chưa phải tên lớp"),
        ({"class_name": "7A"}, "D", "không có ở trường này"),
        ({"mother": "Lê Thị Hoa", "phone": "12345"}, "F", "không phải một số điện thoại Việt Nam"),
        ({"mother": "Lê Thị Hoa", "phone": "0912345678/0987654321"}, "F", "không phải một số điện thoại Việt Nam"),
        ({"phone": "0912345678"}, "F", "chưa có họ tên"),
        ({"full_name": "=A1"}, "B", "công thức"),
        ({"birth_date": "#N/A"}, "C", "báo lỗi #N/A"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(school, teacher, change, letter, says):
    found = read(school, teacher, files.csv_file(files.row(**change)))

    assert [(fault.number, fault.letter) for fault in found.faults] == [(2, letter)]
    assert says in found.faults[0].message
    assert found.lines == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("(0225) 3-123-456", "02253123456"),
    ],
)
def test_phone_numbers_of_many_spellings(school, teacher, typed, kept):
    line = only(school, teacher, files.csv_file(files.row(mother="Lê Thị Hoa", phone=typed)))

    assert [one.phone for one in line.relatives] == [kept]


def test_one_pupil_twice_in_the_file_is_a_fault_unless_two_codes_tell_them_apart(school, teacher):
    same = files.row("Lê Văn Bình")
    twins = [files.row("Lê Văn Dũng", code="A1"), files.row("Lê Văn Dũng", code="A2", class_name="10A2")]
    again = files.row("Trần Thị Giang", code="a2")

    found = read(school, teacher, files.csv_file(same, same, *twins, again))

    assert [(fault.number, fault.letter) for fault in found.faults] == [(3, ""), (6, "")]
    assert "Trùng họ tên và ngày sinh với dòng 2" in found.faults[0].message
    assert "Mã học sinh này đã có ở dòng 5" in found.faults[1].message


def test_a_lower_secondary_school_has_its_own_grades():
    school = make.school(SchoolLevel.THCS)

    found = read(school, make.adviser(school), files.csv_file(files.row(class_name="6A"), files.row("Lê Văn Bình")))

    assert [line.class_name for line in found.lines] == ["6A"]
    assert [fault.number for fault in found.faults] == [3]


def test_the_sheet_of_faults_says_each_and_is_read_again_once_mended(school, teacher):
    file = files.csv_file(files.row(birth_date="31/02/2010", mother="Lê Thị Hoa", phone="0912345678"))
    roster = rosters.upload(school=school, file=file, by=teacher)

    given = roster_files.faults(roster=roster, by=teacher)

    page = load_workbook(files.io.BytesIO(given.content)).active
    heads = [cell.value for cell in page[1]]
    assert "Ngày sinh: Không có ngày “31/02/2010”" in page.cell(2, heads.index("Lỗi") + 1).value
    page.cell(2, heads.index("Ngày sinh *") + 1).value = born()
    out = files.io.BytesIO()
    page.parent.save(out)
    line = only(school, teacher, files.SimpleUploadedFile("sua.xlsx", out.getvalue()))
    assert [(one.relation, one.phone) for one in line.relatives] == [(GuardianRelation.MOTHER, "0912345678")]


def test_the_template_is_understood_and_its_examples_are_not_pupils(school, teacher):
    given = roster_files.template(school=school, by=teacher)
    made = load_workbook(files.io.BytesIO(given.content))
    made.worksheets[0].append(["", "Lê Văn Bình", born(), "10A1", "Lê Thị Hoa", "0912345678", "mẹ"])
    out = files.io.BytesIO()
    made.save(out)

    line = only(school, teacher, files.SimpleUploadedFile("mau.xlsx", out.getvalue()))

    assert line.relatives[0].relation == GuardianRelation.MOTHER


STRANGE = ["Ai", "Hôm nào", "Ở đâu", "Mẹ"]


def test_strange_headings_wait_to_be_named_and_are_remembered_for_the_school(school, teacher):
    cells = ["Lê Văn Bình", born(), "10A1", "Lê Thị Hoa"]
    roster = rosters.upload(school=school, file=files.csv_file(cells, head=STRANGE), by=teacher)
    assert roster.state == RosterState.MAPPING

    places = {"full_name": 0, "birth_date": 1, "class_name": 2}
    rosters.map_columns(roster=roster, heading_row=1, places=places, by=teacher)

    roster.refresh_from_db()
    assert (roster.state, roster.raw) == (RosterState.READY, [])
    school.refresh_from_db()
    line = only(school, teacher, files.csv_file(cells, head=STRANGE))
    # "Mẹ" was known but not chosen: it stays out the next time too.
    assert (line.full_name, line.relatives) == ("Lê Văn Bình", ())
    other = make.school()
    unknown = rosters.upload(school=other, file=files.csv_file(cells, head=STRANGE), by=make.adviser(other))
    assert unknown.state == RosterState.MAPPING


def test_a_file_without_headings_is_named_by_its_places(school, teacher):
    roster = rosters.upload(
        school=school,
        file=files.csv_file(["Lê Thị Châu", born(), "10A1"], head=["Lê Văn Bình", born(), "10A1"]),
        by=teacher,
    )

    places = {"full_name": 0, "birth_date": 1, "class_name": 2}
    rosters.map_columns(roster=roster, heading_row=0, places=places, by=teacher)

    names = [line.full_name for line in selectors.preview_of(Roster.objects.get()).read.lines]
    assert names == ["Lê Văn Bình", "Lê Thị Châu"]
    school.refresh_from_db()
    assert school.roster_headings == {}


def test_a_needed_column_that_is_not_named_is_asked_for(school, teacher):
    roster = rosters.upload(school=school, file=files.csv_file(files.row(), head=[*"abcdef"]), by=teacher)

    with pytest.raises(Invalid) as refusal:
        rosters.map_columns(roster=roster, heading_row=1, places={"full_name": 1}, by=teacher)

    assert set(refusal.value.errors) == {"birth_date", "class_name"}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: files.SimpleUploadedFile("lop.xls", b"\xd0\xcf\x11\xe0"), "Tệp .xls kiểu cũ"),
        (lambda: files.SimpleUploadedFile("lop.xlsx", b""), "Tệp này trống"),
        (lambda: files.csv_file(), "chưa có dòng nào"),
        (lambda: files.csv_file(*[files.row(code=str(n)) for n in range(2001)]), "hơn 2.000 dòng"),
    ],
)
def test_files_that_cannot_be_lists_are_refused_in_words(school, teacher, file, says):
    with pytest.raises(Invalid) as refusal:
        rosters.upload(school=school, file=file(), by=teacher)

    assert says in refusal.value.sentence
    assert not Roster.objects.exists()
