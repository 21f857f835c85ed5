"""What somebody brings in for others: the Department for organisations, the school's management for its clubs."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from network.enums import IdeaStatus, PostStatus
from network.models import Challenge, Idea, Offer, Review
from network.selectors import posts as post_selectors
from network.services import ideas, imports, posts
from people.enums import OrganisationStatus, Role
from people.models import Affiliation
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db
HEAD = ["Tổ chức", "Người phụ trách (e-mail)", *rows.HEAD]


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def author():
    return make.representative(make.organisation(name="Cảng Xanh"))


def uploaded(officer, *pairs, kind="challenge"):
    """Rows of (organisation, e-mail)."""
    given = [
        [home, email, *rows.challenge(**{"Bài toán": f"Bài {place}"})] for place, (home, email) in enumerate(pairs)
    ]
    return imports.preview(kind=kind, file=rows.xlsx(*given, head=HEAD), by=officer)


def faults(batch):
    return [(fault["row"], fault["column"], fault["message"]) for fault in batch.errors]


def test_the_department_brings_in_drafts_of_the_named_author(officer, author):
    other = make.representative(make.organisation(name="Xưởng Mộc"))
    batch = uploaded(officer, ("Cảng Xanh", author.email.upper()), ("xuong moc", other.email))

    written = imports.apply(batch=batch, by=officer)

    assert batch.errors == []
    assert [(post.organisation.name, post.author, post.status) for post in written] == [
        ("Cảng Xanh", author, PostStatus.DRAFT),
        ("Xưởng Mộc", other, PostStatus.DRAFT),
    ]
    assert not Review.objects.exists()


def test_nothing_reaches_pupils_before_author_and_review(officer, author):
    imports.apply(batch=uploaded(officer, ("Cảng Xanh", author.email)), by=officer)
    post, pupil = Challenge.objects.get(), make.pupil()
    assert not post_selectors.visible_to(pupil, Challenge).exists()
    assert not post_selectors.visible_to(officer, Challenge).exists()

    posts.submit(post=post, by=author)

    assert Review.objects.get().submitted_by == author
    assert not post_selectors.visible_to(pupil, Challenge).exists()


def elsewhere(author):
    return make.representative().email


def nobody(author):
    return "khong-ai@vi-du.vn"


def a_mentor_of_the_organisation(author):
    """A mentor offers time; a challenge is put by the organisation's own people."""
    return make.mentor(author.affiliations.get().organisation).email


def one_who_left(author):
    Affiliation.objects.filter(user=author).update(ends_on=clock.today() - dt.timedelta(days=1))
    make.representative(author.affiliations.get().organisation)
    return author.email


@pytest.mark.parametrize("whom", [elsewhere, nobody, a_mentor_of_the_organisation, one_who_left])
def test_who_does_not_speak_for_the_organisation_is_refused_in_the_cell(officer, author, whom):
    email = whom(author)

    batch = uploaded(officer, ("Cảng Xanh", email))

    assert faults(batch) == [(2, "B", f"“{email}” không phải tài khoản được đăng bài này cho Cảng Xanh.")]
    assert not Challenge.objects.exists()


def test_an_author_is_named_in_every_row(officer, author):
    make.representative()

    unnamed = uploaded(officer, ("Cảng Xanh", ""))
    without = imports.preview(kind="challenge", file=rows.xlsx(rows.challenge()), by=officer)

    assert faults(unnamed) == [(2, "B", "Ô này cần có nội dung.")]
    assert "Thiếu cột “Người phụ trách (e-mail)”." in [fault[2] for fault in faults(without)]


def test_a_mentor_may_be_named_for_an_offer(officer):
    mentor = make.mentor(make.organisation(name="Nhà máy A"))
    head = ["Tổ chức", "Người phụ trách (e-mail)", "Loại hỗ trợ", "Tóm tắt", "Giúp được gì", "Lĩnh vực"]
    row = ["Nhà máy A", mentor.email, "cố vấn", "Tính giá thành", "Giúp tính đủ chi phí.", "Công nghiệp, chế tạo"]

    batch = imports.preview(kind="offer", file=rows.xlsx(row, head=head), by=officer)
    imports.apply(batch=batch, by=officer)

    assert (Offer.objects.get().author, Offer.objects.get().status) == (mentor, PostStatus.DRAFT)


