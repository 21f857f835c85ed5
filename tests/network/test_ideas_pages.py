"""The idea pages as their readers use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.enums import IdeaStatus, Visibility
from network.models import Idea
from people.enums import ConsentPurpose, Role
from tests import make

pytestmark = pytest.mark.django_db


def form(needs=(("mentoring", "Cần người biết hàn."),), **changes):
    content = make.idea_content(**changes)
    content.pop("needs")
    rows = {"needs-TOTAL_FORMS": "3", "needs-INITIAL_FORMS": "0"}
    for place in range(3):
        kind, text = needs[place] if place < len(needs) else ("", "")
        rows |= {f"needs-{place}-kind": kind, f"needs-{place}-text": text}
    return content | rows


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def member_of(club):
    return make.join(club, make.pupil(club.school)).pupil


def test_writing_and_handing_in_at_once(client):
    club = make.club()
    pupil = member_of(club)
    client.force_login(pupil)

    answer = client.post(reverse("idea_create", args=[club.pk]), form() | {"submit": "1"})

    idea = Idea.objects.get()
    assert answer.url == reverse("idea_detail", args=[idea.pk])
    assert idea.status == IdeaStatus.SUBMITTED
    assert list(idea.needs.values_list("kind", "text")) == [("mentoring", "Cần người biết hàn.")]


def test_a_mistake_keeps_what_was_typed_and_writes_nothing(client):
    club = make.club()
    client.force_login(member_of(club))

    answer = client.post(
        reverse("idea_create", args=[club.pk]),
        form(title="", needs=(("mentoring", ""), ("", "Một vườn rau để thử."))),
    )

    shown = answer.content.decode()
    assert "Em viết thêm vài chữ" in shown
    assert "Em chọn loại trợ giúp" in shown
    assert "Một vườn rau để thử." in shown
    assert make.idea_content()["problem"] in shown
    assert not Idea.objects.exists()


def test_the_form_guides_with_an_example_under_each_question(client):
    club = make.club()

    shown = page(client, member_of(club), "idea_create", club.pk)

    assert shown.count("Ví dụ:") == 4
    assert "Lưu và gửi thầy cô" in shown


def test_the_edit_form_holds_what_stands(client):
    idea = make.idea(status=IdeaStatus.DRAFT)

    shown = page(client, idea.created_by, "idea_edit", idea.pk)

    assert idea.title in shown
    assert "Chúng em cần người biết xử lý nước." in shown


def test_changing_a_need_replaces_it(client):
    idea = make.idea(status=IdeaStatus.DRAFT)
    client.force_login(idea.created_by)

    client.post(reverse("idea_edit", args=[idea.pk]), form(needs=(("pilot", "Một sân trường."),)))

    assert list(idea.needs.values_list("kind", "text")) == [("pilot", "Một sân trường.")]


def test_from_hand_in_to_return_to_publication(client):
    idea = make.idea(status=IdeaStatus.DRAFT)
    pupil, adviser = idea.created_by, idea.club.adviser

    client.force_login(pupil)
    client.post(reverse("idea_submit", args=[idea.pk]))
    client.force_login(adviser)
    assert idea.title in client.get(reverse("idea_list"), {"show": "waiting"}).content.decode()
    client.post(reverse("idea_return", args=[idea.pk]), {"reason": "Các em kể rõ hơn ai sẽ dùng."})
    assert "Các em kể rõ hơn ai sẽ dùng." in page(client, pupil, "idea_detail", idea.pk)
    client.post(reverse("idea_submit", args=[idea.pk]))
    client.force_login(adviser)
    client.post(reverse("idea_publish", args=[idea.pk]), {"visibility": "school"})

    idea.refresh_from_db()
    assert (idea.status, idea.visibility) == (IdeaStatus.PUBLISHED, Visibility.SCHOOL)
    assert "Học sinh và thầy cô của trường." in page(client, pupil, "idea_detail", idea.pk)


def test_publishing_what_was_not_handed_in_takes_a_second_step(client):
    idea = make.idea(status=IdeaStatus.DRAFT)
    address = reverse("idea_publish", args=[idea.pk])
    shown = page(client, idea.club.adviser, "idea_detail", idea.pk)
    assert "Nhóm đang viết và chưa gửi. Tôi đã đọc bản này, vẫn đăng." in shown

    asked_again = client.post(address, {"visibility": "school", "version": idea.version})
    idea.refresh_from_db()
    assert "đánh dấu ô này nếu vẫn muốn đăng" in asked_again.content.decode()
    assert idea.status == IdeaStatus.DRAFT

    client.post(address, {"visibility": "school", "version": idea.version, "although_draft": "on"})
    idea.refresh_from_db()
    assert (idea.status, idea.visibility) == (IdeaStatus.PUBLISHED, Visibility.SCHOOL)


def test_what_was_handed_in_takes_no_second_step(client):
    idea = make.idea(status=IdeaStatus.SUBMITTED)

    assert "vẫn đăng" not in page(client, idea.club.adviser, "idea_detail", idea.pk)


def test_a_return_without_a_reason_is_asked_for_one_on_the_same_page(client):
    idea = make.idea(status=IdeaStatus.SUBMITTED)
    client.force_login(idea.club.adviser)

    answer = client.post(reverse("idea_return", args=[idea.pk]), {"reason": " "})

    assert 'id="id_reason_error"' in answer.content.decode()
    idea.refresh_from_db()
    assert idea.status == IdeaStatus.SUBMITTED


def test_the_adviser_reads_what_each_visibility_means(client):
    idea = make.idea(status=IdeaStatus.SUBMITTED)

    shown = page(client, idea.club.adviser, "idea_detail", idea.pk)

    for words in ("Chỉ câu lạc bộ:", "Toàn trường:", "Các bên đồng hành đã thẩm định:", "Công khai:"):
        assert words in shown


@pytest.mark.parametrize("who", ["mentor", "officer", "pupil elsewhere", "anonymous"])
def test_outside_the_school_no_pupil_is_named_on_any_page(client, who):
    club = make.club()
    pupil = make.pupil(
        club.school,
        full_name="Nguyễn Thị Rất Riêng",
        consents=(ConsentPurpose.ACCOUNT, ConsentPurpose.PUBLIC_TEAM_PAGE),
    )
    idea = make.idea(club, team=[pupil], visibility=Visibility.PUBLIC)
    viewer = {
        "mentor": make.mentor,
        "officer": make.officer,
        "pupil elsewhere": make.pupil,
        "anonymous": lambda: None,
    }[who]()
    if viewer:
        client.force_login(viewer)

    pages = [
        client.get(reverse(name, args=args)).content.decode()
        for name, args in [
            ("idea_detail", [idea.pk]),
            ("idea_list", []),
            ("club_detail", [club.pk]),
            ("club_list", []),
            ("idea_history", [idea.pk]),
            ("idea_team", [idea.pk]),
        ]
    ]

    assert idea.title in pages[0]
    assert not any("Riêng" in shown or pupil.username in shown for shown in pages)
    assert not any(club.adviser.full_name in shown for shown in pages)


def test_the_team_is_named_to_a_teacher_of_the_school(client):
    idea = make.idea()

    shown = page(client, make.adult(idea.club.school, Role.TEACHER), "idea_detail", idea.pk)

    assert idea.created_by.full_name in shown


def test_what_is_not_public_asks_a_stranger_to_log_in(client):
    idea = make.idea()

    answer = client.get(reverse("idea_detail", args=[idea.pk]))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_history_marks_the_words_that_changed(client):
    club = make.club()
    pupil = member_of(club)
    client.force_login(pupil)
    client.post(reverse("idea_create", args=[club.pk]), form(title="Thùng rác vui"))
    idea = Idea.objects.get()
    client.post(reverse("idea_edit", args=[idea.pk]), form(title="Thùng rác buồn"))

    shown = client.get(reverse("idea_history", args=[idea.pk])).content.decode()

    assert "<ins>" in shown
    assert "<del>" in shown


def test_adding_and_leaving_on_the_team_page(client):
    idea = make.idea(status=IdeaStatus.DRAFT)
    mate = member_of(idea.club)
    client.force_login(idea.created_by)
    url = reverse("idea_team", args=[idea.pk])

    assert mate.full_name in client.get(url).content.decode()
    client.post(url, {"pupil": mate.pk})
    assert [member.pupil for member in idea.team.filter(left_at=None)] == [idea.created_by, mate]
    answer = client.post(reverse("idea_team_leave", args=[idea.pk, idea.created_by.pk]))

    assert answer.url == reverse("idea_list")
    assert [member.pupil for member in idea.team.filter(left_at=None)] == [mate]


def test_the_team_page_takes_nobody_from_outside_the_list(client):
    idea = make.idea(status=IdeaStatus.DRAFT)
    client.force_login(idea.created_by)

    client.post(reverse("idea_team", args=[idea.pk]), {"pupil": make.pupil().pk})

    assert idea.team.count() == 1


@pytest.mark.parametrize("name", ["idea_submit", "idea_return", "idea_publish", "idea_withdraw", "idea_archive"])
def test_what_changes_something_is_only_posted(client, name):
    idea = make.idea()
    client.force_login(idea.club.adviser)

    assert client.get(reverse(name, args=[idea.pk])).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["idea_edit", "idea_submit", "idea_return", "idea_publish", "idea_withdraw", "idea_archive", "idea_team"],
)
def test_what_one_may_not_see_one_cannot_act_on(client, name):
    idea = make.idea(status=IdeaStatus.DRAFT)
    client.force_login(make.mentor())

    answer = client.post(reverse(name, args=[idea.pk]), {"visibility": "public", "reason": "x", "pupil": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize("show", ["", "mine", "waiting"])
def test_the_list_asks_as_often_for_fifty_as_for_one(client, show):
    club = make.club()
    client.force_login(club.adviser)
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.idea(club, status=IdeaStatus.SUBMITTED)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("idea_list"), {"show": show})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_words_are_found_without_diacritics_and_facts_narrow(client):
    club = make.club()
    wanted, other = make.idea(club, title="Lưới ở Đồ Sơn"), make.idea(club, title="Bếp trấu", stage="pilot")
    client.force_login(make.mentor())

    for query in ({"q": "do son"}, {"stage": "idea"}):
        shown = client.get(reverse("idea_list"), query).content.decode()
        assert (wanted.title in shown, other.title in shown) == (True, False)
