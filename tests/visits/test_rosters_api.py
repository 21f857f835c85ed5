"""The roster over the API: the same rights, the same answers."""

import pytest
from rest_framework.test import APIClient

from people.models import RecordRead, TextMessage
from tests.visits import given, given_roster
from visits.models import Agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return given_roster.prepared()


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def address(visit, rest=""):
    return f"/api/v1/visits/{visit.pk}/{rest}"


def test_a_teacher_reads_the_roster_and_the_read_is_noted(visit):
    row = given.pupil_on(visit, given_roster.pupil(visit, "Lê Đức Bình"))

    told = api(visit.organiser).get(address(visit, "roster/")).json()

    assert told == {
        "party": 10,
        "room": 9,
        "off": [],
        "lines": [
            {
                "pupil": row.pupil_id,
                "full_name": "Lê Đức Bình",
                "class_name": "10A1",
                "word": "agreed",
                "obstacles": [],
                "goes": True,
                "papers": [],
                "notes": [],
            }
        ],
    }
    assert RecordRead.objects.get().what == "visit_roster"


def test_outsiders_find_no_roster(visit):
    for somebody in (visit.slot.offer.author, given.teacher(), given_roster.pupil(visit)):
        for method, rest in (("get", "roster/"), ("post", "roster/ask/"), ("get", "roster/export/")):
            assert getattr(api(somebody), method)(address(visit, rest)).status_code in {403, 404}


def test_pupils_are_found_added_once_and_removed(visit):
    pupil = given_roster.pupil(visit, "Đặng Minh Ánh")
    client = api(visit.organiser)

    assert client.get(address(visit, "roster/candidates/")).json() == []
    found = client.get(address(visit, "roster/candidates/"), {"q": "dang anh"}).json()
    assert [row["pupil"] for row in found] == [pupil.pk]
    added = [client.post(address(visit, "roster/"), {"pupils": [pupil.pk]}, format="json").json() for _ in range(2)]
    assert added == [{"count": 1, "already": 0}, {"count": 0, "already": 1}]
    assert client.delete(address(visit, f"roster/{pupil.pk}/")).status_code == 204
    assert client.delete(address(visit, f"roster/{pupil.pk}/")).status_code == 409


def test_what_is_no_list_of_pupils_is_refused(visit):
    client = api(visit.organiser)
    for body in ({}, {"pupils": []}, {"pupils": ["x"]}, {"pupils": [2**63]}, {"pupils": [-1]}):
        assert client.post(address(visit, "roster/"), body, format="json").status_code == 400


def test_guardians_are_asked(visit):
    given.pupil_on(visit, answer=None)

    told = api(visit.organiser).post(address(visit, "roster/ask/")).json()

    assert told == {"asked": 1, "sent": 1, "without_phone": 0}
    assert TextMessage.objects.count() == 1


def test_a_form_is_written_down_by_one_and_confirmed_by_another(visit):
    row = given.pupil_on(visit, answer=None)
    body = {"guardianship": given_roster.guardian(row).pk, "answer": "yes"}
    written = api(visit.organiser).post(address(visit, f"roster/{row.pupil_id}/papers/"), body, format="json").json()
    assert written == {"id": Agreement.objects.get().pk, "pupil": row.pupil_id, "answer": "yes", "waits": True}

    confirm = address(visit, f"papers/{written['id']}/confirm/")
    assert api(visit.organiser).post(confirm).status_code == 403
    told = api(given.teacher(visit.school)).post(confirm).json()

    assert told["waits"] is False
    assert given_roster.answers(visit) == {row.pupil_id: "yes"}
    assert api(given.teacher(visit.school)).post(confirm).status_code == 404


def test_a_form_is_dropped(visit):
    row = given.pupil_on(visit, answer=None)
    body = {"guardianship": given_roster.guardian(row).pk, "answer": "yes"}
    written = api(visit.organiser).post(address(visit, f"roster/{row.pupil_id}/papers/"), body, format="json").json()

    answer = api(visit.organiser).post(address(visit, f"papers/{written['id']}/turn-down/"))

    assert (answer.status_code, Agreement.objects.count()) == (204, 0)


def test_the_excel_file_comes_as_one(visit):
    given.pupil_on(visit)

    answer = api(visit.organiser).get(address(visit, "roster/export/"))

    assert answer.content[:2] == b"PK"
