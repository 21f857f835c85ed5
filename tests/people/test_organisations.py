"""An organisation's life: registered, verified, suspended and everything that hides with it, let back in."""

import pytest

from core.errors import Conflict, Invalid, NotFound, Refused
from network.models import Challenge
from network.selectors import ideas, posts
from people import events
from people.enums import OrganisationKind, OrganisationStatus, Role, SchoolLevel
from people.events import Touched
from people.models import AdminUnit, Organisation
from people.permissions import standing
from people.selectors import gates, hats
from people.selectors import organisations as selectors
from people.services import organisations
from tests import make

pytestmark = pytest.mark.django_db

PENDING, VERIFIED, SUSPENDED, CHANGES_REQUESTED, REFUSED = OrganisationStatus


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def heard(monkeypatch):
    told = []
    for event in (events.organisation_suspended, events.organisation_reinstated):
        monkeypatch.setattr(event, "_subscribers", [lambda pk, name=event.name: told.append((name, pk))])
    return told


def test_a_registered_organisation_waits_unseen(officer):
    made = organisations.register(
        kind=OrganisationKind.ENTERPRISE,
        name=" Cơ khí  Cát ",
        commune=make.commune(),
        by=officer,
        sector="cơ khí",
    )

    assert (made.name, made.status, made.sector) == ("Cơ khí Cát", PENDING, "cơ khí")
    assert made not in selectors.visible_to(make.pupil())


def test_a_school_has_a_level_and_a_code(officer):
    made = organisations.register_school(
        name="THPT Thử", commune=make.commune(), level=SchoolLevel.THPT, ministry_code="31999001", by=officer
    )

    assert (made.organisation.kind, made.level) == ("school", "THPT")
    with pytest.raises(Conflict):
        organisations.register_school(
            name="THPT Khác", commune=make.commune(), level=SchoolLevel.THPT, ministry_code="31999001", by=officer
        )
    with pytest.raises(Invalid):
        organisations.register(kind=OrganisationKind.SCHOOL, name="Trường", commune=make.commune(), by=officer)


def test_the_same_name_twice_in_a_commune_is_said(officer):
    known = make.organisation()

    with pytest.raises(Conflict):
        organisations.register(kind=OrganisationKind.ENTERPRISE, name=known.name, commune=known.commune, by=officer)


def test_an_organisation_is_in_a_commune_of_today(officer):
    city = AdminUnit.objects.get(kind="city")

    with pytest.raises(Invalid) as refusal:
        organisations.register(kind=OrganisationKind.ENTERPRISE, name="Cơ khí", commune=city, by=officer)

    assert set(refusal.value.errors) == {"commune"}


MOVES = {
    ("verify", PENDING): VERIFIED,
    ("request_changes", PENDING): CHANGES_REQUESTED,
    ("refuse", PENDING): REFUSED,
    ("refuse", CHANGES_REQUESTED): REFUSED,
    ("reopen", REFUSED): PENDING,
    ("suspend", PENDING): SUSPENDED,
    ("suspend", CHANGES_REQUESTED): SUSPENDED,
    ("suspend", VERIFIED): SUSPENDED,
    ("reinstate", SUSPENDED): VERIFIED,
}
DECISIONS = ["verify", "request_changes", "refuse", "reopen", "suspend", "reinstate"]
WHY = "Đã gọi điện và xem giấy tờ."


@pytest.mark.parametrize("status", OrganisationStatus)
@pytest.mark.parametrize("action", DECISIONS)
def test_which_moves_exist(officer, action, status):
    organisation = make.organisation(status=status)
    act = getattr(organisations, action)

    if (action, status) in MOVES:
        assert act(organisation=organisation, reason=WHY, by=officer).status == MOVES[action, status]
    else:
        with pytest.raises(Conflict):
            act(organisation=organisation, reason=WHY, by=officer)


@pytest.mark.parametrize("action", [*DECISIONS, "weigh_suspension"])
@pytest.mark.parametrize("who", [make.representative, make.adviser, make.commune_officer, make.pupil])
def test_only_the_department_decides(action, who):
    organisation = make.organisation(status=PENDING)

    reason = {} if action == "weigh_suspension" else {"reason": WHY}

    with pytest.raises(Refused):
        getattr(organisations, action)(organisation=organisation, by=who(), **reason)


