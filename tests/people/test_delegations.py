"""Rights handed on by the Department: to whom, how far, until when."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, Refused
from people import rules
from people.enums import ClearanceCheck, DelegationScope, OrganisationKind, OrganisationStatus, Right, Role, SchoolLevel
from people.models import Delegation, Notice, Organisation
from people.selectors import delegations as selectors
from people.selectors import hats
from people.services import clearances, delegations
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
COMMUNE, THCS, SCHOOL = DelegationScope.COMMUNE, DelegationScope.THCS_OF_COMMUNE, DelegationScope.OWN_SCHOOL
ELSEWHERE = "11329"


def reach(user, right):
    hats.forget(user)
    return selectors.scope_of(user, right)


def office():
    officer = make.commune_officer()
    return officer, officer.affiliations.get().organisation


def give(taker, right=Right.VERIFY_ORGANISATIONS, scope=COMMUNE, **facts):
    return delegations.give(taker=taker, right=right, scope=scope, by=facts.pop("by", None) or make.officer(), **facts)


def test_the_table_says_what_goes_where():
    takers = {
        OrganisationKind.COMMUNE_OFFICE: make.organisation(OrganisationKind.COMMUNE_OFFICE),
        OrganisationKind.SCHOOL: make.school().organisation,
        OrganisationKind.ENTERPRISE: make.organisation(),
    }
    given = set()
    for kind, taker in takers.items():
        for right in Right:
            for scope in DelegationScope:
                try:
                    give(taker, right, scope)
                except Invalid:
                    continue
                given.add((kind, right, scope))

    assert given == {(kind, right, scope) for (kind, right), scopes in rules.DELEGABLE.items() for scope in scopes}


@pytest.mark.parametrize("who", [make.commune_officer, make.adviser, make.representative, make.pupil])
def test_only_the_department_gives_and_takes(who):
    officer, home = office()
    given, by = give(home), who()

    with pytest.raises(Refused):
        give(make.organisation(OrganisationKind.COMMUNE_OFFICE), by=by)
    with pytest.raises(Refused):
        delegations.revoke(delegation=given, by=by)
    assert reach(officer, Right.VERIFY_ORGANISATIONS)


def test_a_right_holds_from_its_first_day_to_its_last(time_machine):
    officer, home = office()
    give(home, starts_on=clock.today() + DAY, ends_on=clock.today() + 2 * DAY)
    start, held = clock.now(), []

    for days in range(4):
        time_machine.move_to(start + days * DAY)
        held.append(bool(reach(officer, Right.VERIFY_ORGANISATIONS)))

    assert held == [False, True, True, False]


def test_it_ends_at_once_when_it_is_taken_back_and_both_are_told():
    officer, home = office()
    given = give(home)
    assert reach(officer, Right.VERIFY_ORGANISATIONS)

    delegations.revoke(delegation=given, by=make.officer())

    assert not reach(officer, Right.VERIFY_ORGANISATIONS)
    assert [notice.kind for notice in Notice.objects.filter(recipient=officer).order_by("pk")] == [
        "right_given",
        "right_taken",
    ]
    with pytest.raises(Conflict):
        delegations.revoke(delegation=given, by=make.officer())


def test_it_falls_with_the_office():
    officer, home = office()
    give(home)

    Organisation.objects.filter(pk=home.pk).update(status=OrganisationStatus.SUSPENDED)

    assert not reach(officer, Right.VERIFY_ORGANISATIONS)
    with pytest.raises(Conflict):
        give(Organisation.objects.get(pk=home.pk), Right.REVIEW_POSTS)


def test_the_same_twice_is_said_and_one_that_ran_out_makes_room(time_machine):
    _officer, home = office()
    give(home, ends_on=clock.today() + DAY)
    with pytest.raises(Conflict):
        give(home)

    time_machine.move_to(clock.now() + 3 * DAY)

    assert give(home).ends_on is None
    assert Delegation.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("ends_in", [-1, -5])
def test_it_does_not_end_before_it_begins(ends_in):
    with pytest.raises(Invalid):
        give(office()[1], ends_on=clock.today() + ends_in * DAY)


def test_the_database_keeps_the_dates_in_order():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.delegation(office()[1], Right.REVIEW_POSTS, COMMUNE, ends_on=clock.today() - 50 * DAY)


def test_how_far_each_scope_reaches():
    officer, home = office()
    here, far = make.school(SchoolLevel.THCS), make.school(SchoolLevel.THCS, commune=make.commune(ELSEWHERE))
    high, firm = make.school(), make.organisation()
    places = [here.organisation, high.organisation, firm, far.organisation, home]

    def reached(right):
        scope = reach(officer, right)
        return [scope.reaches(place) for place in places]

    make.delegation(home, Right.HANDLE_ERASURE, THCS)
    make.delegation(home, Right.VERIFY_ORGANISATIONS, COMMUNE)
    assert reached(Right.HANDLE_ERASURE) == [True, False, False, False, False]
    # Everything in the commune but the office itself.
    assert reached(Right.VERIFY_ORGANISATIONS) == [True, True, True, False, False]
    assert reached(Right.REVIEW_POSTS) == [False] * 5
    # By office, without anything handed on: the commune's THCS schools.
    assert reached(Right.SEE_COVERAGE) == [True, False, False, False, False]


def test_a_school_exercises_by_its_management_alone():
    school = make.school()
    make.delegation(school, Right.SEE_COVERAGE, SCHOOL)
    staff = {role: make.adult(school, role) for role in (Role.SCHOOL_ADMIN, Role.ADVISER, Role.TEACHER)}

    assert {role: bool(reach(user, Right.SEE_COVERAGE)) for role, user in staff.items()} == {
        Role.SCHOOL_ADMIN: True,
        Role.ADVISER: False,
        Role.TEACHER: False,
    }


def test_a_delegate_records_the_identity_of_people_of_the_place_and_nothing_else():
    officer, home = office()
    make.delegation(home, Right.RECORD_IDENTITY, COMMUNE)
    near = make.mentor(make.organisation(), cleared=False)
    far = make.mentor(make.organisation(commune=make.commune(ELSEWHERE)), cleared=False)
    own = make.mentor(make.organisation(), cleared=False)
    make.hat(officer, own.affiliations.get().organisation, Role.MENTOR)
    hats.forget(officer)

    def record(adult, check=ClearanceCheck.IDENTITY):
        return clearances.record(user=adult, check=check, evidence="Đã xem giấy tờ.", by=officer)

    assert record(near).reviewer == officer
    identity, references = ClearanceCheck.IDENTITY, ClearanceCheck.REFERENCES
    for adult, check in ((far, identity), (own, identity), (near, references)):
        with pytest.raises(Refused):
            record(adult, check)


# --- Pages and API ----------------------------------------------------------------------------------------------------


def test_the_department_gives_and_takes_on_one_page(client):
    _officer, home = office()
    client.force_login(make.officer())
    address = reverse("delegation_list")

    wrong = client.post(address, {"taker": home.pk, "right": "review_posts", "scope": "own_school"})
    client.post(address, {"taker": home.pk, "right": "review_posts", "scope": "commune"})

    assert list(wrong.context["form"].errors) == ["scope"]
    given = Delegation.objects.get()
    assert (given.taker, given.right, given.scope) == (home, "review_posts", "commune")
    client.post(reverse("delegation_revoke", args=[given.pk]))
    assert Delegation.objects.filter(revoked_at=None).count() == 0


def test_a_delegate_sees_the_own_ones_and_where_to_go(client):
    officer, home = office()
    make.delegation(home, Right.REVIEW_POSTS, COMMUNE)
    make.delegation(make.organisation(OrganisationKind.COMMUNE_OFFICE, name="Ủy ban khác"), Right.REVIEW_POSTS, COMMUNE)
    client.force_login(officer)

    page = client.get(reverse("delegation_list")).content.decode()

    assert home.name in page
    assert reverse("review_queue") in page
    assert "Ủy ban khác" not in page
    assert client.post(reverse("delegation_list"), {}).status_code == 403


def test_the_list_asks_the_same_at_1_and_50_rows(client):
    client.force_login(make.officer())

    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("delegation_list"))
        return len(counted)

    make.delegation(make.organisation(OrganisationKind.COMMUNE_OFFICE), Right.REVIEW_POSTS, COMMUNE)
    one = queries()
    for _number in range(49):
        make.delegation(make.organisation(OrganisationKind.COMMUNE_OFFICE), Right.REVIEW_POSTS, COMMUNE)

    assert (queries(), one <= 8) == (one, True)


def test_rights_over_the_api():
    officer, home = office()
    api, address = APIClient(), "/api/v1/delegations/"
    api.force_authenticate(make.officer())

    made = api.post(address, {"taker": home.pk, "right": "see_coverage", "scope": "commune"}).json()
    assert (made["taker"], made["right"], made["revoked_at"]) == (home.pk, "see_coverage", None)
    assert api.post(address, {"taker": home.pk, "right": "see_coverage", "scope": "commune"}).status_code == 409
    api.force_authenticate(officer)
    assert [row["id"] for row in api.get(address).json()["results"]] == [made["id"]]
    assert api.post(f"{address}{made['id']}/revoke/").status_code == 403
    api.force_authenticate(make.officer())
    assert api.post(f"{address}{made['id']}/revoke/").json()["revoked_at"] is not None
