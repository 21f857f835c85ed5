"""The file of an organisation: free until verified; afterwards a change waits while the verified words stand."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core.errors import Conflict, Invalid, Refused
from people import rules
from people.enums import ChangeState, OrganisationKind, OrganisationStatus, Role
from people.models import Notice
from people.selectors import organisation_files as selectors
from people.services import organisation_files as files
from people.services import organisations
from tests import make

pytestmark = pytest.mark.django_db
PENDING, VERIFIED = OrganisationStatus.PENDING, OrganisationStatus.VERIFIED


def content(home, **changes):
    return {**selectors.read(home), **changes}


@pytest.fixture
def home():
    return make.organisation(status=PENDING, tax_code="", signatory_name="")


def test_until_it_is_verified_the_representative_writes_freely(home):
    by = make.representative(home, cleared=False)
    assert selectors.missing_in(home) == ["tax_code", "signatory_name"]

    wanted = content(home, tax_code="0100109106501", signatory_name=" Đỗ  Ký ", website="https://vi-du.vn")
    assert files.edit(organisation=home, content=wanted, by=by) is None

    home.refresh_from_db()
    assert (home.tax_code, home.signatory_name, home.website) == ("0100109106-501", "Đỗ Ký", "https://vi-du.vn")
    assert selectors.missing_in(home) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tax_code": "0100109107"}, "tax_code"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"name": " "}, "name"),
        ({"commune": "31"}, "commune"),
        ({"address": "x" * 201}, "address"),
    ],
)
def test_what_cannot_be_is_told_by_field(home, change, field):
    with pytest.raises(Invalid) as refusal:
        files.edit(organisation=home, content=content(home, **change), by=make.representative(home, cleared=False))

    assert set(refusal.value.errors) == {field}
    home.refresh_from_db()
    assert content(home) == {**content(home), "tax_code": "", "website": ""}


def test_a_tax_code_belongs_to_one_organisation(home):
    known = make.organisation()

    with pytest.raises(Invalid) as refusal:
        files.edit(organisation=home, content=content(home, tax_code=known.tax_code), by=make.officer())

    assert set(refusal.value.errors) == {"tax_code"}


WRITERS = {
    "its representative": (lambda home: make.representative(home, cleared=False), True),
    "the Department": (lambda home: make.officer(), True),
    "its mentor": (lambda home: make.mentor(home), False),
    "another's representative": (lambda home: make.representative(), False),
    "a commune's officer": (lambda home: make.commune_officer(), False),
}


@pytest.mark.parametrize(("who", "may"), WRITERS.values(), ids=WRITERS)
def test_who_writes_a_file(home, who, may):
    by = who(home)

    if may:
        assert files.edit(organisation=home, content=content(home, sector="thép"), by=by) is None
    else:
        with pytest.raises(Refused):
            files.edit(organisation=home, content=content(home, sector="thép"), by=by)


def test_a_verified_file_stands_until_the_change_is_approved():
    home = make.organisation(name="Thép An Dương")
    by, officer = make.representative(home), make.officer()

    change = files.edit(organisation=home, content=content(home, name="Thép mới"), by=by)

    home.refresh_from_db()
    assert (home.name, home.status, change.state) == ("Thép An Dương", VERIFIED, ChangeState.WAITING)
    files.decide(change=change, accepted=True, by=officer)
    home.refresh_from_db()
    assert (home.name, home.status) == ("Thép mới", VERIFIED)
    assert Notice.objects.get(recipient=by).kind == "organisation_change_accepted"


def test_a_change_that_is_refused_changes_nothing_and_says_why():
    home = make.organisation()
    by, before = make.representative(home), selectors.read(home)
    change = files.edit(organisation=home, content=content(home, legal_name="Khác"), by=by)

    with pytest.raises(Invalid):
        files.decide(change=change, accepted=False, by=make.officer())
    files.decide(change=change, accepted=False, reason="Chưa khớp giấy phép.", by=make.officer())

    home.refresh_from_db()
    assert selectors.read(home) == before
    assert Notice.objects.get(recipient=by).facts["reason"] == "Chưa khớp giấy phép."
    with pytest.raises(Conflict):
        files.decide(change=change, accepted=True, by=make.officer())


def test_a_newer_wish_replaces_the_one_that_waits_and_wishing_what_stands_takes_it_back():
    home = make.organisation()
    by = make.representative(home)
    first = files.edit(organisation=home, content=content(home, sector="một"), by=by)
    files.edit(organisation=home, content=content(home, sector="hai"), by=by)

    assert [change.content["sector"] for change in home.changes.all()] == ["hai"]
    with pytest.raises(Conflict):
        files.decide(change=first, accepted=True, by=make.officer())
    files.edit(organisation=home, content=content(home), by=by)
    assert list(home.changes.all()) == []


def test_what_the_department_writes_stands_at_once():
    home = make.organisation()

    assert files.edit(organisation=home, content=content(home, sector="thép"), by=make.officer()) is None

    home.refresh_from_db()
    assert home.sector == "thép"


def test_an_officer_who_speaks_for_a_firm_waits_like_everybody():
    home, officer = make.organisation(), make.officer()
    make.hat(officer, home, Role.REPRESENTATIVE)

    assert files.edit(organisation=home, content=content(home, sector="thép"), by=officer).state == ChangeState.WAITING


def test_nobody_approves_the_change_of_ones_own():
    home = make.organisation()
    officer = make.officer()
    make.hat(officer, home, Role.MENTOR)
    change = files.edit(organisation=home, content=content(home, sector="thép"), by=make.representative(home))

    with pytest.raises(Refused):
        files.decide(change=change, accepted=True, by=officer)


def test_an_incomplete_file_is_neither_verified_nor_handed_in(home):
    officer, by = make.officer(), make.representative(home, cleared=False)
    with pytest.raises(Conflict):
        organisations.verify(organisation=home, by=officer)
    organisations.request_changes(organisation=home, reason="Thiếu mã số thuế.", by=officer)

    with pytest.raises(Conflict):
        files.hand_in(organisation=home, by=by)
    complete = content(home, tax_code=make.free_tax_code(), signatory_name="Đỗ Ký")
    files.edit(organisation=home, content=complete, by=by)
    assert files.hand_in(organisation=home, by=by).status == PENDING
    assert [step.act for step in home.steps.all()] == ["hand_in", "request_changes"]


def test_of_public_bodies_nothing_more_is_asked():
    kinds = {OrganisationKind.SCHOOL, OrganisationKind.COMMUNE_OFFICE, OrganisationKind.EDUCATION_DEPARTMENT}

    bare = [make.organisation(kind, status=PENDING, name=f"Cơ quan {kind}") for kind in kinds]

    assert [selectors.missing_in(row) for row in bare] == [[], [], []]


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_representative_finds_the_file_and_what_it_lacks(client, home):
    client.force_login(make.representative(home, cleared=False))

    page = client.get(reverse("organisation_mine")).content.decode()

    assert reverse("organisation_file", args=[home.pk]) in page
    assert [word for word in ("Mã số thuế", "Người đại diện theo pháp luật") if word in page] == [
        "Mã số thuế",
        "Người đại diện theo pháp luật",
    ]


def test_a_wrong_tax_code_is_told_at_its_field_and_nothing_typed_is_lost(client, home):
    client.force_login(make.representative(home, cleared=False))

    typed = content(home, tax_code="0100109107", about="Xưởng của chúng tôi.")
    answer = client.post(reverse("organisation_file", args=[home.pk]), typed)

    assert list(answer.context["form"].errors) == ["tax_code"]
    assert "Xưởng của chúng tôi." in answer.content.decode()


def test_a_change_is_shown_to_the_decider_side_by_side_and_to_others_not_at_all(client):
    home = make.organisation(sector="dệt may")
    files.edit(organisation=home, content=content(home, sector="thép tấm"), by=make.representative(home))

    client.force_login(make.mentor())
    assert "thép tấm" not in client.get(reverse("organisation_detail", args=[home.pk])).content.decode()
    client.force_login(make.officer())
    answer = client.get(reverse("organisation_review", args=[home.pk]))
    assert answer.context["changes"] == [("Ngành", "dệt may", "thép tấm")]
    client.post(reverse("organisation_review", args=[home.pk]), {"act": "accept_change"})
    home.refresh_from_db()
    assert home.sector == "thép tấm"


READERS = {
    "a pupil": (make.pupil, False, False),
    "another's mentor": (make.mentor, False, True),
    "the Department": (make.officer, True, True),
}


@pytest.mark.parametrize(("who", "reads_file", "reads_site"), READERS.values(), ids=READERS)
def test_who_reads_what_of_a_file(client, who, reads_file, reads_site):
    home = make.organisation(website="https://thep.vi-du.vn", address="Số 9 đường Sắt")
    client.force_login(who())

    page = client.get(reverse("organisation_detail", args=[home.pk])).content.decode()

    assert [word in page for word in (home.tax_code, home.address, home.signatory_name)] == [reads_file] * 3
    assert (home.website in page) is reads_site


# --- API --------------------------------------------------------------------------------------------------------------


def test_the_file_over_the_api():
    home = make.organisation(sector="dệt may")
    api, address = APIClient(), f"/api/v1/organisations/{home.pk}/file/"
    api.force_authenticate(make.representative(home))

    answer = api.patch(address, {"sector": "thép"}).json()

    assert (answer["sector"], answer["change"]["sector"], answer["missing"]) == ("dệt may", "thép", [])
    assert list(api.patch(address, {"tax_code": "123"}).json()["errors"]) == ["tax_code"]
    api.force_authenticate(make.officer())
    assert api.get(address).json()["decisions"] == ["accept_change", "refuse_change"]
    api.post(f"/api/v1/organisations/{home.pk}/decide/", {"act": "accept_change"})
    assert api.get(address).json()["sector"] == "thép"
    history = api.get(f"/api/v1/organisations/{home.pk}/history/").json()
    assert [step["act"] for step in history] == ["accept_change", "change"]


def test_the_history_shows_every_part_of_the_file(client, settings):
    settings.MFA_REQUIRED = False
    home, officer = make.organisation(), make.officer()
    facts = {name: f"mới-{name}" for name in rules.FILE if name not in {"commune", "tax_code", "website"}}
    files.put(home, {**selectors.read(home), **facts, "website": "https://vi-du.vn", "tax_code": make.free_tax_code()})
    client.force_login(officer)

    page = client.get(reverse("history", args=["organisation", home.pk])).content.decode()

    home.refresh_from_db()
    assert [name for name in rules.FILE if name != "commune" and str(getattr(home, name)) not in page] == []