def test_the_department_does_not_lock_itself_out(officer):
    with pytest.raises(Refused):
        organisations.suspend(organisation=officer.affiliations.get().organisation, reason=WHY, by=officer)


def test_verifying_notes_who_and_when(officer):
    organisation = organisations.verify(organisation=make.organisation(status=PENDING), by=officer)

    assert organisation.verified_by == officer
    assert organisation.verified_at is not None


def test_suspending_hides_people_and_posts_in_one_act_and_reinstating_brings_them_back(officer, heard):
    challenge, idea = make.challenge(), make.idea()
    author, home, pupil = challenge.author, challenge.organisation, make.pupil()

    def seen():
        for person in (author, pupil):
            hats.forget(person)
        return (
            author in gates.cleared_adults(),
            challenge in posts.visible_to(pupil, Challenge),
            idea in ideas.visible_to(author),
            standing.can_come_in(author),
        )

    assert seen() == (True, True, True, True)
    organisations.suspend(organisation=home, reason=WHY, by=officer)
    assert seen() == (False, False, False, False)
    organisations.reinstate(organisation=home, reason=WHY, by=officer)
    assert seen() == (True, True, True, True)
    assert heard == [("people.organisation_suspended", home.pk), ("people.organisation_reinstated", home.pk)]


def test_suspending_a_school_closes_its_pupils_accounts(officer):
    school = make.school()
    pupil, other = make.pupil(school), make.pupil()

    organisations.suspend(organisation=school.organisation, reason=WHY, by=officer)

    assert list(gates.active_pupils()) == [other]
    assert not standing.can_come_in(pupil)


def test_a_subscriber_that_fails_undoes_the_suspension(officer, monkeypatch):
    def fail(pk):
        raise Conflict("không được")

    monkeypatch.setattr(events.organisation_suspended, "_subscribers", [fail])
    organisation = make.organisation()

    with pytest.raises(Conflict):
        organisations.suspend(organisation=organisation, reason=WHY, by=officer)

    organisation.refresh_from_db()
    assert organisation.status == VERIFIED


def test_what_a_suspension_would_touch_is_counted_first(officer, monkeypatch):
    monkeypatch.setattr(
        events.suspension_weighed, "_subscribers", [lambda pk, touched: touched.append(Touched("bài", 2))]
    )
    school = make.school()
    make.pupil(school), make.pupil(school)
    teacher = make.adult(school, Role.TEACHER)
    make.hat(teacher, school, Role.ADVISER)

    touched = organisations.weigh_suspension(organisation=school.organisation, by=officer)

    assert touched == [
        Touched("người lớn đang có vai trò", 1, (teacher.full_name,)),
        Touched("học sinh", 2),
        Touched("bài", 2),
    ]
    school.organisation.refresh_from_db()
    assert school.organisation.status == VERIFIED


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (make.officer, set(OrganisationStatus)),
        (make.pupil, {VERIFIED}),
        (make.mentor, {VERIFIED}),
        (make.adviser, {VERIFIED}),
        (make.person, set()),
    ],
)
def test_who_sees_which_organisations(who, sees):
    made = [make.organisation(status=status) for status in OrganisationStatus]
    viewer = who()

    assert {row.status for row in selectors.visible_to(viewer).filter(pk__in=[row.pk for row in made])} == sees


def test_ones_own_organisation_is_seen_while_it_waits():
    home = make.organisation(status=PENDING)

    assert selectors.get_for(make.mentor(home), home.pk) == home
    with pytest.raises(NotFound):
        selectors.get_for(make.mentor(), home.pk)


def test_only_cleared_people_are_named():
    home = make.organisation()
    cleared = make.mentor(home)
    make.mentor(home, cleared=False)
    make.mentor()

    assert list(selectors.cleared_people_of(home)) == [cleared]


def test_names_are_found_without_diacritics():
    found = make.organisation(name="Cơ khí Đình Vũ", about="sửa tàu")
    make.organisation(name="Dệt may Kiến An")

    for typed in ("Đình Vũ", "dinh vu", "vu co khi", "sua tau"):
        assert list(selectors.narrow(Organisation.objects.all(), q=typed)) == [found]
