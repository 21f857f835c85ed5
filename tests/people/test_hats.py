"""What a person is today, from the affiliations that stand."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from people.enums import OrganisationKind, OrganisationStatus, Role
from people.models import Affiliation
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
QUESTIONS = (
    "is_pupil",
    "is_active_pupil",
    "is_adviser",
    "is_school_admin",
    "is_school_staff",
    "is_representative",
    "is_supporter",
    "is_cleared_supporter",
    "is_commune_officer",
    "is_department_officer",
    "is_officer",
)
ROLES = {
    "pupil": (make.pupil, {"is_pupil", "is_active_pupil"}),
    "pupil without consent": (lambda: make.pupil(consents=()), {"is_pupil"}),
    "pupil without assent": (lambda: make.pupil(assented=False), {"is_pupil"}),
    "teacher": (lambda: make.adult(make.school(), Role.TEACHER), {"is_school_staff"}),
    "adviser": (make.adviser, {"is_adviser", "is_school_staff"}),
    "school admin": (lambda: make.adult(make.school(), Role.SCHOOL_ADMIN), {"is_school_admin", "is_school_staff"}),
    "representative": (make.representative, {"is_representative", "is_supporter", "is_cleared_supporter"}),
    "mentor": (make.mentor, {"is_supporter", "is_cleared_supporter"}),
    "mentor without checks": (lambda: make.mentor(cleared=False), {"is_supporter"}),
    "alumnus": (lambda: make.clear(make.adult(make.school(), Role.ALUMNUS)), {"is_supporter", "is_cleared_supporter"}),
    "commune officer": (make.commune_officer, {"is_commune_officer", "is_officer"}),
    "department officer": (make.officer, {"is_department_officer", "is_officer"}),
    "nobody": (make.person, set()),
    "closed account": (lambda: make.adult(make.school(), Role.ADVISER, is_active=False), set()),
    "stranger": (AnonymousUser, set()),
}


@pytest.mark.parametrize(("who", "answers"), ROLES.values(), ids=ROLES)
def test_each_role_answers_its_own_questions(who, answers):
    worn = hats.of(who())

    assert {question for question in QUESTIONS if getattr(worn, question)} == answers


@pytest.mark.parametrize(
    ("facts", "is_worn"),
    [
        ({"ends_on": 0}, True),
        ({"ends_on": -1}, False),
        ({"starts_on": 0}, True),
        ({"starts_on": 1}, False),
    ],
    ids=["ends today", "ended yesterday", "begins today", "begins tomorrow"],
)
def test_a_hat_counts_from_its_first_day_to_its_last(facts, is_worn):
    adviser = make.adviser()
    Affiliation.objects.filter(user=adviser).update(
        **{name: clock.today() + days * DAY for name, days in facts.items()}
    )

    assert hats.of(adviser).is_adviser is is_worn


def test_suspending_an_organisation_takes_its_hats_off_and_leaves_the_others():
    school, company = make.school(), make.organisation()
    person = make.adult(school, Role.TEACHER)
    make.hat(person, company, Role.MENTOR)
    company.status = OrganisationStatus.SUSPENDED
    company.save()

    worn = hats.of(person)

    assert (len(worn.worn), worn.is_school_staff, worn.is_supporter) == (2, True, False)


def test_a_mentor_of_an_organisation_that_waits_is_not_let_near_ideas():
    mentor = make.mentor(make.organisation(status=OrganisationStatus.PENDING))

    worn = hats.of(mentor)

    assert (worn.is_supporter, worn.is_cleared, worn.is_cleared_supporter) == (True, False, False)


def test_a_pupil_of_a_suspended_school_is_a_pupil_and_not_active():
    school = make.school(status=OrganisationStatus.SUSPENDED)
    worn = hats.of(make.pupil(school))

    assert (worn.is_pupil, worn.is_active_pupil, worn.counting) == (True, False, ())


def test_an_alumnus_does_not_belong_to_the_old_school():
    school = make.school()
    worn = hats.of(make.adult(school, Role.ALUMNUS))

    assert worn.school_ids == worn.staffed_school_ids == frozenset()
    assert worn.supported_organisation_ids == {school.pk}


def test_a_commune_officer_answers_for_the_own_commune():
    unit = make.commune()
    make.organisation(OrganisationKind.COMMUNE_OFFICE, name="Xã khác")

    assert hats.of(make.commune_officer(unit)).commune_ids == {unit.pk}


def test_hats_are_read_once_a_request(django_assert_num_queries):
    mentor = make.mentor()

    with django_assert_num_queries(1):
        hats.of(mentor)
        hats.of(mentor)


def test_forgetting_reads_them_again():
    mentor = make.mentor()
    hats.of(mentor)
    Affiliation.objects.filter(user=mentor).delete()

    hats.forget(mentor)

    assert not hats.of(mentor).is_supporter


@pytest.mark.parametrize("who", [make.pupil, make.adviser])
def test_people_of_a_school_cost_one_query(who, django_assert_num_queries):
    user = who()

    with django_assert_num_queries(1):
        hats.of(user)
