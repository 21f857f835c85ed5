"""What goes out comes back the same, runs nothing in a spreadsheet and names no pupil."""

import csv
import datetime as dt
import io

import pytest

from core.errors import Refused
from core.sheets.neutral import neutralised, restored
from network.models import Challenge, Idea, Need, Offer
from network.services import idea_content, imports, post_content, sheet_files
from people.enums import Role
from people.selectors import hats
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db

NASTY = ["=1+1", "+84 là mã nước", "-gạch", "@ai", "'=có nháy", "''+hai nháy", "'chỉ nháy", 'có "ngoặc"; chấm, phẩy']


@pytest.mark.parametrize("text", [*NASTY, "\tthụt", "\rxuống", "", "'", "thường"])
def test_what_is_neutralised_is_restored_to_the_letter(text):
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def out_and_in(kind, by, *, as_csv):
    """Export, empty the table, import: as a school that moves its data does."""
    file = sheet_files.export(kind=kind, by=by, as_csv=as_csv)
    {"challenge": Challenge, "offer": Offer, "idea": Idea}[kind].objects.all().delete()
    batch = imports.preview(kind=kind, file=rows.uploaded(file.content, file.name), by=by)
    assert batch.errors == []
    return imports.apply(batch=batch, by=by)


@pytest.mark.parametrize("as_csv", [False, True])
def test_challenges_come_back_equal(as_csv):
    home = make.organisation()
    by = make.representative(home)
    for title in NASTY:
        made = make.challenge(
            home,
            by=by,
            title=title,
            background=f"{title}\ndòng hai",
            status="draft",
            seats=3,
            age_min=12,
            tags=["logistics", "cảm biến"],
            mode="online",
            ip_terms="shared",
            deadline=dt.date(2099, 1, 2),
        )
        made.fields.add(make.field("social_impact"))
    before = [post_content.read(post) for post in Challenge.objects.order_by("pk")]

    after = [post_content.read(post) for post in out_and_in("challenge", by, as_csv=as_csv)]

    assert after == before


@pytest.mark.parametrize("as_csv", [False, True])
def test_offers_come_back_equal(as_csv):
    mentor = make.mentor()
    home = mentor.affiliations.get().organisation
    make.offer(home, by=mentor, kind="internship", age_min=15, hours_per_month=0, language="en")
    make.offer(home, by=mentor, kind="lab_or_material", description="- một\n- hai")
    before = [post_content.read(post) for post in Offer.objects.order_by("pk")]

    assert [post_content.read(post) for post in out_and_in("offer", mentor, as_csv=as_csv)] == before


@pytest.mark.parametrize("as_csv", [False, True])
def test_ideas_come_back_equal(as_csv):
    club = make.club()
    for title in NASTY:
        idea = make.idea(club, team=[], status="draft", title=title, stage="pilot")
        Need.objects.create(idea=idea, kind="market", text="@cần khách", position=1)
    before = [idea_content.read(idea) for idea in Idea.objects.order_by("pk")]

    assert [idea_content.read(idea) for idea in out_and_in("idea", club.adviser, as_csv=as_csv)] == before


@pytest.mark.parametrize("as_csv", [False, True])
def test_no_cell_of_an_export_is_a_formula(as_csv):
    home = make.organisation()
    by = make.representative(home)
    for title in NASTY:
        make.challenge(home, by=by, title=title)

    content = sheet_files.export(kind="challenge", by=by, as_csv=as_csv).content

    if as_csv:
        found = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    else:
        found = [[value for value in row if isinstance(value, str)] for row in rows.cells(content)]
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_an_export_holds_ones_own_posts_alone():
    mine, theirs = make.challenge(title="Của tôi"), make.challenge(title="Của người khác")

    content = sheet_files.export(kind="challenge", by=mine.author, as_csv=True).content.decode()

    assert (mine.title in content, theirs.title in content) == (True, False)


