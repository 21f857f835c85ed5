"""All or nothing, once, by whoever uploaded it, through the same doors as the pages."""

import pytest

from core import clock
from core.errors import Conflict, NotFound, Refused
from network.enums import IdeaStatus, PostStatus
from network.models import Challenge, Club, Idea, IdeaVersion, ImportBatch, Offer
from network.permissions import imports as permissions
from network.selectors import imports as selectors
from network.services import imports, post_content
from people.enums import OrganisationKind, OrganisationStatus, Role
from people.models import Organisation
from people.selectors import hats
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db


def preview(by, *given, kind="challenge", head=rows.HEAD):
    return imports.preview(kind=kind, file=rows.xlsx(*(given or [rows.challenge()]), head=head), by=by)


def ideas_of(club, *changes):
    given = [list((rows.IDEA | change).values()) for change in changes or [{}]]
    return preview(club.adviser, *given, kind="idea", head=list(rows.IDEA))


def test_each_row_becomes_a_draft_of_the_uploader():
    by = make.representative()
    batch = preview(by, rows.challenge(), rows.challenge(**{"Bài toán": "Bài thứ hai"}))

    written = imports.apply(batch=batch, by=by)

    assert list(Challenge.objects.order_by("pk")) == written
    assert [(post.title, post.status, post.author, post.seats) for post in written] == [
        ("Thùng hàng rỗng nằm chờ", PostStatus.DRAFT, by, 2),
        ("Bài thứ hai", PostStatus.DRAFT, by, 2),
    ]
    assert [field.code for field in written[0].fields.all()] == ["industry_manufacturing"]
    batch.refresh_from_db()
    assert batch.applied_at is not None


def test_an_offer_takes_the_season_of_today():
    mentor = make.mentor()
    head = ["Loại hỗ trợ", "Tóm tắt", "Giúp được gì", "Lĩnh vực", "Tuổi nhỏ nhất"]
    given = ["tham quan", "Một buổi ở xưởng", "Xem tổ hàn.", "Công nghiệp, chế tạo", 12]
    batch = preview(mentor, given, kind="offer", head=head)

    imports.apply(batch=batch, by=mentor)

    offer = Offer.objects.get()
    assert (offer.kind, offer.season, offer.hours_per_month, offer.status) == (
        "visit",
        make.season(),
        2,
        PostStatus.DRAFT,
    )


def test_an_idea_is_a_first_version_with_its_needs_and_no_team():
    club = make.club()

    imports.apply(batch=ideas_of(club), by=club.adviser)

    idea = Idea.objects.get()
    assert (idea.club, idea.status, idea.stage) == (club, IdeaStatus.DRAFT, "prototype")
    assert [(need.kind, need.text) for need in idea.needs.all()] == [("mentoring", "Cần người biết hàn")]
    assert (IdeaVersion.objects.count(), idea.created_by) == (1, club.adviser)


def test_a_second_application_is_refused():
    by = make.representative()
    batch = preview(by)
    stale = ImportBatch.objects.get()
    imports.apply(batch=batch, by=by)

    for again in (stale, ImportBatch.objects.get()):
        with pytest.raises(Conflict, match="đã được ghi"):
            imports.apply(batch=again, by=by)

    assert Challenge.objects.count() == 1


def test_a_sheet_with_a_fault_writes_nothing():
    by = make.representative()
    batch = preview(by, rows.challenge(), rows.challenge(**{"Bài toán": ""}))

    with pytest.raises(Conflict, match="còn ô cần sửa"):
        imports.apply(batch=batch, by=by)

    assert not Challenge.objects.exists()


def test_only_the_uploader_applies_and_sees():
    home = make.organisation()
    by, colleague = make.representative(home), make.representative(home)
    batch = preview(by)

    with pytest.raises(Refused, match="Chỉ người tải tệp lên"):
        imports.apply(batch=batch, by=colleague)
    with pytest.raises(NotFound):
        selectors.get_for(colleague, batch.pk)


def test_a_deadline_that_passed_since_the_preview_takes_all_back():
    by = make.representative()
    batch = preview(by, rows.challenge(), rows.challenge(**{"Bài toán": "Bài thứ hai"}))
    ImportBatch.objects.update(rows=[batch.rows[0], batch.rows[1] | {"deadline": "01/01/2020"}])
    batch.refresh_from_db()

    with pytest.raises(Conflict, match=r"^Chưa ghi được dòng 3: Hạn đã qua"):
        imports.apply(batch=batch, by=by)

    assert not Challenge.objects.exists()
    assert ImportBatch.objects.get().applied_at is None


