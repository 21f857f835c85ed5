"""Who verifies, recommends and turns away which organisation, and the queue of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import Conflict, Invalid, Refused
from people.enums import DelegationScope, OrganisationAct, OrganisationKind, OrganisationStatus, Right, Role
from people.models import Notice
from people.selectors import organisation_files as file_selectors
from people.selectors import organisations as selectors
from people.services import organisation_decisions as decisions
from people.services import organisation_files, organisations
from tests import make

pytestmark = pytest.mark.django_db
PENDING = OrganisationStatus.PENDING
ELSEWHERE = "11329"
A = OrganisationAct


def association(**facts):
    return make.organisation(OrganisationKind.BUSINESS_ASSOCIATION, **facts)


def speaker(home=None):
    return make.representative(home or association(), cleared=False)


def delegate(commune=None):
    officer = make.commune_officer(commune)
    office = officer.affiliations.get().organisation
    make.delegation(office, Right.VERIFY_ORGANISATIONS, DelegationScope.COMMUNE)
    return officer


DECIDERS = {
    "the Department": (make.officer, [A.VERIFY, A.REQUEST_CHANGES, A.REFUSE]),
    "its delegate": (delegate, [A.VERIFY, A.REQUEST_CHANGES, A.REFUSE]),
    "a delegate elsewhere": (lambda: delegate(make.commune(ELSEWHERE)), []),
    "a commune's officer": (make.commune_officer, []),
    "the association": (speaker, [A.VERIFY, A.REQUEST_CHANGES, A.RECOMMEND]),
    "an association that waits": (lambda: speaker(association(status=PENDING)), []),
    "the association's mentor": (lambda: make.mentor(association()), []),
    "another enterprise": (make.representative, []),
    "a pupil": (make.pupil, []),
}


@pytest.mark.parametrize(("who", "acts"), DECIDERS.values(), ids=DECIDERS)
def test_what_each_may_decide_on_an_enterprise(who, acts):
    enterprise, by = make.organisation(status=PENDING), who()

    assert decisions.open_to(by, enterprise) == acts
    assert (enterprise in selectors.waiting_for(by)) is bool(acts)
    for act in (A.VERIFY, A.REFUSE, A.RECOMMEND):
        if act not in acts:
            with pytest.raises(Refused):
                decisions.decide(organisation=enterprise, act=act, reason="Vì sao.", by=by)


def test_the_association_decides_on_enterprises_only():
    university, by = make.organisation(OrganisationKind.UNIVERSITY, status=PENDING), speaker()

    assert decisions.open_to(by, university) == []
    assert university not in selectors.waiting_for(by)


def test_the_association_decides_neither_on_itself_nor_where_its_own_people_are():
    home = association()
    by, colleague = speaker(home), make.mentor(home, cleared=False)
    theirs = make.organisation(status=PENDING)
    make.hat(colleague, theirs, Role.REPRESENTATIVE)

    assert theirs not in selectors.waiting_for(by)
    for act in (A.VERIFY, A.RECOMMEND):
        with pytest.raises(Refused):
            decisions.decide(organisation=theirs, act=act, reason="Quen biết.", by=by)
    with pytest.raises(Refused):
        organisations.verify(organisation=home, by=by)


def test_a_recommendation_is_one_a_person_and_the_department_reads_it(client):
    enterprise, by = make.organisation(status=PENDING), speaker()
    organisations.recommend(organisation=enterprise, reason="Hội viên lâu năm.", by=by)

    with pytest.raises(Conflict):
        organisations.recommend(organisation=enterprise, reason="Nhắc lại.", by=by)
    client.force_login(make.officer())
    assert by.full_name in client.get(reverse("organisation_queue")).content.decode()
    assert "Hội viên lâu năm." in client.get(reverse("organisation_review", args=[enterprise.pk])).content.decode()


def test_nobody_decides_on_ones_own():
    officer = make.officer()
    own = make.organisation(status=PENDING)
    make.hat(officer, own, Role.MENTOR)

    assert decisions.open_to(officer, own) == []
    assert own not in selectors.waiting_for(officer)
    with pytest.raises(Refused):
        organisations.suspend(organisation=own, reason="Vì sao.", by=officer)


@pytest.mark.parametrize("act", [A.REQUEST_CHANGES, A.REFUSE])
def test_a_no_says_why_and_the_representative_is_told(act):
    enterprise = make.organisation(status=PENDING)
    by = make.representative(enterprise, cleared=False)

    with pytest.raises(Invalid):
        decisions.decide(organisation=enterprise, act=act, reason="  ", by=make.officer())
    decisions.decide(organisation=enterprise, act=act, reason="Thiếu giấy phép.", by=make.officer())

    told = Notice.objects.get(recipient=by)
    assert told.facts == {"organisation": enterprise.name, "reason": "Thiếu giấy phép."}


def test_the_queue_holds_new_ones_and_changes_oldest_first():
    old, new, calm = make.organisation(status=PENDING), make.organisation(status=PENDING), make.organisation()
    changed = make.organisation()
    wanted = {**file_selectors.read(changed), "sector": "thép"}
    organisation_files.edit(organisation=changed, content=wanted, by=make.representative(changed))

    found = list(selectors.waiting_for(make.officer()))

    assert found == [old, new, changed]
    assert calm not in found


def test_the_queue_says_what_is_missing_in_a_constant_number_of_queries(client):
    client.force_login(make.officer())

    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("organisation_queue"))
        return len(counted)

    make.organisation(status=PENDING, tax_code="")
    assert client.get(reverse("organisation_queue")).context["rows"][0]["missing"] == ["Mã số thuế"]
    one = queries()
    for number in range(49):
        make.organisation(status=PENDING, name=f"Xưởng {number}")

    assert (queries(), one <= 8) == (one, True)


@pytest.mark.parametrize("who", [make.pupil, make.mentor, make.adviser, make.commune_officer, make.representative])
def test_the_queue_is_for_deciders(client, who):
    client.force_login(who())

    assert client.get(reverse("organisation_queue")).status_code == 403


def test_the_department_enters_an_organisation_and_goes_on_to_invite(client):
    client.force_login(make.officer())
    facts = {**make.legal_facts(), "kind": "enterprise", "name": "Xưởng Mới", "commune": make.commune().code}

    answer = client.post(reverse("organisation_create"), facts)

    made = selectors.waiting_for(make.officer()).get(name="Xưởng Mới")
    assert answer.url == reverse("organisation_people", args=[made.pk])
    school = {"kind": "school", "name": "THCS Mới", "commune": make.commune().code}
    assert list(client.post(reverse("organisation_create"), school).context["form"].errors) == [
        "level",
        "ministry_code",
    ]
    client.post(reverse("organisation_create"), {**school, "level": "THCS", "ministry_code": "31999777"})
    assert selectors.waiting_for(make.officer()).get(name="THCS Mới").school.level == "THCS"