def test_an_export_of_ideas_holds_the_school_and_no_pupils_name():
    club = make.club()
    pupil = make.pupil(club.school, full_name="Phạm Thị Không Được Lộ")
    idea = make.idea(club, team=[pupil])
    other = make.idea(title="Trường khác")
    admin = make.adult(club.school, Role.SCHOOL_ADMIN)

    content = sheet_files.export(kind="idea", by=admin, as_csv=True).content.decode()

    assert (idea.title in content, other.title in content) == (True, False)
    assert pupil.full_name not in content
    assert pupil.username not in content


def test_a_pupil_takes_nothing_out():
    with pytest.raises(Refused, match="thầy cô"):
        sheet_files.export(kind="idea", by=make.pupil())


@pytest.mark.parametrize("kind", ["challenge", "offer", "idea"])
def test_the_template_has_a_header_drop_downs_and_examples_apart(kind):
    by = make.club().adviser if kind == "idea" else make.representative()
    made = rows.load_workbook(io.BytesIO(sheet_files.template(kind=kind, by=by).content))

    assert made.sheetnames == ["Dữ liệu", "Ví dụ", "Danh mục"]
    assert [row[0].row for row in made["Dữ liệu"].iter_rows() if any(cell.value for cell in row)] == [1]
    lists = [rule for rule in made["Dữ liệu"].data_validations.dataValidation if rule.type == "list"]
    assert lists
    for rule in lists:
        place = rule.formula1.split("!")[1].replace("$", "")
        assert all(cell.value for (cell,) in made["Danh mục"][place])


@pytest.mark.parametrize("kind", ["challenge", "offer", "idea"])
def test_the_examples_of_the_template_can_be_imported(kind):
    by = make.club().adviser if kind == "idea" else make.representative()
    made = rows.load_workbook(io.BytesIO(sheet_files.template(kind=kind, by=by).content))
    for row in made["Ví dụ"].iter_rows(min_row=2, values_only=True):
        made["Dữ liệu"].append(row)

    batch = imports.preview(kind=kind, file=rows.saved(made), by=by)

    assert (batch.errors, len(batch.rows)) == ([], 2)
    assert len(imports.apply(batch=batch, by=by)) == 2


def test_an_untouched_template_says_that_it_is_empty():
    by = make.representative()
    file = sheet_files.template(kind="challenge", by=by)

    with pytest.raises(Exception, match="chưa có dòng nào để nhập"):
        imports.preview(kind="challenge", file=rows.uploaded(file.content, file.name), by=by)


def test_the_sheet_of_faults_is_mended_and_uploaded_again():
    by = make.representative()
    given = [rows.challenge(), rows.challenge(**{"Bài toán": "Bài khác", "Số nhóm nhận": "hai"})]
    batch = imports.preview(kind="challenge", file=rows.xlsx(*given), by=by)

    file = sheet_files.faults(batch=batch)
    made = rows.load_workbook(io.BytesIO(file.content))
    page = made.active
    head = [cell.value for cell in page[1]]
    told = page.cell(row=3, column=head.index("Lỗi") + 1).value
    page.cell(row=3, column=head.index("Số nhóm nhận") + 1).value = 2
    again = imports.preview(kind="challenge", file=rows.saved(made), by=by)

    assert told == "Số nhóm nhận: “hai” không phải một số nguyên."
    assert again.errors == []
    assert len(imports.apply(batch=again, by=by)) == 2


@pytest.mark.parametrize("kind", ["challenge", "idea"])
def test_an_export_asks_as_often_for_fifty_rows_as_for_one(kind):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    club, home = make.club(), make.organisation()
    by = make.representative(home) if kind == "challenge" else club.adviser
    counts = []
    for more in (1, 49):
        for _ in range(more):
            if kind == "challenge":
                make.challenge(home, by=by, status="draft")
            else:
                make.idea(club, team=[], status="draft")
        hats.forget(by)
        with CaptureQueriesContext(connection) as queries:
            sheet_files.export(kind=kind, by=by)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 5
