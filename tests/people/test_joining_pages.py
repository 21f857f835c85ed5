"""Coming in through the open pages: by a link, or by asking to join; the address is proven by a code first."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people.enums import ClaimState, InvitationState, OrganisationKind, OrganisationStatus, Role
from people.models import AlumnusClaim, Invitation, Organisation, User
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai-42"
NEWCOMER = {
    "full_name": "Phạm Thị Khách",
    "email": "khach@vi-du.vn",
    "birth_date": "1990-04-01",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture(autouse=True)
def _letters_go_at_once(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr("people.services.mail.letters.transaction.on_commit", lambda send, **_: send())
    cache.clear()


@pytest.fixture
def home():
    return make.organisation()


@pytest.fixture
def token(home):
    return make.invitation(home, Role.MENTOR, by=make.representative(home))[1]


def address(token):
    return reverse("invitation_open", args=[token])


def code():
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def is_in(client):
    return "_auth_user_id" in client.session


def test_the_link_says_who_invites_to_what(client, home, token):
    page = client.get(address(token)).content.decode()

    inviter = Invitation.objects.get().created_by
    assert [word for word in (home.name, inviter.full_name, "cố vấn") if word not in page] == []


def test_a_newcomer_proves_the_address_and_is_in(client, home, token):
    assert client.post(address(token), NEWCOMER).url == reverse("mail_code")
    assert not User.objects.filter(email="khach@vi-du.vn").exists()
    assert mail.outbox[-1].to == ["khach@vi-du.vn"]

    client.post(reverse("mail_code"), {"code": code()})

    user = User.objects.get(email="khach@vi-du.vn")
    assert is_in(client)
    assert user.check_password(PASSWORD)
    assert user.affiliations.get().organisation == home
    client.logout()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert is_in(client)


def test_a_wrong_code_makes_nothing_and_too_many_end_it(client, token):
    client.post(address(token), NEWCOMER)

    statuses = [client.post(reverse("mail_code"), {"code": "SAI SAI"}).status_code for _try in range(6)]

    assert statuses == [200, 200, 200, 200, 409, 404]
    assert not User.objects.filter(email="khach@vi-du.vn").exists()
    assert Invitation.objects.get().state == InvitationState.OPEN


def test_a_code_is_good_for_a_quarter_of_an_hour(client, token, time_machine):
    client.post(address(token), NEWCOMER)
    right = code()

    time_machine.move_to(clock.now() + clock.dt.timedelta(minutes=16))

    assert client.post(reverse("mail_code"), {"code": right}).status_code == 404
    assert not User.objects.filter(email="khach@vi-du.vn").exists()


def test_another_code_replaces_the_first_a_few_times(client, token):
    client.post(address(token), NEWCOMER)
    first = code()

    statuses = [client.post(reverse("mail_code_again")).status_code for _try in range(3)]

    assert statuses == [302, 302, 409]
    assert client.post(reverse("mail_code"), {"code": first}).status_code == 200
    assert not is_in(client)
    client.post(reverse("mail_code"), {"code": code()})
    assert is_in(client)


WRONG = {
    "too young": ({"birth_date": f"{clock.today().year - 17}-01-01"}, "birth_date"),
    "no such day": ({"birth_date": "1990-02-30"}, "birth_date"),
    "a weak password": ({"password1": "12345678", "password2": "12345678"}, "password1"),
    "two passwords": ({"password2": "khac-han-mat-khau"}, "password2"),
    "no name": ({"full_name": " "}, "full_name"),
    "no address": ({"email": "khong-phai"}, "email"),
}


@pytest.mark.parametrize(("change", "field"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_at_its_field(client, token, change, field):
    answer = client.post(address(token), {**NEWCOMER, **change})

    assert list(answer.context["form"].errors) == [field]
    assert mail.outbox == []


def test_an_invitation_with_an_address_is_for_that_address(client, home):
    _row, token = make.invitation(home, Role.MENTOR, by=make.representative(home), email="moi@vi-du.vn")

    client.post(address(token), {**NEWCOMER, "email": "khac@vi-du.vn"})

    assert mail.outbox[-1].to == ["moi@vi-du.vn"]


def test_a_known_address_is_sent_to_the_log_in(client, token):
    known = make.mentor()

    answer = client.post(address(token), {**NEWCOMER, "email": known.email})

    assert list(answer.context["form"].errors) == ["email"]
    assert f"{reverse('account_login')}?next=" in answer.content.decode()


def test_somebody_logged_in_takes_one_role_more(client, home, token):
    user = make.adviser()
    client.force_login(user)
    assert reverse("invitation_accept", args=[token]) in client.get(address(token)).content.decode()

    client.post(reverse("invitation_accept", args=[token]))

    assert user.affiliations.filter(organisation=home, role=Role.MENTOR).exists()


def test_an_account_without_any_role_can_still_accept(client, home, token):
    user = make.person(email="khong-vai@vi-du.vn")
    client.force_login(user)
    assert client.get(reverse("home")).url == reverse("standing")

    client.post(reverse("invitation_accept", args=[token]))

    assert client.get(reverse("home")).status_code == 200


def test_a_pupil_is_refused_and_sees_why(client, token):
    client.force_login(make.pupil())

    assert "dành cho người lớn" in client.get(address(token)).content.decode()
    assert client.post(reverse("invitation_accept", args=[token])).status_code == 403
    client.post(address(token), NEWCOMER)
    assert mail.outbox == []


def test_a_link_that_is_used_says_so_kindly(client, token):
    Invitation.objects.update(used_at=clock.now())

    answer = client.get(address(token))

    assert answer.status_code == 404
    assert "Hãy xin người gửi một đường dẫn mới" in answer.content.decode()


def test_an_alumnus_waits_for_the_school_and_sees_that(client):
    school = make.school()
    admin = make.adult(school, Role.SCHOOL_ADMIN)
    _row, token = make.invitation(school, Role.ALUMNUS, by=admin)
    client.post(address(token), {**NEWCOMER, "year": "2008"})
    client.post(reverse("mail_code"), {"code": code()})

    page = client.get(reverse("standing")).content.decode()
    assert school.organisation.name in page
    assert "chờ nhà trường xác nhận" in page
    assert "Chưa cần làm gì thêm" in page
    assert "Tài khoản đang tạm nghỉ" not in page
    office = Client()
    office.force_login(admin)
    people = office.get(reverse("organisation_people", args=[school.pk])).content.decode()
    assert "ra trường năm 2008" in people
    office.post(reverse("alumnus_confirm", args=[AlumnusClaim.objects.get().pk]))
    assert client.get(reverse("home")).status_code == 200


def test_a_school_refuses_an_alumnus_with_a_reason(client):
    school = make.school()
    claimant = make.mentor()
    client.force_login(claimant)
    client.post(reverse("alumnus_claim"), {"school": school.ministry_code, "year": 2012})
    claim = AlumnusClaim.objects.get()
    client.force_login(make.adult(school, Role.SCHOOL_ADMIN))

    client.post(reverse("alumnus_refuse", args=[claim.pk]), {"reason": "Không có trong sổ."})

    claim.refresh_from_db()
    assert (claim.state, claim.reason) == (ClaimState.REFUSED, "Không có trong sổ.")
    client.force_login(claimant)
    assert "Không có trong sổ." in client.get(reverse("alumnus_claim")).content.decode()


# --- An organisation that nobody invited ------------------------------------------------------------------------------


def asked(**changes):
    facts = {**make.legal_facts(), "kind": "enterprise", "name": "Xưởng Gỗ Mới", "commune": make.commune().code}
    return {**facts, **NEWCOMER, "title": "Chủ xưởng", **changes}


def test_an_organisation_asks_to_join_and_waits(client):
    assert client.post(reverse("join_request"), asked()).url == reverse("mail_code")
    assert not Organisation.objects.filter(name="Xưởng Gỗ Mới").exists()

    client.post(reverse("mail_code"), {"code": code()})

    made = Organisation.objects.get(name="Xưởng Gỗ Mới")
    hat = User.objects.get(email="khach@vi-du.vn").affiliations.get()
    assert (made.status, hat.organisation, hat.role, hat.title) == ("pending", made, Role.REPRESENTATIVE, "Chủ xưởng")
    assert [step.act for step in made.steps.all()] == ["registered"]
    assert is_in(client)
    assert client.get(reverse("organisation_mine")).status_code == 200


def test_it_sees_nothing_of_pupils_while_it_waits(client):
    idea = make.idea(title="Máy lọc nước mưa")
    client.post(reverse("join_request"), asked())
    client.post(reverse("mail_code"), {"code": code()})

    pages = [client.get(reverse(name)).content.decode() for name in ("home", "idea_list", "club_list", "search")]

    assert [idea.title in page or idea.club.name in page for page in pages] == [False] * 4
    assert client.get(reverse("idea_detail", args=[idea.pk])).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tax_code": "0100109107"}, "tax_code"),
        ({"kind": "school"}, "kind"),
        ({"kind": "commune_office"}, "kind"),
        ({"website": "ftp://x"}, "website"),
        ({"commune": "31"}, "commune"),
    ],
)
def test_what_cannot_be_is_told_before_a_code_is_mailed(client, change, field):
    answer = client.post(reverse("join_request"), asked(**change))

    assert list(answer.context["form"].errors) == [field]
    assert mail.outbox == []


def test_the_open_form_tells_nobody_whose_address_has_an_account(client):
    known = make.mentor()

    answer = client.post(reverse("join_request"), asked(email=known.email))

    assert answer.url == reverse("mail_code")
    assert "đã có tài khoản" in mail.outbox[-1].body
    assert client.post(reverse("mail_code"), {"code": ""}).status_code == 200
    assert client.post(reverse("mail_code"), {"code": "AAA AAA"}).status_code == 200
    assert not Organisation.objects.filter(name="Xưởng Gỗ Mới").exists()


def test_the_open_form_is_throttled_by_place_and_codes_by_address(client):
    answers = [client.post(reverse("join_request"), asked(email=f"khach{n}@vi-du.vn")).status_code for n in range(11)]
    assert answers == [302] * 10 + [409]

    cache.clear()
    answers = [client.post(reverse("join_request"), asked()) for _try in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    assert "Có quá nhiều lần xin mã" in answers[-1].content.decode()


@pytest.mark.parametrize("place", ["welcome", "account_login", "account_signup"])
def test_the_form_is_found_where_a_stranger_looks(client, place):
    assert reverse("join_request") in client.get(reverse(place)).content.decode()


# --- The people of an organisation ------------------------------------------------------------------------------------


def test_a_link_is_shown_once_to_whoever_invites(client, home):
    client.force_login(make.representative(home))
    facts = {"role": "mentor", "email": "", "title": "Kỹ sư"}

    answer = client.post(reverse("invitation_create", args=[home.pk]), facts)

    shown = answer.context["link"]
    assert shown.startswith("http://testserver/join/")
    assert shown in answer.content.decode()
    people = client.get(reverse("organisation_people", args=[home.pk])).content.decode()
    assert shown not in people
    assert "chưa ai dùng" in people
    row = Invitation.objects.get()
    client.post(reverse("invitation_revoke", args=[row.pk]))
    assert "đã thu hồi" in client.get(reverse("organisation_people", args=[home.pk])).content.decode()


def test_roles_are_given_and_taken_on_the_schools_page(client):
    school = make.school()
    teacher = make.adult(school, Role.TEACHER)
    client.force_login(make.adult(school, Role.SCHOOL_ADMIN))

    client.post(reverse("role_give", args=[school.pk]), {"person": teacher.pk, "role": "adviser"})
    given = teacher.affiliations.get(role=Role.ADVISER)
    client.post(reverse("role_take", args=[school.pk, given.pk]))

    given.refresh_from_db()
    assert given.ends_on == clock.today()
    assert client.get(reverse("organisation_detail", args=[school.pk])).content.decode().count("/people/") == 1


def test_the_peoples_page_asks_the_same_at_1_and_50_rows(client):
    school = make.school()
    client.force_login(make.adult(school, Role.SCHOOL_ADMIN))

    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("organisation_people", args=[school.pk]))
        return len(counted)

    by = User.objects.get(affiliations__role=Role.SCHOOL_ADMIN)
    make.adult(school, Role.TEACHER), make.invitation(school, Role.TEACHER, by=by)
    AlumnusClaim.objects.create(user=make.mentor(), school=school, year=2010)
    one = queries()
    for _number in range(49):
        make.adult(school, Role.TEACHER), make.invitation(school, Role.TEACHER, by=by)
        AlumnusClaim.objects.create(user=make.mentor(), school=school, year=2010)

    assert (queries(), one <= 8) == (one, True)


# --- API --------------------------------------------------------------------------------------------------------------


def test_invitations_over_the_api(home):
    api, place = APIClient(), "/api/v1/invitations/"
    api.force_authenticate(make.representative(home))
    made = api.post(place, {"organisation": home.pk, "role": "mentor"}).json()
    assert (made["state"], made["link"].startswith("http://testserver/join/")) == ("open", True)
    assert "link" not in api.get(place).json()["results"][0]

    api.force_authenticate(make.adviser())
    token = made["link"].rstrip("/").rpartition("/")[2]
    assert api.post(f"{place}accept/", {"token": token}).json() == {"waits_for_school": False}
    assert api.post(f"{place}accept/", {"token": token}).status_code == 404
    assert api.get(place).json()["results"] == []
    api.force_authenticate(make.representative(home))
    assert api.get(place).json()["results"][0]["state"] == "accepted"
    assert api.post(f"{place}{made['id']}/revoke/").status_code == 409


def test_people_and_alumni_over_the_api():
    school = make.school()
    admin, teacher, alumnus = make.adult(school, Role.SCHOOL_ADMIN), make.adult(school, Role.TEACHER), make.mentor()
    api, place = APIClient(), f"/api/v1/organisations/{school.pk}/people/"
    api.force_authenticate(alumnus)
    claim = api.post("/api/v1/alumnus-claims/", {"school": school.pk, "year": 2009}).json()
    assert [row["state"] for row in api.get("/api/v1/alumnus-claims/mine/").json()] == ["waiting"]

    api.force_authenticate(admin)
    assert api.post(f"/api/v1/alumnus-claims/{claim['id']}/confirm/").json()["state"] == "confirmed"
    given = api.post(place, {"user": teacher.pk, "role": "adviser"}).json()
    assert {row["role"] for row in api.get(place).json()} == {"school_admin", "teacher", "adviser", "alumnus"}
    assert api.delete(f"{place}{given['id']}/").json()["ends_on"] == clock.today().isoformat()
    assert api.post(place, {"user": make.pupil(school).pk, "role": "adviser"}).status_code == 404


def test_the_department_registers_over_the_api():
    api = APIClient()
    api.force_authenticate(make.officer())
    facts = {**make.legal_facts(), "kind": "enterprise", "name": "Xưởng API", "commune": make.commune().code}

    made = api.post("/api/v1/organisations/", facts).json()

    assert (made["name"], made["status"], made["kind"]) == ("Xưởng API", "pending", OrganisationKind.ENTERPRISE)
    assert [row["id"] for row in api.get("/api/v1/organisations/queue/").json()["results"]] == [made["id"]]
    assert Organisation.objects.get(pk=made["id"]).status == OrganisationStatus.PENDING