def test_an_organisation_that_waits_for_verification_is_not_in_the_list(officer, author):
    waiting = make.representative(make.organisation(name="Chưa Duyệt", status=OrganisationStatus.PENDING))

    batch = uploaded(officer, ("Chưa Duyệt", waiting.email))

    assert faults(batch)[0][:2] == (2, "A")


def test_an_author_who_left_since_the_preview_takes_all_back(officer, author):
    batch = uploaded(officer, ("Cảng Xanh", author.email))
    one_who_left(author)

    with pytest.raises(imports.Conflict, match="không phải tài khoản được đăng bài này"):
        imports.apply(batch=batch, by=officer)

    assert not Challenge.objects.exists()


def test_organisations_themselves_have_no_such_column(author):
    batch = imports.preview(
        kind="challenge", file=rows.xlsx(["Cảng Xanh", author.email, *rows.challenge()], head=HEAD), by=author
    )

    assert [fault[2] for fault in faults(batch)] == [
        "Không nhận ra cột “Người phụ trách (e-mail)”. Hãy xóa cột này hoặc đổi tên theo tệp mẫu."
    ]


def test_the_officers_template_names_organisations_and_asks_for_an_author(officer, author, client):
    client.force_login(officer)

    template = client.get(reverse("import_template", args=["challenge"])).content

    assert rows.cells(template)[0][:2] == ["Tổ chức", "Người phụ trách (e-mail) *"]
    assert "Cảng Xanh" in [row[0] for row in rows.cells(template, page=2)]


def test_the_sheet_of_faults_keeps_the_authors(officer, author, client):
    batch = uploaded(officer, ("Cảng Xanh", "khong-ai@vi-du.vn"))
    client.force_login(officer)

    sheet = rows.cells(client.get(reverse("import_errors", args=[batch.pk])).content)

    assert sheet[1][:2] == ["Cảng Xanh", "khong-ai@vi-du.vn"]


def test_the_page_says_whose_drafts_they_become(officer, author, client):
    batch = uploaded(officer, ("Cảng Xanh", author.email))
    client.force_login(officer)
    before = client.get(reverse("import_preview", args=[batch.pk])).content.decode()
    imports.apply(batch=batch, by=officer)
    after = client.get(reverse("import_preview", args=[batch.pk])).content.decode()

    assert "bản nháp của những người phụ trách ghi trong bảng" in before
    assert "Người ấy đọc lại rồi gửi duyệt" in after


def club_rows(by, *names):
    given = [[*rows.IDEA.values(), name] for name in names]
    file = rows.xlsx(*given, head=[*rows.IDEA, "Câu lạc bộ"])
    return imports.preview(kind="idea", file=file, by=by)


def test_the_schools_management_brings_in_ideas_for_its_own_clubs():
    club = make.club(name="CLB Sóng Xanh")
    make.club(club.school, name="CLB Bến Cảng")
    make.club(name="CLB Trường Khác")
    admin = make.adult(club.school, Role.SCHOOL_ADMIN)

    batch = club_rows(admin, "CLB Sóng Xanh")
    idea = imports.apply(batch=batch, by=admin)[0]

    assert (idea.club, idea.status, idea.created_by, idea.team.count()) == (club, IdeaStatus.DRAFT, admin, 0)
    assert idea.versions.get().content == ideas.idea_content.read(Idea.objects.get())
    assert [fault[2] for fault in faults(club_rows(admin, "CLB Trường Khác"))] == [
        "Không có “CLB Trường Khác” trong danh mục. Chọn một trong: CLB Bến Cảng; CLB Sóng Xanh."
    ]


def test_a_closed_club_takes_no_ideas():
    club = make.club(name="CLB Đã Nghỉ", closed_on=clock.today())
    make.club(club.school, name="CLB Đang Chạy")

    batch = club_rows(make.adult(club.school, Role.SCHOOL_ADMIN), "CLB Đã Nghỉ")

    assert len(batch.errors) == 1