def test_a_row_the_service_refuses_takes_back_those_before_it(monkeypatch):
    by = make.representative()
    batch = preview(by, rows.challenge(), rows.challenge(**{"Bài toán": "Bài thứ hai"}))
    written = []

    def refusing(model, wanted):
        written.extend(model.objects.values_list("title", flat=True))
        raise Conflict("Vừa đổi.")

    monkeypatch.setattr(post_content, "_link_fields", refusing)
    with pytest.raises(Conflict, match=r"Vừa đổi\."):
        imports.apply(batch=batch, by=by)
    assert len(written) == 2

    assert not Challenge.objects.exists()
    assert ImportBatch.objects.get().applied_at is None


def test_a_club_that_changed_hands_since_the_preview_writes_nothing():
    club = make.club()
    batch, before = ideas_of(club), club.adviser
    Club.objects.update(adviser=make.adviser(club.school))

    with pytest.raises(Refused):
        imports.apply(batch=batch, by=before)

    assert not Idea.objects.exists()


def test_a_suspended_organisation_writes_nothing():
    by = make.representative()
    batch = preview(by)
    Organisation.objects.update(status=OrganisationStatus.SUSPENDED, verified_at=clock.now())
    hats.forget(by)

    with pytest.raises(Refused):
        imports.apply(batch=batch, by=by)

    assert not Challenge.objects.exists()


def test_a_teacher_with_two_clubs_names_the_one():
    first = make.club(name="CLB Sóng Xanh")
    make.club(first.school, by=first.adviser, name="CLB Bến Cảng")
    unsaid = ideas_of(first)
    named = preview(
        first.adviser,
        [*rows.IDEA.values(), "clb ben cang"],
        kind="idea",
        head=[*rows.IDEA, "Câu lạc bộ"],
    )

    imports.apply(batch=named, by=first.adviser)

    assert [fault["message"] for fault in unsaid.errors] == ["Hãy ghi rõ một trong: CLB Bến Cảng; CLB Sóng Xanh."]
    assert Idea.objects.get().club.name == "CLB Bến Cảng"


def test_another_schools_club_cannot_be_named():
    other, club = make.club(name="CLB Mầm Số"), make.club(name="CLB Của Em")
    batch = preview(club.adviser, [*rows.IDEA.values(), other.name], kind="idea", head=[*rows.IDEA, "Câu lạc bộ"])

    assert batch.errors[0]["message"] == "Không có “CLB Mầm Số” trong danh mục. Chọn một trong: CLB Của Em."


PEOPLE = {
    "representative": make.representative,
    "mentor": make.mentor,
    "volunteer": lambda: make.adult(make.organisation(OrganisationKind.YOUTH_UNION), Role.VOLUNTEER),
    "adviser with a club": lambda: make.club().adviser,
    "adviser without": make.adviser,
    "school admin": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
    "school admin of a club": lambda: make.adult(make.club().school, Role.SCHOOL_ADMIN),
    "pupil in a club": lambda: make.join(club := make.club(), make.pupil(club.school)).pupil,
    "officer": make.officer,
    "commune officer": make.commune_officer,
}


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("challenge", {"representative", "volunteer", "officer"}),
        ("offer", {"representative", "mentor", "volunteer", "officer"}),
        ("idea", {"adviser with a club", "school admin of a club"}),
    ],
)
def test_who_may_import(kind, allowed):
    assert {name for name, one in PEOPLE.items() if permissions.can_import(one(), kind)} == allowed


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("challenge", {"representative", "mentor", "volunteer"}),
        ("offer", {"representative", "mentor", "volunteer"}),
        ("idea", {"adviser with a club", "adviser without", "school admin", "school admin of a club"}),
    ],
)
def test_who_may_export(kind, allowed):
    assert {name for name, one in PEOPLE.items() if permissions.can_export(one(), kind)} == allowed


def test_who_may_not_import_keeps_nothing():
    with pytest.raises(Refused, match="Chỉ đại diện"):
        preview(make.commune_officer())

    assert not ImportBatch.objects.exists()


def test_an_unknown_kind_is_not_found():
    with pytest.raises(NotFound):
        preview(make.representative(), kind="pupil")


def test_two_thousand_rows_are_previewed():
    given = [rows.challenge(**{"Bài toán": f"Bài số {number}"}) for number in range(2000)]

    batch = imports.preview(kind="challenge", file=rows.csv_file(*given), by=make.representative())

    assert (len(batch.rows), batch.errors) == (2000, [])


@pytest.mark.parametrize("kind", ["challenge", "idea"])
def test_a_preview_asks_as_often_for_fifty_rows_as_for_one(kind):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    club = make.club()
    by = make.representative() if kind == "challenge" else club.adviser
    row, title = (rows.CHALLENGE, "Bài toán") if kind == "challenge" else (rows.IDEA, "Tên ý tưởng")
    counts = []
    for many in (1, 50):
        hats.forget(by)
        file = rows.csv_file(*[list((row | {title: f"Tên {place}"}).values()) for place in range(many)], head=list(row))
        with CaptureQueriesContext(connection) as queries:
            imports.preview(kind=kind, file=file, by=by)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
