"""What a reviewer took back, or an organisation's suspension closed, its adult does not mend alone."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.errors import Conflict, Refused
from people import conduct_text
from people.enums import ClearanceCheck, OrganisationStatus
from people.models import Clearance, ClearanceRequest, Organisation
from people.selectors import clearance_queue, clearance_steps, gates, hats
from people.services import clearances, conduct, erasure, quizzes
from tests import make

pytestmark = pytest.mark.django_db
CODE, QUIZ = ClearanceCheck.CODE_OF_CONDUCT, ClearanceCheck.SAFEGUARDING_QUIZ


def sign(mentor):
    version = conduct_text.in_force(clock.today()).version
    conduct.sign(version=version, full_name=mentor.full_name, agrees=True, by=mentor)


def pass_quiz(mentor):
    taken = quizzes.start(by=mentor)
    quizzes.answer(quiz_try=taken, answers=make.right_answers(taken), by=mentor)


AGAIN = {CODE: sign, QUIZ: pass_quiz}


def take_back(mentor, check, officer):
    row = Clearance.objects.get(user=mentor, check_kind=check, revoked_at=None)
    clearances.revoke(clearance=row, reason="Có điều cần làm rõ.", by=officer)


def is_cleared(mentor):
    return gates.cleared_adults().filter(pk=mentor.pk).exists()


@pytest.fixture
def officer(settings):
    settings.MFA_REQUIRED = False
    return make.officer()


@pytest.mark.parametrize("check", AGAIN)
def test_doing_it_again_waits_for_a_reviewer(officer, check):
    mentor = make.mentor()
    take_back(mentor, check, officer)

    AGAIN[check](mentor)

    step = next(step for step in clearance_steps.steps_of(mentor) if step.check == check)
    assert (is_cleared(mentor), step.state) == (False, "waiting")
    assert [row.check_kind for row in clearance_queue.waiting_for(officer)] == [check]
    clearances.give_back(user=mentor, check=check, by=officer)
    assert (is_cleared(mentor), ClearanceRequest.objects.get().outcome) == (True, "granted")
    assert Clearance.objects.get(user=mentor, check_kind=check, revoked_at=None).reviewer == officer


@pytest.mark.parametrize("check", AGAIN)
def test_a_second_no_is_no_way_round(officer, check):
    mentor = make.mentor()
    take_back(mentor, check, officer)
    AGAIN[check](mentor)
    clearances.refuse(user=mentor, check=check, reason="Chưa rõ.", by=officer)

    AGAIN[check](mentor)

    assert is_cleared(mentor) is False
    assert ClearanceRequest.objects.filter(decided_at=None).count() == 1


@pytest.mark.parametrize("check", AGAIN)
def test_what_nobody_took_back_is_renewed_alone(check):
    mentor = make.mentor()
    yesterday = clock.today() - dt.timedelta(days=1)
    Clearance.objects.filter(user=mentor, check_kind=check).update(expires_on=yesterday)

    AGAIN[check](mentor)

    assert (is_cleared(mentor), ClearanceRequest.objects.exists()) == (True, False)


def test_nobody_records_what_was_not_done_again(officer):
    mentor = make.mentor()
    take_back(mentor, QUIZ, officer)

    for check in (QUIZ, ClearanceCheck.IDENTITY):
        with pytest.raises(Conflict, match="tự làm"):
            clearances.give_back(user=mentor, check=check, by=officer)
    with pytest.raises(Refused):
        clearances.give_back(user=mentor, check=QUIZ, by=make.representative())


@pytest.mark.parametrize("check", AGAIN)
def test_a_suspended_organisation_closes_both_to_its_people(check):
    mentor = make.mentor()
    Organisation.objects.update(status=OrganisationStatus.SUSPENDED)
    hats.forget(mentor)

    with pytest.raises(Refused):
        AGAIN[check](mentor)


def test_a_closed_account_does_nothing(client, officer):
    mentor = make.mentor()
    client.force_login(mentor)
    erasure.restrict(subject=mentor, by=officer)
    mentor.refresh_from_db()

    assert client.get(reverse("quiz")).status_code == 302
    for again in AGAIN.values():
        with pytest.raises(Refused):
            again(mentor)


def test_the_page_tells_both_sides(client, officer):
    mentor = make.mentor()
    take_back(mentor, QUIZ, officer)
    pass_quiz(mentor)

    client.force_login(mentor)
    assert "Mục này từng bị thu hồi, nên Sở xem rồi ghi nhận." in client.get(reverse("clearance")).content.decode()
    client.force_login(officer)
    answer = client.post(reverse("clearance_grant", args=[mentor.pk, QUIZ]), {"note": "Đã nói chuyện."})

    assert (answer.status_code, is_cleared(mentor)) == (302, True)


def test_the_api_gives_back(client, officer):
    mentor = make.mentor()
    take_back(mentor, CODE, officer)
    client.force_login(officer)
    address, body = f"/api/v1/clearances/{mentor.pk}/give-back/", {"check": CODE.value, "note": "Đã nói chuyện."}

    early = client.post(address, body, content_type="application/json").status_code
    sign(mentor)
    steps = client.post(address, body, content_type="application/json").json()["steps"]

    assert early == 409
    assert {step["check"]: step["state"] for step in steps}[CODE.value] == "done"
