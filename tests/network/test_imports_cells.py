"""Each cell is judged by itself: the fault names the cell as Excel does and says what to do."""

import datetime as dt

import pytest

from core.sheets import parsing
from core.sheets.languages import in_all_languages
from network.models import Challenge, ImportBatch
from network.services import imports
from network.sheet_columns import SHEETS
from people.enums import Role
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db

LATE_AFTERNOON = dt.datetime.combine(dt.date(2099, 12, 31), dt.time(16, 30))


def preview(file, kind="challenge", by=None):
    return imports.preview(kind=kind, file=file, by=by or make.representative())


def faults(batch):
    return [(f"{fault['column']}{fault['row']}", fault["message"]) for fault in batch.errors]


def with_cell(header, value):
    return preview(rows.xlsx(rows.challenge(), rows.challenge(**{"Bài toán": "Bài khác", header: value})))


@pytest.mark.parametrize(
    ("header", "value", "cell", "sentence"),
    [
        ("Bài toán", " \u200b ", "A3", "Ô này cần có nội dung."),
        ("Bài toán", "a" * 201, "A3", "Dài 201 ký tự, nhiều nhất 200. Hãy viết gọn lại."),
        (
            "Số nhóm nhận",
            "=1+1",
            "F3",
            "Ô này là công thức (=1+1). Hãy chép ô rồi dán giá trị (Paste Values) vào chính chỗ ấy.",
        ),
        ("Bài toán", "#N/A", "A3", "Ô này đang báo lỗi #N/A. Hãy gõ lại nội dung."),
        ("Số nhóm nhận", "hai", "F3", "“hai” không phải một số nguyên."),
        ("Số nhóm nhận", "1.000", "F3", "“1.000” không phải một số nguyên."),
        ("Số nhóm nhận", 2.5, "F3", "“2.5” không phải một số nguyên."),
        ("Số nhóm nhận", 0, "F3", "Số này phải từ 1 đến 200."),
        ("Tuổi nhỏ nhất", dt.date(2026, 11, 18), "D3", "Excel đã đổi ô này thành ngày tháng. Hãy gõ lại một số."),
        ("Tuổi lớn nhất", 12, "E3", "Tuổi lớn nhất phải bằng hoặc hơn tuổi nhỏ nhất."),
        ("Tuổi lớn nhất", 19, "E3", "Số này phải từ 11 đến 18."),
        (
            "Hạn nhận nhóm",
            "cuối năm",
            "G3",
            "“cuối năm” không phải ngày. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026.",
        ),
        (
            "Hạn nhận nhóm",
            "12/31/2099",
            "G3",
            "Không có ngày “12/31/2099”. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026.",
        ),
        ("Hạn nhận nhóm", "1/2/20", "G3", "“1/2/20” không phải ngày. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026."),
        ("Hạn nhận nhóm", "01/02/2020", "G3", "Hạn đã qua. Hãy chọn một ngày từ hôm nay trở đi."),
        (
            "Lĩnh vực",
            "cong nghiep che tac",
            "C3",
            "Không có “cong nghiep che tac” trong danh mục. Có phải “Công nghiệp, chế tạo”?",
        ),
        (
            "Lĩnh vực",
            "khác",
            "C3",
            (
                "Không có “khác” trong danh mục. Chọn một trong: Công nghiệp, chế tạo; Nông, lâm, ngư nghiệp; "
                "Sức khỏe, làm đẹp; Giáo dục, du lịch, dịch vụ, tài chính; Kinh doanh tạo tác động xã hội."
            ),
        ),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(header, value, cell, sentence):
    batch = with_cell(header, value)

    assert faults(batch) == [(cell, sentence)]
    assert not Challenge.objects.exists()


@pytest.mark.parametrize(
    ("header", "value", "code", "text"),
    [
        ("Hạn nhận nhóm", "2099-12-31", "deadline", "2099-12-31"),
        ("Hạn nhận nhóm", "31-12-2099", "deadline", "31-12-2099"),
        (
            "Hạn nhận nhóm",
            dt.datetime(2099, 12, 31, 8, 30, tzinfo=None),  # noqa: DTZ001  a cell has no zone
            "deadline",
            "31/12/2099",
        ),
        ("Hạn nhận nhóm", 73050, "deadline", "31/12/2099"),
        ("Hạn nhận nhóm", "73050", "deadline", "73050"),
        ("Số nhóm nhận", "3", "seats", "3"),
        ("Số nhóm nhận", "3,0", "seats", "3,0"),
        ("Số nhóm nhận", 3.0, "seats", "3"),
        ("Bài toán", 2027, "title", "2027"),
        ("Bài toán", "- gạch đầu dòng", "title", "- gạch đầu dòng"),
        ("Lĩnh vực", "cong nghiep, che tao; suc khoe lam dep", "fields", "cong nghiep, che tao; suc khoe lam dep"),
        ("Lĩnh vực", "Industry and manufacturing", "fields", "Industry and manufacturing"),
    ],
)
def test_what_people_type_is_understood(header, value, code, text):
    if "lam dep" in str(value):
        value = text = value.replace("suc khoe lam dep", "suc khoe, lam dep")

    batch = with_cell(header, value)

    assert (faults(batch), batch.rows[1][code]) == ([], text)


@pytest.mark.parametrize("day", ["31/12/2099", "2099-12-31", 73050, "73050", dt.date(2099, 12, 31)])
def test_every_way_to_write_a_day_becomes_that_day(day):
    by = make.representative()
    batch = preview(rows.xlsx(rows.challenge(**{"Hạn nhận nhóm": day})), by=by)

    imports.apply(batch=batch, by=by)

    assert Challenge.objects.get().deadline == dt.date(2099, 12, 31)


def test_text_that_only_looks_like_a_formula_is_text():
    made = rows.book(rows.challenge())
    made.active["A2"].value = "=tên có dấu bằng"
    made.active["A2"].data_type = "s"
    made.active["B2"].value = "'=có dấu nháy"

    row = preview(rows.saved(made)).rows[0]

    assert (row["title"], row["background"]) == ("=tên có dấu bằng", "=có dấu nháy")


def test_a_formula_in_csv_is_refused_too():
    batch = preview(rows.csv_file(rows.challenge(**{"Bài toán": '=HYPERLINK("x")'})))

    assert faults(batch) == [
        (
            "A2",
            'Ô này là công thức (=HYPERLINK("x")). Hãy chép ô rồi dán giá trị (Paste Values) vào chính chỗ ấy.',
        )
    ]


def test_all_faults_of_a_row_are_said_at_once():
    batch = with_cell("Bài toán", "")
    both = preview(rows.xlsx(rows.challenge(**{"Bài toán": "", "Số nhóm nhận": "x", "Hạn nhận nhóm": "01/02/2020"})))

    assert [cell for cell, _sentence in faults(batch)] == ["A3"]
    assert [cell for cell, _sentence in faults(both)] == ["A2", "F2", "G2"]


@pytest.mark.parametrize(
    "head",
    [
        ["BAI TOAN", "chuyen dang xay ra", "Linh vuc", "tuoi nho nhat", "Tuổi đến", "Số nhóm", "Hạn chót"],
        ["Bài toán *", "Bối cảnh", "Lĩnh vực (một hoặc hai)", "Từ tuổi", "Đến tuổi", "so_cho", "Hạn (dd/mm/yyyy)"],
        ["title", "background", "fields", "age_min", "age_max", "seats", "deadline"],
    ],
)
def test_headers_are_recognised_by_their_usual_names(head):
    assert faults(preview(rows.xlsx(rows.challenge(), head=head))) == []


def test_columns_that_are_unknown_missing_or_twice_are_named():
    head = ["Bài toán", "Tiêu đề", "Tuổi bé nhất", "Ảnh", "Lĩnh vực"]
    batch = preview(rows.xlsx(["Tên", "Tên nữa", 14, "", "Công nghiệp, chế tạo"], head=head))

    assert faults(batch) == [
        ("1", "Thiếu cột “Chuyện đang xảy ra”."),
        ("B1", "Cột “Bài toán” có hai lần. Hãy bỏ bớt một cột."),
        ("C1", "Không nhận ra cột “Tuổi bé nhất”. Có phải “Tuổi nhỏ nhất”?"),
        ("D1", "Không nhận ra cột “Ảnh”. Hãy xóa cột này hoặc đổi tên theo tệp mẫu."),
    ]


def test_a_column_without_a_name_is_not_lost_in_silence():
    batch = preview(rows.xlsx([*rows.challenge(), "ghi thêm"]))

    assert faults(batch) == [("H2", "Cột này có nội dung nhưng dòng tiêu đề chưa ghi tên cột.")]


def test_columns_people_keep_for_themselves_are_left_out():
    numbered = [[number, *rows.challenge(**{"Bài toán": f"Bài {number}"}), "để ý"] for number in (1, 2)]
    prepared = [3, *[""] * len(rows.HEAD), ""]

    batch = preview(rows.xlsx(*numbered, prepared, head=["STT", *rows.HEAD, "Ghi chú"]))

    assert (faults(batch), len(batch.rows), "Ghi chú" in str(batch.rows)) == ([], 2, False)


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_excel():
    batch = preview(rows.xlsx([], rows.challenge(), [], [" "], rows.challenge(**{"Bài toán": ""})))

    assert [row["row"] for row in batch.rows] == [3, 6]
    assert faults(batch) == [("A6", "Ô này cần có nội dung.")]


def test_merged_cells_in_the_table_are_refused():
    made = rows.book(rows.challenge(), rows.challenge(**{"Bài toán": "Bài khác"}))
    made.active.merge_cells("C2:C3")

    assert ("C2", "Các ô C2:C3 đang gộp. Hãy bỏ gộp ô (Unmerge Cells) rồi điền lại từng ô.") in faults(
        preview(rows.saved(made))
    )


def test_the_same_row_twice_is_said_at_the_second():
    batch = preview(rows.xlsx(rows.challenge(), rows.challenge(**{"Bài toán": "THUNG HANG RONG NAM CHO"})))

    assert faults(batch) == [("3", "Dòng này giống hệt dòng 2. Hãy xóa bớt một dòng.")]


def test_a_commune_is_found_by_code_and_by_name():
    unit = make.commune()
    head = [*rows.HEAD, "Địa điểm"]
    by = make.representative()
    named = [
        [*rows.challenge(**{"Bài toán": f"Bài {number}"}), place]
        for number, place in enumerate((unit.code, int(unit.code), unit.full_name, unit.full_name.upper()))
    ]

    imports.apply(batch=preview(rows.xlsx(*named, head=head), by=by), by=by)

    assert set(Challenge.objects.values_list("commune__code", flat=True)) == {unit.code}


def test_a_name_two_communes_share_without_diacritics_is_asked_about():
    batch = preview(rows.xlsx([*rows.challenge(), "xa cam giang"], head=[*rows.HEAD, "Xã, phường"]))

    assert faults(batch) == [("H2", "“xa cam giang” có thể là: Xã Cẩm Giang; Xã Cẩm Giàng. Hãy ghi rõ hơn.")]


def test_an_empty_commune_is_the_organisations_own():
    by = make.representative()

    imports.apply(batch=preview(rows.xlsx(rows.challenge()), by=by), by=by)

    assert Challenge.objects.get().commune == by.affiliations.get().organisation.commune


def test_another_organisation_cannot_be_named():
    make.organisation(name="Công ty Người Khác")
    by = make.representative(make.organisation(name="Công ty Bến Bính"))
    batch = preview(rows.xlsx([*rows.challenge(), "Công ty Người Khác"], head=[*rows.HEAD, "Tổ chức"]), by=by)

    assert [cell for cell, _sentence in faults(batch)] == ["H2"]
    assert "Công ty Bến Bính" in batch.errors[0]["message"]


def test_who_has_two_organisations_is_asked_which():
    by = make.representative(make.organisation(name="Công ty A"))
    make.hat(by, make.organisation(name="Công ty B"), Role.REPRESENTATIVE)

    unsaid = preview(rows.xlsx(rows.challenge()), by=by)
    said = preview(rows.xlsx([*rows.challenge(), "cong ty b"], head=[*rows.HEAD, "Tổ chức"]), by=by)

    assert faults(unsaid) == [("2", "Hãy ghi rõ một trong: Công ty A; Công ty B.")]
    imports.apply(batch=said, by=by)
    assert Challenge.objects.get().organisation.name == "Công ty B"


@pytest.mark.parametrize(
    ("changes", "cell", "sentence"),
    [
        ({"Cần giúp 1": ""}, "E2", "Hãy chọn loại trợ giúp cho ô bên cạnh."),
        ({"Cần giúp 1: nói rõ": ""}, "F2", "Hãy nói rõ nhóm cần gì."),
        (
            {"Giai đoạn": "xong"},
            "D2",
            "Không có “xong” trong danh mục. Chọn một trong: ý tưởng; mẫu thử; đang thử nghiệm; có sản phẩm.",
        ),
    ],
)
def test_an_ideas_cells_are_judged_too(changes, cell, sentence):
    club = make.club()
    batch = preview(rows.xlsx(list((rows.IDEA | changes).values()), head=list(rows.IDEA)), "idea", club.adviser)

    assert faults(batch) == [(cell, sentence)]


def test_the_preview_keeps_the_file_out():
    batch = preview(rows.xlsx(rows.challenge()))

    assert ImportBatch.objects.get() == batch
    assert set(batch.rows[0]) == {
        "row",
        "at",
        "title",
        "background",
        "fields",
        "age_min",
        "age_max",
        "seats",
        "deadline",
    }


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_column_is_known_by_its_label_in_every_language(sheet):
    """Two columns translated alike would swallow each other."""
    known = parsing.known_headers(sheet)

    for column in sheet.columns:
        for label in in_all_languages(column.label):
            assert known[parsing.key_of(label)] is column
