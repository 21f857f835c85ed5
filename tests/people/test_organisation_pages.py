"""The pages of organisations, as each reader sees them."""

import pytest
from django.urls import reverse

from people.enums import OrganisationKind, OrganisationStatus
from people.events import Touched
from tests import make

pytestmark = pytest.mark.django_db

LIST = "organisation_list"


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def test_pupils_find_verified_organisations_only(client):
    seen = make.organisation(name="Cơ khí Đình Vũ")
    make.organisation(name="Dệt Đình Vũ", status=OrganisationStatus.PENDING)
    make.organisation(name="Nhựa Đình Vũ", status=OrganisationStatus.SUSPENDED)
    client.force_login(make.pupil())

    text = page(client, LIST, q="dinh vu").content.decode()

    assert seen.name in text
    assert "Dệt Đình Vũ" not in text
    assert "Nhựa Đình Vũ" not in text


def test_the_department_finds_those_that_wait(client):
    make.organisation(name="Cơ khí Đình Vũ")
    waiting = make.organisation(name="Dệt Kiến An", status=OrganisationStatus.PENDING)
    client.force_login(make.officer())

    answer = page(client, LIST, status="pending", kind="enterprise")

    assert answer.context["piece"].rows == [waiting]


@pytest.mark.parametrize("query", [{"kind": "spaceship"}, {"page": "-1"}, {"page": "x"}, {"status": "'"}])
def test_nonsense_in_the_address_filters_nothing(client, query):
    known = make.organisation()
    client.force_login(make.officer())

    assert known in page(client, LIST, **query).context["piece"].rows


def test_finding_nothing_says_what_to_do(client):
    client.force_login(make.pupil())

    assert "Thử gõ ít chữ hơn" in page(client, LIST, q="khongcogi").content.decode()


def test_the_list_asks_the_same_of_the_database_at_1_and_50_rows(client, django_assert_max_num_queries):
    client.force_login(make.pupil())

    def queries():
        with django_assert_max_num_queries(20) as counted:
            page(client, LIST, kind="enterprise")
        return len(counted)

    make.organisation()
    one = queries()
    for number in range(49):
        make.organisation(name=f"Xưởng {number}")

    assert queries() == one


def test_a_hidden_organisation_is_not_found(client):
    hidden = make.organisation(status=OrganisationStatus.PENDING)
    client.force_login(make.mentor())

    assert page(client, "organisation_detail", hidden.pk).status_code == 404


def test_a_school_shows_its_level(client):
    client.force_login(make.mentor())

    assert "THPT" in page(client, "organisation_detail", make.school(name="Trường Thử").pk).content.decode()


def test_only_cleared_people_are_named(client):
    home = make.organisation()
    cleared, other = make.mentor(home), make.mentor(home, cleared=False)
    client.force_login(make.pupil())

    text = page(client, "organisation_detail", home.pk).content.decode()

    assert cleared.full_name in text
    assert other.full_name not in text


def test_the_department_sees_what_a_suspension_touches_before_it_is_done(client):
    school = make.school()
    make.pupil(school), make.pupil(school), make.adviser(school)
    client.force_login(make.officer())

    address = reverse("organisation_suspend", args=[school.pk])
    assert address in page(client, "organisation_detail", school.pk).content.decode()

    answer = page(client, "organisation_suspend", school.pk)

    assert Touched("học sinh", 2) in answer.context["touched"]
    school.organisation.refresh_from_db()
    assert school.organisation.status == OrganisationStatus.VERIFIED


@pytest.mark.parametrize("who", [make.pupil, make.mentor, make.adviser, make.commune_officer])
def test_nobody_else_is_shown_or_granted_a_decision(client, who):
    home = make.organisation()
    client.force_login(who())

    assert "Quyết định của Sở" not in page(client, "organisation_detail", home.pk).content.decode()
    assert client.post(reverse("organisation_suspend", args=[home.pk])).status_code == 403
    home.refresh_from_db()
    assert home.status == OrganisationStatus.VERIFIED


def test_verify_suspend_and_reinstate(client):
    home = make.organisation(status=OrganisationStatus.PENDING)
    client.force_login(make.officer())

    states = []
    for name, facts in (
        ("organisation_review", {"act": "verify"}),
        ("organisation_suspend", {"reason": "Đang làm rõ một phản ánh."}),
        ("organisation_reinstate", {"reason": "Đã làm rõ, không có gì."}),
    ):
        answer = client.post(reverse(name, args=[home.pk]), facts, follow=True)
        home.refresh_from_db()
        states.append((answer.status_code, home.status))

    assert states == [(200, "verified"), (200, "suspended"), (200, "verified")]
    history = [(step.act, step.reason) for step in home.steps.all()]
    assert history == [
        ("reinstate", "Đã làm rõ, không có gì."),
        ("suspend", "Đang làm rõ một phản ánh."),
        ("verify", ""),
    ]
    assert "Đang làm rõ một phản ánh." in page(client, "organisation_detail", home.pk).content.decode()


@pytest.mark.parametrize("name", ["organisation_suspend", "organisation_reinstate"])
def test_without_a_reason_nothing_is_decided(client, name):
    status = OrganisationStatus.VERIFIED if name == "organisation_suspend" else OrganisationStatus.SUSPENDED
    home = make.organisation(status=status)
    client.force_login(make.officer())

    answer = client.post(reverse(name, args=[home.pk]), {"reason": "  "})

    assert "aria-invalid" in answer.content.decode()
    home.refresh_from_db()
    assert home.status == status


def test_pressing_twice_is_told_kindly(client):
    home = make.organisation(status=OrganisationStatus.PENDING)
    client.force_login(make.officer())
    address = reverse("organisation_review", args=[home.pk])
    client.post(address, {"act": "verify"})

    answer = client.post(address, {"act": "verify"})

    assert "không có gì chờ quyết định" in answer.content.decode()
    assert home.steps.count() == 1


def test_looking_decides_nothing(client):
    home = make.organisation(status=OrganisationStatus.PENDING)
    client.force_login(make.officer())

    assert page(client, "organisation_review", home.pk).status_code == 200
    home.refresh_from_db()
    assert home.status == OrganisationStatus.PENDING


def test_the_departments_own_page_has_no_suspension(client):
    officer = make.officer()
    client.force_login(officer)
    own = officer.affiliations.get().organisation

    assert own.kind == OrganisationKind.EDUCATION_DEPARTMENT
    assert "Quyết định của Sở" not in page(client, "organisation_detail", own.pk).content.decode()
    assert client.post(reverse("organisation_suspend", args=[own.pk])).status_code == 403
