"""Giving and taking hats: which role where, by whom, to whom."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from people.enums import ROLE_HOMES, OrganisationKind, Role
from people.selectors import hats
from people.services import affiliations
from tests import make

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def place(kind):
    return make.school().organisation if kind == OrganisationKind.SCHOOL else make.organisation(kind)


def give(user, organisation, role, by, **facts):
    return affiliations.open_for(user=user, organisation=organisation, role=role, by=by, **facts)


def test_a_role_fits_only_the_kinds_of_organisation_it_belongs_to():
    officer = make.officer()
    places = {kind: place(kind) for kind in OrganisationKind}
    fits = {}
    for role in Role:
        for kind, organisation in places.items():
            try:
                give(make.person(), organisation, role, officer)
            except Invalid:
                continue
            fits.setdefault(role, set()).add(kind)

    assert fits == {role: set(kinds) for role, kinds in ROLE_HOMES.items()}


GIVERS = {
    "admin gives adviser": (Role.SCHOOL_ADMIN, Role.ADVISER, True),
    "admin gives teacher": (Role.SCHOOL_ADMIN, Role.TEACHER, True),
    "admin gives pupil": (Role.SCHOOL_ADMIN, Role.STUDENT, True),
    "admin gives admin": (Role.SCHOOL_ADMIN, Role.SCHOOL_ADMIN, False),
    "adviser gives pupil": (Role.ADVISER, Role.STUDENT, True),
    "adviser gives adviser": (Role.ADVISER, Role.ADVISER, False),
    "teacher gives pupil": (Role.TEACHER, Role.STUDENT, False),
    "alumnus gives alumnus": (Role.ALUMNUS, Role.ALUMNUS, False),
}


@pytest.mark.parametrize(("giver", "given", "may"), GIVERS.values(), ids=GIVERS)
def test_who_gives_what_in_the_own_school(giver, given, may):
    school = make.school()
    by = make.adult(school, giver)

    if may:
        assert give(make.person(), school.organisation, given, by).role == given
    else:
        with pytest.raises(Refused):
            give(make.person(), school.organisation, given, by)


def test_an_admin_gives_nothing_in_another_school():
    with pytest.raises(Refused):
        give(make.person(), make.school().organisation, Role.ADVISER, make.adult(make.school(), Role.SCHOOL_ADMIN))


def test_a_representative_names_mentors_of_the_own_organisation_only():
    home, other = make.organisation(), make.organisation()
    by = make.representative(home)

    assert give(make.person(), home, Role.MENTOR, by).organisation == home
    with pytest.raises(Refused):
        give(make.person(), other, Role.MENTOR, by)
    with pytest.raises(Refused):
        give(make.person(), home, Role.REPRESENTATIVE, by)


@pytest.mark.parametrize("who", [make.officer, lambda: make.adult(make.school(), Role.SCHOOL_ADMIN)])
def test_nobody_gives_a_hat_to_oneself(who):
    by = who()
    organisation = by.affiliations.get().organisation
    role = Role.DEPARTMENT_OFFICER if organisation.kind == OrganisationKind.EDUCATION_DEPARTMENT else Role.ADVISER

    with pytest.raises(Refused):
        give(by, organisation, role, by)


def test_a_pupil_gets_no_adults_role():
    with pytest.raises(Invalid):
        give(make.pupil(), make.organisation(), Role.MENTOR, make.officer())


def test_a_minor_who_left_school_gets_no_adults_role_before_eighteen(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    young = make.person(birth_date=dt.date(2008, 11, 24))
    grown = make.person(birth_date=dt.date(2008, 11, 23))
    home, officer = make.organisation(), make.officer()

    with pytest.raises(Invalid):
        give(young, home, Role.MENTOR, officer)
    assert give(grown, home, Role.MENTOR, officer).role == Role.MENTOR


def test_an_adults_account_is_not_made_a_pupils():
    with pytest.raises(Invalid):
        give(make.mentor(), make.school().organisation, Role.STUDENT, make.officer())


def test_a_pupil_is_in_one_school_at_a_time():
    with pytest.raises(Conflict):
        give(make.pupil(), make.school().organisation, Role.STUDENT, make.officer())


def test_the_same_hat_twice_is_said():
    mentor, officer = make.mentor(), make.officer()

    with pytest.raises(Conflict):
        give(mentor, mentor.affiliations.get().organisation, Role.MENTOR, officer)


def test_a_closed_hat_is_worn_to_the_end_of_its_last_day(time_machine):
    school = make.school()
    adviser, admin = make.adviser(school), make.adult(school, Role.SCHOOL_ADMIN)

    affiliations.close(affiliation=adviser.affiliations.get(), by=admin)

    hats.forget(adviser)
    assert hats.of(adviser).is_adviser
    time_machine.move_to(clock.now() + DAY)
    hats.forget(adviser)
    assert not hats.of(adviser).is_adviser


def test_a_hat_can_be_taken_at_once():
    school = make.school()
    adviser, admin = make.adviser(school), make.adult(school, Role.SCHOOL_ADMIN)

    affiliations.close(affiliation=adviser.affiliations.get(), last_day=clock.today() - DAY, by=admin)

    assert not hats.of(adviser).is_adviser


def test_who_left_can_come_back():
    school = make.school()
    adviser, admin = make.adviser(school), make.adult(school, Role.SCHOOL_ADMIN)
    affiliations.close(affiliation=adviser.affiliations.get(), last_day=clock.today() - DAY, by=admin)

    give(adviser, school.organisation, Role.ADVISER, admin)

    assert hats.of(adviser).is_adviser


def test_a_hat_does_not_end_before_it_began():
    mentor = make.mentor()

    with pytest.raises(Invalid):
        affiliations.close(affiliation=mentor.affiliations.get(), last_day=clock.today() - 300 * DAY, by=make.officer())


def test_closing_twice_is_said():
    hat, officer = make.mentor().affiliations.get(), make.officer()
    affiliations.close(affiliation=hat, by=officer)

    with pytest.raises(Conflict):
        affiliations.close(affiliation=hat, by=officer)


def test_an_adult_may_lay_down_the_own_hat_and_a_pupil_may_not():
    mentor, pupil = make.mentor(), make.pupil()

    assert affiliations.close(affiliation=mentor.affiliations.get(), by=mentor).ends_on == clock.today()
    with pytest.raises(Refused):
        affiliations.close(affiliation=pupil.affiliations.get(), by=pupil)


def test_a_stranger_takes_nobodys_hat():
    with pytest.raises(Refused):
        affiliations.close(affiliation=make.mentor().affiliations.get(), by=make.mentor())
