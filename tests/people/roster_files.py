"""Lists of pupils as Vietnamese school software writes them, and lists that a test changes by one cell."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core import clock

HEAD = ["Mã học sinh", "Họ và tên", "Ngày sinh", "Lớp", "Họ tên mẹ", "SĐT mẹ"]


def born(age=15, day=5, month=1):
    """A day that makes somebody `age` years old, whatever today is."""
    today = clock.today()
    return f"{day:02}/{month:02}/{today.year - age - ((today.month, today.day) < (month, day))}"


def row(full_name="Nguyễn Thị Minh Anh", code="", birth_date="", class_name="10A1", mother="", phone=""):
    return [code, full_name, birth_date or born(), class_name, mother, phone]


def csv_file(*rows, head=HEAD, name="lop.csv"):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return SimpleUploadedFile(name, out.getvalue().encode())


def workbook(pages, name="lop.xlsx", merged=()):
    """`pages`: title → rows."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in pages.items():
        page = made.create_sheet(title)
        for cells in rows:
            page.append(cells)
        for span in merged:
            page.merge_cells(span)
    out = io.BytesIO()
    made.save(out)
    return SimpleUploadedFile(name, out.getvalue())
