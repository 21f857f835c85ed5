"""After an installation: "what is the password?" has an answer."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from people.enums import OrganisationKind
from people.models import Organisation, User
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db


def appoint(email="hoa@so.vi-du.vn", name="Nguyễn Thị Hoa"):
    said = StringIO()
    call_command("appoint_officer", email, "--name", name, stdout=said)
    return dict(line.split(":", 1) for line in said.getvalue().splitlines() if ":" in line)["Password"].strip()


def test_it_makes_the_department_and_its_first_officer():
    password = appoint("Hoa@So.Vi-du.vn")

    officer = User.objects.get()
    department = Organisation.objects.get(kind=OrganisationKind.EDUCATION_DEPARTMENT)
    assert officer.email == "hoa@so.vi-du.vn"
    assert officer.check_password(password)
    assert hats.of(officer).is_department_officer
    assert department.status == "verified"
    assert EmailAddress.objects.get(user=officer).verified


def test_the_department_that_is_there_is_kept():
    known = make.organisation(OrganisationKind.EDUCATION_DEPARTMENT, name="Sở GD&ĐT")

    appoint()

    assert User.objects.get().affiliations.get().organisation == known


def test_a_second_officer_is_not_appointed_from_the_command_line():
    appoint()

    with pytest.raises(CommandError):
        appoint("khac@so.vi-du.vn")
    assert User.objects.count() == 1


def test_an_officer_who_lost_the_password_gets_a_new_one():
    first = appoint()

    second = appoint()

    assert first != second
    assert User.objects.get().check_password(second)


def test_an_address_somebody_else_has_is_refused():
    mentor = make.mentor()

    with pytest.raises(CommandError):
        appoint(mentor.email)


@pytest.mark.parametrize(("email", "name"), [("khong-phai-email", "Hoa Nguyễn"), ("hoa@so.vi-du.vn", "  ")])
def test_what_cannot_be_taken_is_said(email, name):
    with pytest.raises(CommandError):
        appoint(email, name)
    assert not User.objects.exists()
