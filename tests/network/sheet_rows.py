"""Sheets for the tests of imports: plausible rows, written as Excel and as CSV files a person would upload."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

CHALLENGE = {
    "Bài toán": "Thùng hàng rỗng nằm chờ",
    "Chuyện đang xảy ra": "Mỗi ngày hơn trăm xe chạy rỗng về bãi.",
    "Lĩnh vực": "Công nghiệp, chế tạo",
    "Tuổi nhỏ nhất": 14,
    "Tuổi lớn nhất": 18,
    "Số nhóm nhận": 2,
    "Hạn nhận nhóm": "31/12/2099",
}
IDEA = {
    "Tên ý tưởng": "Thùng rác biết phân loại",
    "Lĩnh vực": "Công nghiệp, chế tạo",
    "Vấn đề": "Giờ ra chơi nào thùng rác cũng đầy.",
    "Giai đoạn": "mẫu thử",
    "Cần giúp 1": "người hướng dẫn",
    "Cần giúp 1: nói rõ": "Cần người biết hàn",
}
HEAD = list(CHALLENGE)


def challenge(**changes):
    """One row; `changes` by header, as in `challenge(**{"Bài toán": "…"})`."""
    return list((CHALLENGE | changes).values())


def book(*rows, head=HEAD, title="Sheet1", above=()):
    made = Workbook()
    page = made.active
    page.title = title
    for row in (*above, head, *rows):
        page.append(row)
    return made


def saved(made, name="bai-toan.xlsx"):
    out = io.BytesIO()
    made.save(out)
    return uploaded(out.getvalue(), name)


def xlsx(*rows, head=HEAD, **more):
    return saved(book(*rows, head=head, **more))


def csv_text(*rows, head=HEAD, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([head, *rows])
    return out.getvalue()


def csv_file(*rows, encoding="utf-8", **more):
    return uploaded(csv_text(*rows, **more).encode(encoding), "bai-toan.csv")


def uploaded(data, name):
    return SimpleUploadedFile(name, data)


def cells(content, page=0):
    """The values of a page of a workbook, row by row."""
    made = load_workbook(io.BytesIO(content))
    return [list(row) for row in made.worksheets[page].iter_rows(values_only=True)]
