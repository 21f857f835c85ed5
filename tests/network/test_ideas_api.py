"""Ideas over the API: the same rights and sentences as in the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from network.enums import IdeaStatus, Visibility
from network.models import Idea
from people.enums import ConsentPurpose
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db
URL = "/api/v1/ideas/"


def body(**changes):
    needs = [{"kind": kind, "text": text} for kind, text in make.idea_content()["needs"]]
    return {**make.idea_content(), "needs": needs, **changes}


@pytest.fixture
def api():
    return APIClient()


def test_write_change_hand_in_and_publish(api):
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil
    api.force_authenticate(pupil)

    made = api.post(URL, body()).json()
    changed = api.patch(f"{URL}{made['id']}/", {"title": "Tên khác"}).json()
    handed_in = api.post(f"{URL}{made['id']}/submit/").json()
    api.force_authenticate(club.adviser)
    published = api.post(f"{URL}{made['id']}/publish/", {"visibility": "school"}).json()

    assert (made["club"], made["status"], made["needs"]) == (club.pk, "draft", body()["needs"])
    assert made["team"] == [{"pupil": pupil.pk, "name": pupil.full_name}]
    assert (changed["title"], changed["problem"], changed["version"]) == ("Tên khác", body()["problem"], 2)
    assert handed_in["status"] == "submitted"
    assert (published["status"], published["visibility"]) == ("published", "school")
    assert published["audience"]["rung"] == "school"


def test_return_withdraw_and_archive(api):
    idea = make.idea(status=IdeaStatus.SUBMITTED)
    api.force_authenticate(idea.club.adviser)

    without = api.post(f"{URL}{idea.pk}/return/", {})
    returned = api.post(f"{URL}{idea.pk}/return/", {"reason": "Kể rõ hơn."}).json()
    unasked = api.post(f"{URL}{idea.pk}/publish/", {"visibility": "club"})
    api.post(f"{URL}{idea.pk}/publish/", {"visibility": "club", "draft_version": returned["version"]})
    down = api.post(f"{URL}{idea.pk}/withdraw/").json()
    archived = api.post(f"{URL}{idea.pk}/archive/").json()

    assert (unasked.status_code, "nhóm chưa gửi" in unasked.json()["detail"]) == (409, True)
    assert (without.status_code, list(without.json()["errors"])) == (400, ["reason"])
    assert [answer["status"] for answer in (returned, down, archived)] == ["draft", "draft", "archived"]


def test_a_team_is_changed_with_the_same_limits(api):
    idea = make.idea()
    newcomer, stranger = make.pupil(idea.club.school), make.pupil()
    api.force_authenticate(idea.club.adviser)

    added = api.post(f"{URL}{idea.pk}/team/add/", {"pupil": newcomer.pk}).json()
    again = api.post(f"{URL}{idea.pk}/team/add/", {"pupil": newcomer.pk})
    refused = api.post(f"{URL}{idea.pk}/team/add/", {"pupil": stranger.pk})
    left = api.post(f"{URL}{idea.pk}/team/remove/", {"pupil": newcomer.pk}).json()

    assert [member["pupil"] for member in added["team"]] == [idea.created_by_id, newcomer.pk]
    assert again.status_code == 409
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["pupil"])
    assert [member["pupil"] for member in left["team"]] == [idea.created_by_id]


def test_an_outsider_learns_nothing_of_pupils(api):
    club = make.club()
    pupil = make.pupil(club.school, full_name="Nguyễn Rất Riêng", consents=(ConsentPurpose.ACCOUNT,))
    idea = make.idea(club, team=[pupil], visibility=Visibility.PUBLIC)
    api.force_authenticate(make.mentor())

    one = api.get(f"{URL}{idea.pk}/").json()

    assert (one["team"], one["audience"]["rung"], one["audience"]["gaps"]) == ([], "partners", [])
    assert "Riêng" not in api.get(URL).content.decode()
    for path, data in (("history", None), ("team/remove", {"pupil": pupil.pk})):
        call = api.get if data is None else api.post
        assert call(f"{URL}{idea.pk}/{path}/", data).status_code == 404
    assert api.post(f"{URL}{idea.pk}/team/add/", {"pupil": pupil.pk}).status_code == 403


def test_the_history_is_told_field_by_field(api):
    club = make.club()
    api.force_authenticate(make.join(club, make.pupil(club.school)).pupil)
    made = api.post(URL, body()).json()
    api.patch(f"{URL}{made['id']}/", {"title": "Tên khác"})

    last, first = api.get(f"{URL}{made['id']}/history/").json()

    assert (last["number"], first["number"]) == (2, 1)
    assert last["changes"] == [
        {"name": "title", "label": "Tên ý tưởng", "before": "Thùng rác biết phân loại", "after": "Tên khác"}
    ]


def test_a_mistake_is_a_problem_that_names_the_field(api):
    club = make.club()
    api.force_authenticate(club.adviser)

    answer = api.post(URL, body(club=club.pk, needs=[{"kind": "mentoring", "text": "x"}] * 6))

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["needs"])
    assert not Idea.objects.exists()


def test_without_a_club_of_ones_own_the_club_is_asked_for(api):
    api.force_authenticate(make.pupil())

    answer = api.post(URL, body())

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["club"])


def test_a_club_one_is_not_in_is_refused(api):
    club = make.club()
    api.force_authenticate(make.pupil(club.school))

    assert api.post(URL, body(club=club.pk)).status_code == 403


def test_what_one_may_not_see_is_not_found(api):
    idea = make.idea(visibility=Visibility.SCHOOL)
    api.force_authenticate(make.mentor())

    assert api.get(f"{URL}{idea.pk}/").status_code == 404
    assert api.post(f"{URL}{idea.pk}/withdraw/").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(api):
    club = make.club()
    viewer = make.mentor()
    counts = []
    for more in (1, 19):
        for _ in range(more):
            make.idea(club)
        api.force_authenticate(User.objects.get(pk=viewer.pk))
        with CaptureQueriesContext(connection) as queries:
            rows = api.get(URL).json()["results"]
        counts.append(len(queries))

    assert len(rows) == 20
    assert counts[0] == counts[1] <= 8
