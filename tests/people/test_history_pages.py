"""What a history page says, to whom, and what it leaves out."""

import pytest
from django.urls import reverse

from core.errors import NotFound
from network.services import clubs, ideas
from people.enums import Role
from people.models import RecordRead
from people.selectors import history
from people.services import history_reads, organisations
from tests import make

pytestmark = pytest.mark.django_db


def lines(page):
    return [
        (entry.part, entry.about, entry.who, [tuple(vars(one).values()) for one in entry.changes])
        for entry in page.entries
    ]


def test_it_says_who_changed_what_from_what_to_what():
    officer, home = make.officer(), make.organisation(name="Cơ khí Đình Vũ")

    organisations.suspend(organisation=home, reason="Có phản ánh.", by=officer)

    first = lines(history.page_for(officer, "organisation", home.pk))[0]
    assert first == ("Tổ chức", "", officer.full_name, [("tình trạng", "đã xác minh", "tạm ngừng")])


def test_a_change_of_nothing_shown_is_no_entry():
    officer, home = make.officer(), make.organisation()
    home.save()

    assert [entry.action for entry in history.page_for(officer, "organisation", home.pk).entries] == ["+"]


def test_fields_of_a_club_are_named():
    club = make.club()
    admin = make.adult(club.school, Role.SCHOOL_ADMIN)
    content = clubs.read(club) | {"fields": ["industry_manufacturing", "agri_forestry_fishery"]}

    clubs.edit(club=club, content=content, by=admin)

    labels, befores, afters = zip(*lines(history.page_for(admin, "club", club.pk))[0][3], strict=True)
    assert labels == ("lĩnh vực",)
    assert len(befores[0].split(", ")) < len(afters[0].split(", "))


def test_the_name_of_a_member_is_shown_to_the_school_and_noted():
    club = make.club()
    pupil = make.pupil(club.school, full_name="Lê Thị Bưởi")
    clubs.join(club=club, pupil=pupil, by=club.adviser)
    admin = make.adult(club.school, Role.SCHOOL_ADMIN)

    page = history_reads.read(reader=admin, kind="club", pk=club.pk)

    assert ("Thành viên", "Lê Thị Bưởi", club.adviser.full_name) in [line[:3] for line in lines(page)]
    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [(admin.pk, pupil.pk, "history")]


def test_a_pupil_who_acted_is_not_named_to_the_department():
    """The Department's histories name no pupil, whoever's hand it was."""
    officer, home, pupil = make.officer(), make.organisation(), make.pupil(full_name="Lê Thị Bưởi")
    home._history_user = pupil
    home.about = "Xưởng mới"
    home.save()

    assert lines(history.page_for(officer, "organisation", home.pk))[0][2] == "một học sinh"


def test_a_pupils_own_history_gathers_all_that_is_kept():
    pupil = make.pupil()
    school = pupil.affiliations.get().organisation.school
    make.idea(make.club(school), team=[pupil])
    admin = make.adult(school, Role.SCHOOL_ADMIN)

    parts = {entry.part for entry in history.page_for(admin, "pupil", pupil.pk).entries}

    assert parts == {
        "Tài khoản", "Lớp và trường", "Người giám hộ", "Thông tin người giám hộ", "Đồng ý của phụ huynh", "Câu lạc bộ",
        "Nhóm", "Xác nhận số điện thoại",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["adviser", "admin elsewhere", "officer", "mentor", "pupil"])
def test_a_pupils_history_is_the_own_schools_managements(who):
    pupil = make.pupil()
    school = pupil.affiliations.get().organisation.school
    reader = {
        "adviser": lambda: make.adviser(school),
        "admin elsewhere": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
        "officer": make.officer,
        "mentor": make.mentor,
        "pupil": lambda: pupil,
    }[who]()

    with pytest.raises(NotFound):
        history.page_for(reader, "pupil", pupil.pk)


def test_a_kind_that_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        history.page_for(make.officer(), "spaceship", 1)


def test_the_page_marks_what_came_and_went(client):
    club = make.club()
    pupil = make.pupil(club.school)
    idea = make.idea(club, team=[pupil], title="Máy lọc")
    ideas.edit(idea=idea, content=make.idea_content(title="Máy lọc nước mưa"), by=club.adviser)
    client.force_login(make.adult(club.school, Role.SCHOOL_ADMIN))

    text = client.get(reverse("history", args=["idea", idea.pk])).content.decode()

    assert "<ins>" in text
    assert "nước mưa" in text


@pytest.mark.parametrize("kind", ["club", "idea", "engagement", "pupil"])
def test_the_page_is_named_after_its_thing_and_leads_back_to_it(client, kind):
    club = make.club(name="CLB Nước sạch")
    pupil = make.pupil(club.school, full_name="Bùi Thị Tưkhuê")
    idea = make.idea(club, team=[pupil], title="Máy lọc")
    engagement = make.engagement(idea, make.offer())
    about = {
        "club": (club.pk, "CLB Nước sạch", "club_detail"),
        "idea": (idea.pk, "Máy lọc", "idea_detail"),
        "engagement": (engagement.pk, "Máy lọc", "engagement_detail"),
        "pupil": (pupil.pk, "Bùi Thị Tưkhuê", "pupil_papers"),
    }
    pk, name, page = about[kind]
    client.force_login(make.adult(club.school, Role.SCHOOL_ADMIN))

    text = client.get(reverse("history", args=[kind, pk])).content.decode()

    assert f'<p class="nc-eyebrow">{name}</p>' in text
    assert f'class="nc-back" href="{reverse(page, args=[pk])}"' in text


def test_an_adults_page_leads_back_to_the_organisation_that_lists_the_adult(client):
    mentor = make.mentor()
    organisation = mentor.affiliations.get().organisation_id
    client.force_login(make.officer())

    text = client.get(reverse("history", args=["person", mentor.pk])).content.decode()

    assert f'class="nc-back" href="{reverse("organisation_detail", args=[organisation])}"' in text


def test_an_older_page_goes_on_where_the_first_ended():
    officer, home = make.officer(), make.organisation()
    for number in range(history.PIECE):
        home.about = f"Bản {number}"
        home.save()

    first = history.page_for(officer, "organisation", home.pk)
    second = history.page_for(officer, "organisation", home.pk, first.next_number)

    assert (len(first.entries), len(second.entries), second.next_number) == (history.PIECE, 1, None)


def test_the_same_number_of_queries_for_1_and_50_changes(client, django_assert_max_num_queries):
    club = make.club()
    admin = make.adult(club.school, Role.SCHOOL_ADMIN)
    client.force_login(admin)
    make.join(club, make.pupil(club.school))

    def queries():
        with django_assert_max_num_queries(20) as counted:
            client.get(reverse("history", args=["club", club.pk]))
        return len(counted)

    queries()
    few = queries()
    for _ in range(49):
        make.join(club, make.pupil(club.school))

    assert queries() == few
