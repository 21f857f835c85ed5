"""Concerns over the API: the same rights as in the pages."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from people.enums import Role
from people.models import Concern
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db
CONCERNS = "/api/v1/concerns/"


@pytest.fixture
def api():
    cache.clear()
    return APIClient()


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def lead(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


@pytest.fixture
def engagement(home, lead):
    return make.engagement(make.idea(make.club(home), team=[make.pupil(home)]))


def test_a_report_by_reference(api, engagement):
    pupil = engagement.proposal.idea.created_by
    api.force_authenticate(pupil)
    about = {"kind": "engagement", "id": engagement.pk}
    reference = api.post(f"{CONCERNS}references/", about).json()["reference"]

    answer = api.post(CONCERNS, {"worry": "contact", "text": "Hỏi Zalo.", "reference": reference, "person": 0})

    (made,) = Concern.objects.all()
    assert answer.status_code == 201
    assert set(answer.json()) == {"created_at", "answer", "answered_at"}
    assert (made.reporter, list(made.named.all())) == (pupil, [engagement.supporter])


def test_no_reference_to_what_one_may_not_see(api, engagement):
    api.force_authenticate(make.pupil())

    answer = api.post(f"{CONCERNS}references/", {"kind": "engagement", "id": engagement.pk})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body", [{"worry": "zzz"}, {"worry": "other", "person": 3}, {"worry": "other", "about": "zzz"}, {"text": "a"}]
)
def test_bad_reports_are_told_by_field(api, body):
    api.force_authenticate(make.pupil())

    answer = api.post(CONCERNS, body)

    assert answer.status_code in {400, 422}
    assert answer.json()["errors"]
    assert not Concern.objects.exists()


def test_the_lead_works_through_a_case(api, engagement, lead, home):
    case = make.concern("engagement", engagement.pk, by=engagement.proposal.idea.created_by, person=0)
    api.force_authenticate(lead)
    at = f"{CONCERNS}{case.pk}/"

    read = api.get(at).json()
    assert (read["status"], read["reporter_name"], read["is_whole"]) == ("looked", case.reporter.full_name, True)
    assert [row["id"] for row in read["named"]] == [engagement.supporter_id]
    target = read["holdables"][0]["target"]
    for door, body in (
        ("note", {"act": "talked", "text": "Gặp em."}),
        ("note", {"act": "to_111", "text": "Mã 12."}),
        ("hold", {"target": target}),
        ("release", {"target": target}),
        ("answer", {"text": "Cảm ơn em."}),
        ("hand-over", {"text": "Nhờ Sở."}),
        ("ask-suspension", {"adult": engagement.supporter_id}),
        ("ask-close", {"outcome": "settled", "text": "Xong."}),
    ):
        assert api.post(f"{at}{door}/", body).status_code == 200, door
    api.force_authenticate(make.adult(home, Role.SCHOOL_ADMIN))
    assert "report" not in api.get(f"{at}confirm/").json()
    assert api.post(f"{at}confirm/").json()["status"] == "closed"


def test_the_second_person_keeps_it_open(api, engagement, lead, home):
    case = make.concern("engagement", engagement.pk, by=engagement.proposal.idea.created_by, person=0)
    api.force_authenticate(lead)
    api.get(f"{CONCERNS}{case.pk}/")
    api.post(f"{CONCERNS}{case.pk}/ask-close/", {"outcome": "settled", "text": "Xong."})
    api.force_authenticate(make.officer())

    answer = api.post(f"{CONCERNS}{case.pk}/keep-open/", {"text": "Chưa gặp phụ huynh."})

    assert (answer.status_code, answer.json()["status"]) == (200, "looked")


def test_the_department_suspends(api, engagement, lead):
    case = make.concern("engagement", engagement.pk, by=engagement.proposal.idea.created_by, person=1)
    case.named.set([engagement.supporter])
    api.force_authenticate(make.officer())

    answer = api.post(f"{CONCERNS}{case.pk}/suspend/", {"adult": engagement.supporter_id})

    assert answer.status_code == 200
    assert not engagement.supporter.clearances.filter(revoked_at=None).exists()


def test_the_list_asks_the_same_at_1_and_50_rows(api, home, lead, django_assert_max_num_queries):
    pupil, counts = make.pupil(home), set()
    for count in (1, 50):
        while Concern.objects.count() < count:
            make.concern(by=pupil)
        for who, door in ((lead, CONCERNS), (pupil, f"{CONCERNS}mine/")):
            hats.forget(who)
            api.force_authenticate(who)
            with django_assert_max_num_queries(8) as counted:
                rows = api.get(door, {"page_size": 50}).json()["results"]
            assert len(rows) == count
            counts.add((door, len(counted)))

    assert len(counts) == 2
