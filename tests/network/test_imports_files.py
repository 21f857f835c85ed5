"""What a file may be: each kind of bad file is answered with one sentence that says what to do, and nothing is kept."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.errors import Invalid
from core.sheets import limits
from network.models import Challenge, ImportBatch
from network.services import imports
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db

OLD_EXCEL = (
    "Tệp .xls kiểu cũ hoặc có mật khẩu nên chưa đọc được. Trong Excel, chọn “Lưu thành” (Save As) dạng .xlsx, "
    "không đặt mật khẩu, rồi tải lại."
)
MACROS = "Tệp có macro (.xlsm) không được nhận. Trong Excel, chọn “Lưu thành” (Save As) dạng .xlsx rồi tải lại."
DAMAGED = "Tệp .xlsx này bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa."
ENCODING = (
    "Tệp CSV này không lưu ở mã UTF-8 nên chữ tiếng Việt bị vỡ. Trong Excel, chọn “Lưu thành” (Save As) dạng "
    "“CSV UTF-8”, hoặc tải thẳng tệp .xlsx lên."
)
OLD_FONT = (
    "Chữ trong tệp là phông cũ TCVN3 (.VnTime…) nên không đọc được. Hãy chuyển mã sang Unicode "
    "(Unikey: Ctrl+Shift+F6) rồi tải lại."
)
BOMB = "Tệp bung ra lớn bất thường nên không được mở. Hãy chép phần dữ liệu sang một tệp mới rồi tải lại."
TOO_MANY = "Tệp có hơn 2.000 dòng. Hãy chia thành vài tệp, mỗi tệp nhiều nhất 2.000 dòng."


def preview(file):
    return imports.preview(kind="challenge", file=file, by=make.representative())


def repacked(file, *, extra=(), replace=()):
    """The workbook with more parts in it, or with some parts changed."""
    out, replace = io.BytesIO(), dict(replace)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part.filename, replace[part.filename](content) if part.filename in replace else content)
        for name, content in extra:
            target.writestr(name, content)
    return rows.uploaded(out.getvalue(), "bai-toan.xlsx")


def with_macros():
    return repacked(rows.xlsx(rows.challenge()), extra=[("xl/vbaProject.bin", b"x")])


def bomb():
    return repacked(rows.xlsx(rows.challenge()), extra=[("xl/media/big.xml", b"0" * (41 * 1024 * 1024))])


def with_entities():
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return repacked(
        rows.xlsx(rows.challenge()),
        replace=[("xl/workbook.xml", lambda content: entity + content)],
    )


def cut_short():
    return rows.uploaded(rows.xlsx(rows.challenge()).read()[:900], "bai-toan.xlsx")


def broken_sheet():
    return repacked(rows.xlsx(rows.challenge()), replace=[("xl/worksheets/sheet1.xml", lambda content: content[:400])])


def two_sheets():
    made = rows.book(rows.challenge(), title="Lớp 10")
    made.create_sheet("Lớp 11").append(rows.HEAD)
    return rows.saved(made)


def named(name, data=b"PK not really"):
    return lambda: rows.uploaded(data, name)


@pytest.mark.parametrize(
    ("make_file", "sentence"),
    [
        (named("bai.xls", b"\xd0\xcf\x11\xe0" + b"0" * 100), OLD_EXCEL),
        (named("bai.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 100), OLD_EXCEL),
        (named("bai.xls", b"<html><table></table></html>"), OLD_EXCEL),
        (named("bai.xlsm"), MACROS),
        (with_macros, MACROS),
        (bomb, BOMB),
        (with_entities, DAMAGED),
        (cut_short, DAMAGED),
        (broken_sheet, DAMAGED),
        (named("bai.xlsx", b"chu thuong"), DAMAGED),
        (named("bai.pdf", b"%PDF-1.7"), "Chỉ nhận tệp Excel (.xlsx) hoặc CSV."),
        (named("bai.csv", b""), "Tệp này trống."),
        (lambda: rows.saved(rows.Workbook()), "Tệp này trống."),
        (
            two_sheets,
            (
                "Tệp có nhiều trang tính (Lớp 10, Lớp 11). Hãy để riêng trang cần nhập, "
                "hoặc đặt tên trang ấy là “Dữ liệu”."
            ),
        ),
        (named("bai.csv", "Bài toán;Đê án;Vân đê\n".encode("cp1258")), ENCODING),
        (named("bai.csv", "Tiêu đề,Bối cảnh\n".encode("utf-16-le")[:-1]), ENCODING),
        (named("bai.csv", "Bµi to¸n,ChuyÖn ®ang x¶y ra,LÜnh vùc\n".encode()), OLD_FONT),
        (lambda: rows.xlsx(["Bµi to¸n ®Çu tiªn", "Mçi ngµy h¬n tr¨m xe"]), OLD_FONT),
        (
            named("bai.csv", b'Ten,Mo ta,Linh vuc\n"mo ma khong dong,b,c\nd,e,f\n'),
            "Tệp CSV hỏng ở dòng 3: có dấu ngoặc kép mở mà không đóng. Hãy sửa dòng ấy, hoặc dùng tệp .xlsx.",
        ),
        (lambda: rows.xlsx(), "Dưới dòng tiêu đề chưa có dòng nào để nhập."),
        (
            lambda: rows.xlsx(["a", "b"], head=["Cột một", "Cột hai"]),
            (
                "Không thấy dòng tiêu đề. Dòng đầu cần có tên các cột: Bài toán, Chuyện đang xảy ra, Lĩnh vực. "
                "Tệp mẫu có sẵn dòng này."
            ),
        ),
        (lambda: rows.csv_file(*[rows.challenge()] * 2001), TOO_MANY),
        (lambda: rows.xlsx(*[rows.challenge()] * 2001), TOO_MANY),
    ],
)
def test_a_bad_file_is_refused_with_what_to_do(make_file, sentence):
    with pytest.raises(Invalid) as refusal:
        preview(make_file())

    assert refusal.value.errors == {"file": [sentence]}
    assert not ImportBatch.objects.exists()


def test_a_file_over_ten_megabytes_is_refused_before_it_is_read():
    class Heavy:
        name, size = "nang.xlsx", 11 * 1024 * 1024

        def read(self):
            raise AssertionError("it was read")

    with pytest.raises(Invalid, match=r"^Tệp nặng 11 MB, nhiều nhất là 10 MB\. Hãy chia thành vài tệp nhỏ hơn\.$"):
        preview(Heavy())


def test_formatting_far_below_the_table_is_refused_early():
    made = rows.book(rows.challenge())
    made.active.cell(row=limits.LAST_ROW + 5, column=1).value = " "

    with pytest.raises(Invalid, match=r"Bảng kéo dài quá dòng 20\.000"):
        preview(rows.saved(made))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_every_unicode_and_with_every_delimiter(encoding, delimiter):
    batch = preview(rows.csv_file(rows.challenge(), encoding=encoding, delimiter=delimiter))

    assert batch.errors == []
    assert batch.rows[0]["title"] == rows.CHALLENGE["Bài toán"]


def test_excels_own_line_about_the_delimiter_is_understood():
    batch = preview(rows.uploaded(("sep=;\n" + rows.csv_text(rows.challenge(), delimiter=";")).encode(), "a.csv"))

    assert (batch.errors, batch.rows[0]["row"]) == ([], 3)


def test_a_title_above_the_table_may_be_merged():
    made = rows.book(rows.challenge(), above=[["CÔNG TY BẾN BÍNH"], [], ["DANH SÁCH BÀI TOÁN"]])
    made.active.merge_cells("A1:D1")
    made.active.merge_cells("A3:F3")

    batch = preview(rows.saved(made))

    assert batch.errors == []
    assert batch.rows[0]["row"] == 5


def test_a_workbook_that_counts_days_from_1904_keeps_its_days():
    made = rows.book(rows.challenge(**{"Hạn nhận nhóm": dt.date(2099, 12, 31)}))
    made.epoch = CALENDAR_MAC_1904

    assert preview(rows.saved(made)).rows[0]["deadline"] == "31/12/2099"


def test_the_sheet_called_data_is_the_one_that_is_read():
    made = rows.book(rows.challenge(), title="Dữ liệu")
    made.create_sheet("Khác", 0).append(["một", "trang", "riêng"])

    assert preview(rows.saved(made)).errors == []


def test_previewing_writes_no_post():
    preview(rows.xlsx(rows.challenge()))

    assert not Challenge.objects.exists()
