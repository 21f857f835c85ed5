"""A school of 2,000 pupils brings in its list: milliseconds of CPU for each step, on a database of its own.

`python -m bench.rosters`. The goal is a preview, from the bytes of the file to the differences, in 3 s of CPU.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
import time
from collections.abc import Callable
from typing import Any, TypeVar

ROWS, GOAL = 2000, 3.0
T = TypeVar("T")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        measure()


def measure() -> None:
    from people.enums import OrganisationKind, Role
    from people.models import AdminUnit, Affiliation, Organisation, Roster, School, User
    from people.services import cards

    commune = AdminUnit.objects.filter(parent__isnull=False)[0]
    home = Organisation.objects.create(kind=OrganisationKind.SCHOOL, name="Trường", commune=commune)
    school = School.objects.create(organisation=home, level="THPT", ministry_code="31000001")
    by = User.objects.create_user("giao-vien", "mat-khau", full_name="Trần Thị Hà", email="ha@vi-du.vn")
    Affiliation.objects.create(user=by, organisation=home, role=Role.ADVISER, starts_on="2020-01-01")
    print(f"{'a list of ' + str(ROWS) + ' pupils with two parents each':<60}{'s CPU':>8}{'goal':>8}")
    first = _brought_in("the school is empty", school, by, _workbook(0))
    again = _brought_in("the next year: all move, 5 % are new, 5 % left", school, by, _workbook(ROWS // 20))
    assert (first["new"], again["moved"] + again["new"] + again["left"]) == (ROWS, ROWS + ROWS // 20), (first, again)
    assert Roster.objects.filter(sheets=[]).count() == 2
    name = Affiliation.objects.filter(role=Role.STUDENT, ends_on=None).values_list("title", flat=True)[0]
    printed = _timed(lambda: cards.print_class(school=school, class_name=name, by=by))
    _tell(f"cards with first passwords for a class of {len(printed[0])}", printed[1])


def _brought_in(what: str, school: Any, by: Any, data: bytes) -> dict[str, int]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from people.selectors import rosters as selectors
    from people.services import roster_writing, rosters

    file = SimpleUploadedFile("lop.xlsx", data)
    roster, read = _timed(lambda: rosters.upload(school=school, file=file, whole_school=True, by=by))
    preview, compared = _timed(lambda: selectors.preview_of(roster))
    seen, digest = _timed(lambda: preview.digest)
    assert not preview.read.faults, preview.read.faults[:3]
    rosters.apply(roster=roster, seen=seen, by=by)
    _none, written = _timed(lambda: roster_writing.write(roster=roster.pk))
    roster.refresh_from_db()
    print(what)
    _tell("  upload: the file read, its columns recognised", read)
    _tell("  preview: every cell checked, every pupil compared", compared + digest)
    _tell("  from the bytes to the differences", read + compared + digest, GOAL)
    _tell("  applied by the worker", written)
    return dict(roster.counts)


def _timed(do: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    done = do()
    return done, time.process_time() - start


def _tell(what: str, seconds: float, goal: float = 0) -> None:
    verdict = f"{f'≤ {goal:.0f}':>8}  {'met' if seconds <= goal else 'MISSED'}" if goal else ""
    print(f"{what:<60}{seconds:>8.2f}{verdict}", flush=True)


def _workbook(year: int) -> bytes:
    """As the ministry's software exports it; `year` pupils have gone and as many have come, everybody else moved."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.append(["SỞ GIÁO DỤC VÀ ĐÀO TẠO"])
    page.append(["DANH SÁCH HỌC SINH"])
    page.append([])
    page.append(
        ["STT", "Mã định danh Bộ GD&ĐT", "Họ tên", "Ngày sinh", "Giới tính", "Dân tộc", "Nơi sinh", "Tên cha",
         "SĐT cha", "Tên mẹ", "SĐT mẹ", "Lớp học", "Khối học"]
    )  # fmt: skip
    for number in range(year, ROWS + year):
        page.append(_pupil(number, moved=bool(year)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pupil(number: int, *, moved: bool) -> list[object]:
    dice = random.Random(number)
    families, middles = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ"), ("Văn", "Thị", "Minh", "Đức")
    given = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Nam", "Phúc", "Trang", "Vy")

    def person() -> str:
        return f"{dice.choice(families)} {dice.choice(middles)} {dice.choice(given)} {dice.choice(given)}"

    grade, room = 10 + number % 2 + moved, number % 45 + 1
    day = f"{number % 28 + 1:02}/{number % 12 + 1:02}/{time.localtime().tm_year - 16}"
    parents = [person(), f"09{12_000_000 + number}", person(), f"09{82_000_000 + number}"]
    return [number, f"31{number:08}", person(), day, "", "Kinh", "", *parents, f"{grade}A{room}", f"Khối {grade}"]


if __name__ == "__main__":
    main()
