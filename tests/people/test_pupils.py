"""Enrolling: user names made from names, a first password shown once, an account closed until the guardian agrees."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from people.enums import OrganisationStatus, Role, SchoolLevel
from people.models import School
from people.permissions import standing
from people.permissions.standing import Missing
from people.services import pupils
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    made = make.school()
    School.objects.filter(pk=made.pk).update(ministry_code="31000012")
    return School.objects.get(pk=made.pk)


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def enrol(school, by, full_name="Nguyễn Thị Minh Anh", **facts):
    return pupils.enrol(school=school, full_name=full_name, class_name="10A1", by=by, **facts)


def test_a_pupil_gets_a_user_name_and_a_password_and_no_address(school, teacher):
    enrolled = enrol(school, teacher)

    pupil = enrolled.pupil
    assert (pupil.username, pupil.email, pupil.full_name) == ("anhntm.thpt012", None, "Nguyễn Thị Minh Anh")
    assert pupil.check_password(enrolled.password)
    hat = pupil.affiliations.get()
    assert (hat.role, hat.organisation_id, hat.title) == (Role.STUDENT, school.pk, "10A1")


@pytest.mark.parametrize(
    ("full_name", "level", "username"),
    [
        ("Đỗ Đức Đạt", SchoolLevel.THCS, "datdd.thcs012"),
        ("  Phạm   Văn Ước ", SchoolLevel.GDTX, "uocpv.gdtx012"),
        ("Lê An", SchoolLevel.GDNN_GDTX, "anl.gdnngdtx012"),
    ],
)
def test_names_fold_to_letters_a_phone_types(school, teacher, full_name, level, username):
    school.level = level

    assert enrol(school, teacher, full_name).pupil.username == username


def test_the_same_name_gets_a_number(school, teacher):
    names = [enrol(school, teacher).pupil.username for _one in range(3)]

    assert names == ["anhntm.thpt012", "anhntm2.thpt012", "anhntm3.thpt012"]


def test_a_longer_name_that_begins_alike_takes_no_number(school, teacher):
    enrol(school, teacher, "Nguyễn Tú Mai Lan Anh")

    assert enrol(school, teacher, "Nguyễn Tú Mai Anh").pupil.username == "anhntm.thpt012"


def test_a_name_taken_between_looking_and_writing_gets_the_next(school, teacher, monkeypatch):
    enrol(school, teacher)
    monkeypatch.setattr(pupils, "_free_names", lambda base: iter([base, "anhntm2.thpt012"]))

    assert enrol(school, teacher).pupil.username == "anhntm2.thpt012"


def test_the_account_stays_closed_until_a_guardian_agrees(school, teacher):
    pupil = enrol(school, teacher).pupil

    assert standing.missing(pupil) == Missing.PASSWORD
    pupil.must_change_password = False
    assert standing.missing(pupil) == Missing.CONSENT


def test_passwords_differ_and_are_long_enough():
    made = {pupils.first_password() for _one in range(200)}

    assert len(made) == 200
    assert all(len(password) >= 12 and password.isascii() for password in made)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (lambda school: make.adult(school, Role.SCHOOL_ADMIN), True),
        (lambda school: make.adviser(school), True),
        (lambda school: make.adult(school, Role.TEACHER), False),
        (lambda school: make.adviser(), False),
        (lambda school: make.officer(), False),
        (lambda school: make.mentor(), False),
        (lambda school: make.pupil(school), False),
    ],
    ids=["admin", "adviser", "teacher", "other school", "Department", "mentor", "pupil"],
)
def test_who_enrols(school, who, may):
    by = who(school)

    if may:
        assert enrol(school, by).pupil.pk
    else:
        with pytest.raises(Refused):
            enrol(school, by)


@pytest.mark.parametrize("name", ["", "Anh", "   ", "!!! ???"])
def test_a_pupil_has_a_whole_name(school, teacher, name):
    with pytest.raises(Invalid) as refusal:
        enrol(school, teacher, name)

    assert set(refusal.value.errors) == {"full_name"}


def test_nobody_is_born_tomorrow(school, teacher):
    with pytest.raises(Invalid):
        enrol(school, teacher, birth_date=clock.today() + dt.timedelta(days=1))


def test_a_suspended_school_enrols_nobody(school, teacher):
    home = school.organisation
    home.status = OrganisationStatus.SUSPENDED
    home.save()

    with pytest.raises((Conflict, Refused)):
        enrol(school, teacher)


def test_a_forgotten_password_is_made_anew_by_the_own_school_alone(school, teacher):
    enrolled = enrol(school, teacher)

    fresh = pupils.reset_password(pupil=enrolled.pupil, by=teacher)

    assert enrolled.pupil.check_password(fresh)
    assert not enrolled.pupil.check_password(enrolled.password)
    with pytest.raises(Refused):
        pupils.reset_password(pupil=enrolled.pupil, by=make.adviser())
