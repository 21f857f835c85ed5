"""Recording and revoking an adult's checks."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from people import events
from people.enums import ClearanceCheck, OrganisationKind, Role
from people.models import Clearance
from people.selectors import clearances as selectors
from people.selectors import gates
from people.services import clearances
from tests import make

pytestmark = pytest.mark.django_db

IDENTITY = ClearanceCheck.IDENTITY


@pytest.fixture
def changed(monkeypatch):
    told = []
    monkeypatch.setattr(events.clearance_changed, "_subscribers", [told.append])
    return told


def record(user, by, check=IDENTITY, **facts):
    facts.setdefault("evidence", "đã xem căn cước tại Sở")
    return clearances.record(user=user, check=check, by=by, **facts)


def test_five_checks_clear_a_mentor_and_four_do_not(changed):
    mentor, officer = make.mentor(cleared=False), make.officer()
    *four, last = ClearanceCheck

    for check in four:
        record(mentor, officer, check)
    assert not gates.cleared_adults().exists()
    record(mentor, officer, last)

    assert list(gates.cleared_adults()) == [mentor]
    assert changed == [mentor.pk] * 5


def test_revoking_one_hides_at_once(changed):
    mentor, officer = make.mentor(), make.officer()

    clearances.revoke(clearance=Clearance.objects.filter(user=mentor)[0], reason="Cần xem lại.", by=officer)

    assert not gates.cleared_adults().exists()
    assert changed == [mentor.pk]


def test_revoking_twice_is_said():
    mentor, officer = make.mentor(), make.officer()
    row = Clearance.objects.filter(user=mentor)[0]
    clearances.revoke(clearance=row, reason="Cần xem lại.", by=officer)

    with pytest.raises(Conflict):
        clearances.revoke(clearance=row, reason="Cần xem lại.", by=officer)


def test_a_newer_check_replaces_the_older_and_keeps_it(changed):
    mentor, officer = make.mentor(), make.officer()

    renewed = record(mentor, officer, expires_on=clock.today() + dt.timedelta(days=30))

    rows = Clearance.objects.filter(user=mentor, check_kind=IDENTITY)
    assert rows.count() == 2
    assert rows.get(revoked_at=None) == renewed
    assert list(gates.cleared_adults()) == [mentor]


def test_nobody_clears_oneself():
    officer = make.officer()
    make.hat(officer, make.organisation(), Role.MENTOR)

    with pytest.raises(Refused):
        record(officer, officer)


@pytest.mark.parametrize(
    "who",
    [
        make.representative,
        make.adviser,
        make.commune_officer,
        make.pupil,
        lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
        lambda: make.adult(make.organisation(OrganisationKind.YOUTH_UNION), Role.VOLUNTEER),
    ],
)
def test_only_the_department_records_and_revokes(who):
    mentor, by = make.mentor(), who()

    with pytest.raises(Refused):
        record(mentor, by)
    with pytest.raises(Refused):
        clearances.revoke(clearance=Clearance.objects.filter(user=mentor)[0], reason="Cần xem lại.", by=by)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"evidence": "   "}, "evidence"), ({"expires_on": dt.date(2020, 1, 1)}, "expires_on")],
)
def test_what_is_missing_is_said_at_its_field(facts, field):
    with pytest.raises(Invalid) as refusal:
        record(make.mentor(), make.officer(), **facts)

    assert set(refusal.value.errors) == {field}


def test_a_check_cannot_end_today():
    with pytest.raises(Invalid):
        record(make.mentor(), make.officer(), expires_on=clock.today())


def test_the_states_name_what_is_current_lapsed_and_missing():
    mentor = make.mentor()
    rows = Clearance.objects.filter(user=mentor)
    rows.filter(check_kind=ClearanceCheck.REFERENCES).update(expires_on=clock.today() - dt.timedelta(days=1))
    rows.filter(check_kind=ClearanceCheck.SAFEGUARDING_QUIZ).update(revoked_at=clock.now())

    states = {state.check: (state.is_current, state.has_lapsed) for state in selectors.states_of(mentor)}

    assert states == {
        ClearanceCheck.IDENTITY: (True, False),
        ClearanceCheck.ORGANISATION_WORD: (True, False),
        ClearanceCheck.REFERENCES: (False, True),
        ClearanceCheck.CODE_OF_CONDUCT: (True, False),
        ClearanceCheck.SAFEGUARDING_QUIZ: (False, False),
    }
