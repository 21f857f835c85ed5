"""What stands in the bar and in the account menu: nothing twice, and whatever concerns its reader."""

import pytest
from django.urls import reverse

from people.enums import OrganisationKind, Role
from tests import make

pytestmark = pytest.mark.django_db
PAST = "?tab=past"


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.MFA_REQUIRED = False


def menu(client, user):
    client.force_login(user)
    context = client.get(reverse("profile")).context
    return [entry.url for entry in [*context["nav"], *context["account_links"]]]


def plain_teacher():
    return make.adult(make.school(), Role.TEACHER)


def head():
    return make.adult(make.school(), Role.SCHOOL_ADMIN)


WHO = {
    "pupil": make.pupil,
    "teacher": plain_teacher,
    "adviser": lambda: make.club().adviser,
    "head": head,
    "mentor": make.mentor,
    "representative": make.representative,
    "officer": make.officer,
    "commune officer": make.commune_officer,
}


@pytest.mark.parametrize("who", WHO)
def test_nothing_stands_in_the_menu_twice(client, who):
    found = menu(client, WHO[who]())

    assert [url for url in found if found.count(url) > 1] == []


@pytest.mark.parametrize("who", ["teacher", "adviser", "head", "mentor", "representative"])
def test_whoever_prepares_or_receives_visits_finds_those_to_come_and_those_that_are_over(client, who):
    here = reverse("visit_list")

    assert [url for url in menu(client, WHO[who]()) if url.startswith(here)] == [here, here + PAST]


@pytest.mark.parametrize("who", ["pupil", "teacher", "adviser", "head", "mentor", "representative"])
def test_meetings_and_the_calendar_are_in_the_menu(client, who):
    assert {reverse("session_list"), reverse("calendar")} <= set(menu(client, WHO[who]()))


def test_hours_given_stand_in_the_menu_of_whoever_gives_them_a_teacher_too(client):
    teacher = plain_teacher()
    assert reverse("credit_list") not in menu(client, teacher)
    assert reverse("credit_list") in menu(client, make.mentor())

    home = make.organisation(OrganisationKind.ALUMNI_ASSOCIATION)
    teacher.affiliations.create(organisation=home, role=Role.ALUMNUS, starts_on=teacher.affiliations.get().starts_on)
    assert reverse("credit_list") in menu(client, type(teacher).objects.get(pk=teacher.pk))
