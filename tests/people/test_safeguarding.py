"""Who leads safeguarding is named by the school, and is the administrator while nobody is."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core.errors import NotFound, Refused
from people.enums import Role
from people.selectors import hats
from people.selectors import safeguarding as selectors
from people.services import safeguarding
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def admin(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


def hat_of(person):
    return person.affiliations.get()


def leads(home):
    return set(selectors.leads_of(home.pk))


def test_by_default_the_administrators_lead(home, admin):
    assert leads(home) == {admin}
    assert selectors.schools_led_by(admin) == {home.pk}


def test_naming_and_unnaming(home, admin):
    teacher = make.adult(home, Role.TEACHER)

    safeguarding.appoint(affiliation=hat_of(teacher), by=admin)
    safeguarding.appoint(affiliation=hat_of(teacher), by=admin)
    hats.forget(teacher)
    assert leads(home) == {teacher}
    assert (selectors.schools_led_by(teacher), selectors.schools_led_by(admin)) == ({home.pk}, frozenset())

    safeguarding.dismiss(affiliation=hat_of(teacher), by=admin)
    hats.forget(teacher)
    assert leads(home) == {admin}
    assert (selectors.schools_led_by(teacher), selectors.schools_led_by(admin)) == (frozenset(), {home.pk})


def test_a_lead_who_left_leads_no_longer(home, admin):
    teacher = make.adult(home, Role.TEACHER)
    safeguarding.appoint(affiliation=hat_of(teacher), by=admin)
    teacher.affiliations.update(ends_on="2020-01-01", starts_on="2019-01-01")
    hats.forget(admin)

    assert leads(home) == {admin}
    assert selectors.schools_led_by(admin) == {home.pk}


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ADVISER])
def test_teachers_name_nobody(home, role):
    teacher = make.adult(home, role)

    with pytest.raises(Refused):
        safeguarding.appoint(affiliation=hat_of(teacher), by=teacher)


def test_nobody_names_at_another_school(admin):
    with pytest.raises(Refused):
        safeguarding.appoint(affiliation=hat_of(make.adult(make.school(), Role.TEACHER)), by=admin)


def test_pupils_and_alumni_do_not_lead(home, admin):
    for person in (make.pupil(home), make.adult(home, Role.ALUMNUS)):
        with pytest.raises(NotFound):
            safeguarding.appoint(affiliation=hat_of(person), by=admin)


def test_the_department_names_its_own():
    officer, colleague = make.officer(), make.officer()

    safeguarding.appoint(affiliation=hat_of(colleague), by=officer)

    assert set(selectors.leads_of_department()) == {colleague}
    assert [selectors.leads_department(person) for person in (officer, colleague)] == [False, True]


def test_page_and_api_do_the_same(client, home, admin):
    teacher = make.adult(home, Role.TEACHER)
    client.force_login(admin)
    client.post(reverse("safeguarding_appoint", args=[hat_of(teacher).pk]))
    assert leads(home) == {teacher}
    assert "đang phụ trách" in client.get(reverse("safeguarding")).content.decode()

    api = APIClient()
    api.force_authenticate(admin)
    rows = api.get("/api/v1/safeguarding/").json()["results"]
    assert {row["full_name"]: row["leads_safeguarding"] for row in rows} == {
        admin.full_name: False,
        teacher.full_name: True,
    }
    api.post(f"/api/v1/safeguarding/{hat_of(teacher).pk}/dismiss/")
    assert leads(home) == {admin}
