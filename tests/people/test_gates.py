"""Every way in which somebody stops being seen, one row each."""

import datetime as dt

import pytest

from core import clock
from people.enums import ClearanceCheck, ConsentPurpose, OrganisationKind, OrganisationStatus, Role
from people.models import Affiliation, Clearance, Consent, Guardian, Guardianship, Organisation, User
from people.selectors import gates
from tests import make

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def change(rows, **facts):
    assert rows.update(**facts) > 0


def one_check(**facts):
    return lambda user: change(Clearance.objects.filter(user=user, check_kind=ClearanceCheck.REFERENCES), **facts)


def all_checks(**facts):
    return lambda user: change(Clearance.objects.filter(user=user), **facts)


def hat(**facts):
    return lambda user: change(Affiliation.objects.filter(user=user), **facts)


def home(**facts):
    return lambda user: change(Organisation.objects.filter(affiliations__user=user), **facts)


def person(**facts):
    return lambda user: change(User.objects.filter(pk=user.pk), **facts)


def today():
    return clock.today()


ADULTS = {
    "nothing happened": (lambda user: None, True),
    "one check was revoked": (lambda user: one_check(revoked_at=clock.now())(user), False),
    "one check lapsed yesterday": (lambda user: one_check(expires_on=today() - DAY)(user), False),
    "all checks end today": (lambda user: all_checks(expires_on=today())(user), True),
    "one check begins tomorrow": (lambda user: one_check(granted_on=today() + DAY)(user), False),
    "all checks began today": (lambda user: all_checks(granted_on=today())(user), True),
    "the account was closed": (person(is_active=False), False),
    "the hat ends today": (lambda user: hat(ends_on=today())(user), True),
    "the hat ended yesterday": (lambda user: hat(ends_on=today() - DAY)(user), False),
    "the hat begins tomorrow": (lambda user: hat(starts_on=today() + DAY)(user), False),
    "the hat is a teacher's": (hat(role=Role.TEACHER), False),
    "the organisation was suspended": (home(status=OrganisationStatus.SUSPENDED), False),
    "the organisation waits": (home(status=OrganisationStatus.PENDING), False),
}


@pytest.mark.parametrize(("happens", "is_seen"), ADULTS.values(), ids=ADULTS)
def test_an_outside_adult_is_seen_while_everything_stands(happens, is_seen):
    mentor, other = make.mentor(), make.mentor()

    happens(mentor)

    assert set(gates.cleared_adults()) == ({mentor, other} if is_seen else {other})


@pytest.mark.parametrize("missing", ClearanceCheck)
def test_four_checks_are_not_five(missing):
    mentor = make.mentor()
    Clearance.objects.filter(user=mentor, check_kind=missing).delete()

    assert not gates.cleared_adults().exists()


def test_a_revoked_check_does_not_stand_in_for_a_missing_one():
    mentor = make.mentor()
    Clearance.objects.filter(user=mentor, check_kind=ClearanceCheck.IDENTITY).update(revoked_at=clock.now())
    row = Clearance.objects.filter(user=mentor, check_kind=ClearanceCheck.REFERENCES).get()
    row.pk, row.check_kind, row.revoked_at = None, ClearanceCheck.IDENTITY, clock.now()
    row.save()

    assert not gates.cleared_adults().exists()


@pytest.mark.parametrize("second_vouches", [True, False])
def test_a_second_organisation_carries_a_mentor_whose_first_was_suspended_by_its_own_word(second_vouches):
    mentor, second = make.mentor(), make.organisation(OrganisationKind.YOUTH_UNION)
    make.hat(mentor, second, Role.VOLUNTEER)
    if second_vouches:
        mentor.clearances.filter(check_kind=ClearanceCheck.ORGANISATION_WORD).update(organisation=second)
    Organisation.objects.filter(affiliations__user=mentor, kind=OrganisationKind.ENTERPRISE).update(
        status=OrganisationStatus.SUSPENDED
    )

    assert list(gates.cleared_adults()) == ([mentor] if second_vouches else [])


def account_consent(**facts):
    return lambda user: change(
        Consent.objects.filter(guardianship__pupil=user, purpose=ConsentPurpose.ACCOUNT), **facts
    )


def guardianship(**facts):
    return lambda user: change(Guardianship.objects.filter(pupil=user), **facts)


PUPILS = {
    "nothing happened": (lambda user: None, True),
    "the consent was withdrawn": (lambda user: account_consent(withdrawn_at=clock.now())(user), False),
    "the consent ended yesterday": (lambda user: account_consent(expires_on=today() - DAY)(user), False),
    "the consent ends today": (lambda user: account_consent(expires_on=today())(user), True),
    "the consent is from tomorrow": (lambda user: account_consent(given_at=clock.now() + DAY)(user), False),
    "the consent is for something else": (account_consent(purpose=ConsentPurpose.MEDIA), False),
    "the guardian stopped being one today": (lambda user: guardianship(ended_on=today())(user), False),
    "the guardian stops tomorrow": (lambda user: guardianship(ended_on=today() + DAY)(user), True),
    "the pupil has not said yes": (person(assented_at=None), False),
    "the account was closed": (person(is_active=False), False),
    "the last day at school is today": (lambda user: hat(ends_on=today())(user), True),
    "the pupil left yesterday": (lambda user: hat(ends_on=today() - DAY)(user), False),
    "school begins tomorrow": (lambda user: hat(starts_on=today() + DAY)(user), False),
    "the school was suspended": (home(status=OrganisationStatus.SUSPENDED), False),
    "the school waits": (home(status=OrganisationStatus.PENDING), False),
}


@pytest.mark.parametrize(("happens", "is_active"), PUPILS.values(), ids=PUPILS)
def test_a_pupil_is_active_while_everything_stands(happens, is_active):
    pupil, other = make.pupil(), make.pupil()

    happens(pupil)

    assert set(gates.active_pupils()) == ({pupil, other} if is_active else {other})


def test_one_guardians_yes_is_enough():
    pupil = make.pupil(consents=())
    make.consent(pupil, ConsentPurpose.ACCOUNT)
    Guardianship.objects.create(guardian=Guardian.objects.create(full_name="Bố"), pupil=pupil)

    assert list(gates.active_pupils()) == [pupil]


def test_purposes_are_separate():
    agreed, silent = make.pupil(), make.pupil(consents=(ConsentPurpose.ACCOUNT,))

    lacking = gates.pupils_without_consent([agreed.pk, silent.pk], ConsentPurpose.MENTORING_CHAT)

    assert lacking == {silent.pk}


def test_a_school_sees_its_own_pupils_whether_active_or_not():
    school = make.school()
    waiting = make.pupil(school, consents=(), assented=False)
    gone = make.pupil(school)
    hat(ends_on=today() - DAY)(gone)
    make.pupil()

    assert list(gates.pupils_in_schools(frozenset({school.pk}))) == [waiting]


ADVISERS = {
    "nothing happened": (lambda user: None, True),
    "the account was closed": (person(is_active=False), False),
    "the last day is today": (lambda user: hat(ends_on=today())(user), True),
    "the adviser left yesterday": (lambda user: hat(ends_on=today() - DAY)(user), False),
    "the adviser is now only a teacher": (hat(role=Role.TEACHER), False),
    "the school was suspended": (home(status=OrganisationStatus.SUSPENDED), False),
}


@pytest.mark.parametrize(("happens", "stands"), ADVISERS.values(), ids=ADVISERS)
def test_an_adviser_stands_while_everything_stands(happens, stands):
    club = make.club()

    happens(club.adviser)

    assert type(club).objects.filter(gates.is_adviser_in("adviser", "school")).exists() is stands
