"""Links by which adults come in: who invites whom, what the link still gives when it is used, and once only."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people.enums import ClaimState, InvitationState, OrganisationKind, OrganisationStatus, Role
from people.models import Affiliation, AlumnusClaim, Notice, Organisation, User
from people.permissions import invitations as permissions
from people.services import affiliations, alumni, invitations, secret_links
from tests import make

pytestmark = pytest.mark.django_db
BORN = dt.date(1990, 4, 1)
NEWCOMER = {"full_name": "Phạm Thị Khách", "email": "khach@vi-du.vn", "birth_date": BORN}


def link(token):
    return f"https://vi-du.vn/join/{token}/"


def invite(home, role, by, **facts):
    place = home.organisation if hasattr(home, "organisation") else home
    row, address = invitations.invite(organisation=place, role=role, link=link, by=by, **facts)
    return row, address.rstrip("/").rpartition("/")[2]


def come(token, **changes):
    return invitations.accept_as_newcomer(token=token, password=make_password("x"), **{**NEWCOMER, **changes})


def roles(user):
    return {(hat.organisation_id, hat.role) for hat in user.affiliations.all()}


STAFF = {Role.TEACHER, Role.ADVISER, Role.SCHOOL_ADMIN, Role.ALUMNUS}
INVITERS = {
    "a school's management": (lambda: make.adult(make.school(), Role.SCHOOL_ADMIN), STAFF),
    "an adviser": (make.adviser, set()),
    "a firm's representative": (make.representative, {Role.REPRESENTATIVE, Role.MENTOR}),
    "a firm's mentor": (make.mentor, set()),
    "the Youth Union's": (
        lambda: make.representative(make.organisation(OrganisationKind.YOUTH_UNION)),
        {Role.REPRESENTATIVE, Role.MENTOR, Role.VOLUNTEER},
    ),
    "an alumni association's": (
        lambda: make.representative(make.organisation(OrganisationKind.ALUMNI_ASSOCIATION)),
        {Role.REPRESENTATIVE, Role.MENTOR, Role.ALUMNUS},
    ),
    "the Department, at home": (make.officer, {Role.DEPARTMENT_OFFICER}),
    "a commune's officer": (make.commune_officer, set()),
    "a pupil": (make.pupil, set()),
}


@pytest.mark.parametrize(("who", "expected"), INVITERS.values(), ids=INVITERS)
def test_whom_each_invites_at_home(who, expected):
    by = who()
    home = by.affiliations.get().organisation

    assert set(permissions.roles_to_invite(by, home)) == expected
    for role in set(Role) - expected:
        with pytest.raises(Refused):
            invite(home, role, by)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.ENTERPRISE, Role.REPRESENTATIVE),
        (OrganisationKind.COMMUNE_OFFICE, Role.COMMUNE_OFFICER),
        (OrganisationKind.YOUTH_UNION, Role.REPRESENTATIVE),
    ],
)
def test_the_department_invites_the_first_of_every_organisation(kind, role):
    home = make.organisation(kind, status=OrganisationStatus.PENDING)

    row, token = invite(home, role, make.officer())

    assert row.state == InvitationState.OPEN
    assert roles(come(token).user) == {(home.pk, role)}


def test_nobody_invites_elsewhere():
    with pytest.raises(Refused):
        invite(make.organisation(), Role.MENTOR, make.representative())


def test_a_newcomer_gets_an_account_with_a_proven_address_and_the_role():
    home = make.organisation()
    by = make.representative(home)
    row, token = invite(home, Role.MENTOR, by, title="Kỹ sư")

    user = come(token).user

    row.refresh_from_db()
    assert (user.email, user.full_name, user.emailaddress_set.get().verified) == (
        "khach@vi-du.vn",
        "Phạm Thị Khách",
        True,
    )
    assert (user.affiliations.get().role, user.affiliations.get().title) == (Role.MENTOR, "Kỹ sư")
    assert (row.state, row.accepted_by) == (InvitationState.ACCEPTED, user)
    assert Notice.objects.get(recipient=by).facts["name"] == "Phạm Thị Khách"


def test_an_account_takes_one_role_more():
    home, user = make.organisation(), make.adviser()
    _row, token = invite(home, Role.MENTOR, make.representative(home))

    invitations.accept(token=token, by=user)

    assert (home.pk, Role.MENTOR) in roles(user)
    assert len(roles(user)) == 2


def test_a_link_works_once():
    home = make.organisation()
    _row, token = invite(home, Role.MENTOR, make.representative(home))
    come(token)

    with pytest.raises(NotFound):
        invitations.accept(token=token, by=make.mentor())
    with pytest.raises(NotFound):
        come(token, email="hai@vi-du.vn")
    assert not User.objects.filter(email="hai@vi-du.vn").exists()


def test_revoked_expired_and_made_up_links_are_told_alike(time_machine):
    home = make.organisation()
    by = make.representative(home)
    revoked, gone = invite(home, Role.MENTOR, by)
    invitations.revoke(invitation=revoked, by=by)
    old, late = invite(home, Role.MENTOR, by)
    time_machine.move_to(clock.now() + dt.timedelta(days=14, minutes=1))

    said = set()
    for token in (gone, late, "khong-co"):
        with pytest.raises(NotFound) as refusal:
            invitations.find(token)
        said.add(refusal.value.sentence)

    assert len(said) == 1
    assert (revoked.__class__.objects.get(pk=revoked.pk).state, old.state) == ("revoked", "expired")
    with pytest.raises(Conflict):
        invitations.revoke(invitation=revoked, by=by)


def test_only_those_in_charge_revoke():
    home = make.organisation()
    row, token = invite(home, Role.MENTOR, make.representative(home))

    for by in (make.mentor(home), make.representative()):
        with pytest.raises(Refused):
            invitations.revoke(invitation=row, by=by)
    invitations.revoke(invitation=row, by=make.representative(home))
    with pytest.raises(NotFound):
        come(token)


def test_an_invitation_falls_with_its_inviter_and_with_its_organisation():
    home = make.organisation()
    by = make.representative(home)
    _row, token = invite(home, Role.MENTOR, by)

    Organisation.objects.filter(pk=home.pk).update(status=OrganisationStatus.SUSPENDED)
    with pytest.raises(Conflict):
        come(token)
    Organisation.objects.filter(pk=home.pk).update(status=OrganisationStatus.VERIFIED)
    yesterday = clock.today() - dt.timedelta(days=1)
    affiliations.close(affiliation=by.affiliations.get(), last_day=yesterday, by=make.officer())
    with pytest.raises(NotFound):
        come(token)


REFUSED = {
    "a pupil": make.pupil,
    "a minor who left school": lambda: make.person(birth_date=clock.today() - dt.timedelta(days=17 * 365)),
}


@pytest.mark.parametrize("who", REFUSED.values(), ids=REFUSED)
def test_no_pupil_and_no_minor_accepts(who):
    home, young = make.organisation(), who()
    row, token = invite(home, Role.MENTOR, make.representative(home))

    with pytest.raises(Refused):
        invitations.accept(token=token, by=young)
    with pytest.raises(Refused):
        come(token, birth_date=clock.today() - dt.timedelta(days=17 * 365))

    row.refresh_from_db()
    assert row.state == InvitationState.OPEN
    assert not User.objects.filter(email=NEWCOMER["email"]).exists()


def test_whoever_holds_the_role_is_told_and_the_link_stays():
    home = make.organisation()
    by = make.representative(home)
    row, token = invite(home, Role.MENTOR, by)
    mentor = make.mentor(home)

    with pytest.raises(Conflict):
        invitations.accept(token=token, by=mentor)
    with pytest.raises(Conflict):
        invite(home, Role.MENTOR, by, email=mentor.email)
    row.refresh_from_db()
    assert row.state == InvitationState.OPEN


def test_nobody_accepts_the_own_invitation():
    home = make.organisation()
    by = make.representative(home)
    _row, token = invite(home, Role.MENTOR, by)

    with pytest.raises(Refused):
        invitations.accept(token=token, by=by)


def test_an_invitation_with_an_address_is_mailed_and_only_for_it(django_capture_on_commit_callbacks):
    home = make.organisation()
    with django_capture_on_commit_callbacks(execute=True):
        _row, token = invite(home, Role.MENTOR, make.representative(home), email="Khach@Vi-Du.vn")

    letter = mail.outbox[0]
    assert (letter.to, link(token) in letter.body, home.name in letter.subject) == (["khach@vi-du.vn"], True, True)
    with pytest.raises(Invalid):
        come(token, email="khac@vi-du.vn")
    with pytest.raises(Refused):
        invitations.accept(token=token, by=make.mentor())
    assert come(token).user.email == "khach@vi-du.vn"


def test_the_link_itself_is_kept_nowhere():
    home = make.organisation()
    row, token = invite(home, Role.MENTOR, make.representative(home))

    assert token not in str(vars(row))
    assert row.digest == secret_links.secrets.digest(token)


def test_an_address_with_an_account_logs_in_instead():
    home, known = make.organisation(), make.mentor()
    row, token = invite(home, Role.MENTOR, make.representative(home))

    with pytest.raises(Conflict):
        come(token, email=known.email.upper())
    row.refresh_from_db()
    assert row.state == InvitationState.OPEN


# --- Alumni -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def admin(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


def test_a_schools_alumnus_has_no_role_until_the_school_confirms(school, admin):
    _row, token = invite(school, Role.ALUMNUS, admin)

    answer = come(token, year=2008)

    claim = AlumnusClaim.objects.get()
    assert (answer.waits_for_school, roles(answer.user), claim.state) == (True, set(), ClaimState.WAITING)
    alumni.confirm(claim=claim, by=admin)
    hat = answer.user.affiliations.get()
    assert (hat.organisation_id, hat.role, hat.title) == (school.pk, Role.ALUMNUS, "ra trường năm 2008")


@pytest.mark.parametrize("year", [None, 1900, 2100])
def test_the_year_is_one_in_which_people_left(school, admin, year):
    _row, token = invite(school, Role.ALUMNUS, admin)

    with pytest.raises(Invalid) as refusal:
        come(token, year=year)

    assert set(refusal.value.errors) == {"year"}
    assert not User.objects.filter(email=NEWCOMER["email"]).exists()


def test_a_school_that_does_not_know_somebody_says_so(school, admin):
    mentor = make.mentor()
    claim = alumni.claim(school=school, year=2010, by=mentor)

    with pytest.raises(Invalid):
        alumni.refuse(claim=claim, reason=" ", by=admin)
    alumni.refuse(claim=claim, reason="Không có trong sổ.", by=admin)

    assert not Affiliation.objects.filter(user=mentor, role=Role.ALUMNUS).exists()
    assert Notice.objects.get(recipient=mentor).facts["reason"] == "Không có trong sổ."
    with pytest.raises(Conflict):
        alumni.confirm(claim=claim, by=admin)
    assert alumni.claim(school=school, year=2011, by=mentor).state == ClaimState.WAITING


def test_one_question_at_a_time_and_none_by_a_pupil(school):
    mentor = make.mentor()
    alumni.claim(school=school, year=2010, by=mentor)

    with pytest.raises(Conflict):
        alumni.claim(school=school, year=2011, by=mentor)
    with pytest.raises(Refused):
        alumni.claim(school=school, year=2020, by=make.pupil())


def test_only_the_schools_management_confirms_and_not_oneself(school, admin):
    claim = alumni.claim(school=school, year=2010, by=admin)

    for by in (admin, make.adviser(school), make.officer(), make.adult(make.school(), Role.SCHOOL_ADMIN)):
        with pytest.raises(Refused):
            alumni.confirm(claim=claim, by=by)
    assert alumni.confirm(claim=claim, by=make.adult(school, Role.SCHOOL_ADMIN)).state == ClaimState.CONFIRMED
