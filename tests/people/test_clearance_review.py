"""The reviewers' queue, one adult's page, and the decisions, on pages and over the API."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid
from people.enums import ClearanceCheck, IdentityDocument, IdentityWay, RequestOutcome
from people.models import Clearance, ClearanceRequest, Notice
from people.selectors import clearance_queue, clearance_steps
from people.services import clearance_requests, clearances
from tests import make

pytestmark = pytest.mark.django_db
IDENTITY, WORD, REFERENCES, CODE, QUIZ = ClearanceCheck


@pytest.fixture
def officer(client, settings):
    settings.MFA_REQUIRED = False
    user = make.officer()
    client.force_login(user)
    return user


def see(mentor, officer, **facts):
    facts = {"document": IdentityDocument.PASSPORT, "way": IdentityWay.IN_PERSON, "seen_on": clock.today(), **facts}
    return clearances.record_identity(user=mentor, by=officer, **facts)


def state_of(user, check):
    return next(step.state for step in clearance_steps.steps_of(user) if step.check == check)


def test_a_seen_document_is_noted_by_kind_and_day_and_closes_the_request(officer):
    mentor = make.mentor(cleared=False)
    clearance_requests.ask_identity(way=IdentityWay.VIDEO, by=mentor)

    row = see(mentor, officer)

    assert (row.document, row.seen_in_person, row.reviewer, row.evidence) == ("passport", True, officer, "")
    assert ClearanceRequest.objects.get().outcome == RequestOutcome.GRANTED
    assert list(Notice.objects.values_list("recipient", "kind")) == [(mentor.pk, "clearance_granted")]


@pytest.mark.parametrize(
    "note", ["CCCD 031095001234", "số 031 095 001 234", "031.095.001", "CMND 031095001", "hộ chiếu C1234567"]
)
def test_the_number_of_a_document_is_refused_wherever_it_is_typed(officer, note):
    mentor = make.mentor(cleared=False)

    with pytest.raises(Invalid, match="số giấy tờ"):
        see(mentor, officer, note=note)
    with pytest.raises(Invalid, match="số giấy tờ"):
        clearances.record(user=mentor, check=WORD, evidence=note, by=officer)

    assert not Clearance.objects.exists()


@pytest.mark.parametrize("note", ["gặp lúc 14:30 ngày 05/10/2026", "công văn 123/SGDĐT ngày 12.10.2026", "Phòng 1204"])
def test_days_and_letters_are_no_document_numbers(officer, note):
    assert see(make.mentor(cleared=False), officer, note=note).evidence == note


@pytest.mark.parametrize("days", [1, -31])
def test_a_document_was_seen_lately(officer, days):
    with pytest.raises(Invalid) as refusal:
        see(make.mentor(cleared=False), officer, seen_on=clock.today() + dt.timedelta(days=days))

    assert set(refusal.value.errors) == {"seen_on"}


def test_there_is_no_field_for_a_number():
    from people.forms.clearance import SeenForm

    assert set(SeenForm.base_fields) == {"document", "way", "seen_on", "note"}
    assert {field.name for field in Clearance._meta.get_fields()} & {"number", "file", "photo", "scan"} == set()


def test_only_what_one_does_alone_may_lack_a_reviewer():
    mentor, today = make.mentor(cleared=False), clock.today()
    facts = {"user": mentor, "evidence": "x", "granted_on": today, "expires_on": today + dt.timedelta(days=9)}
    for check in (IDENTITY, WORD, REFERENCES):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clearance.objects.create(check_kind=check, **facts)
    for check in (CODE, QUIZ):
        Clearance.objects.create(check_kind=check, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.create(check_kind=IDENTITY, reviewer=mentor, **facts)


def test_a_refusal_is_answered_to_the_adult_who_may_ask_again(officer):
    mentor = make.mentor(cleared=False)
    clearance_requests.ask_identity(way=IdentityWay.VIDEO, by=mentor)

    clearances.refuse(user=mentor, check=IDENTITY, reason="Ảnh mờ.", by=officer)

    assert state_of(mentor, IDENTITY) == "refused"
    clearance_requests.ask_identity(way=IdentityWay.VIDEO, by=mentor)
    assert state_of(mentor, IDENTITY) == "waiting"
    with pytest.raises(Conflict):
        clearances.refuse(user=mentor, check=WORD, reason="Không chờ gì.", by=officer)


def test_asking_for_what_stands_long_is_spared(officer):
    mentor = make.mentor(cleared=False)
    see(mentor, officer)

    with pytest.raises(Conflict):
        clearance_requests.ask_identity(way=IdentityWay.IN_PERSON, by=mentor)


def test_who_was_seen_by_video_may_come_in_person(officer):
    mentor = make.mentor(cleared=False)
    see(mentor, officer, way=IdentityWay.VIDEO)

    clearance_requests.ask_identity(way=IdentityWay.IN_PERSON, by=mentor)

    assert state_of(mentor, IDENTITY) == "done"


def test_worries_stand_first_then_who_waits_longest_and_never_oneself(officer):
    now = clock.now()
    late, early, worry, own = (make.mentor(cleared=False) for _ in range(4))
    make.hat(officer, make.organisation(), "mentor")
    for who, days in ((late, 1), (early, 9), (worry, 2), (officer, 30)):
        make.clearance_request(who, IDENTITY, asked_at=now - dt.timedelta(days=days))
    make.reference(worry, has_concern=True)
    make.reference(own)

    found = list(clearance_queue.waiting_for(officer))

    assert [row.user for row in found] == [worry, early, late]
    assert [row.is_worrying for row in found] == [True, False, False]
    assert found[1].home == early.affiliations.get().organisation.name


@pytest.mark.parametrize("show", ["waiting", "all"])
def test_the_queue_asks_as_often_for_fifty_as_for_one(client, officer, show):
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.clearance_request(make.mentor(cleared=False), IDENTITY)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("clearance_queue"), {"show": show})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_an_adults_page_asks_few_questions(client, officer):
    mentor = make.mentor()
    for place in (1, 2):
        make.reference(mentor, place=place)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("clearance_review", args=[mentor.pk])).content.decode()

    assert mentor.full_name in page
    assert len(queries) <= 14


def test_all_adults_are_found_by_name_without_diacritics(client, officer):
    make.mentor(cleared=False)
    found = make.mentor()
    type(found).objects.filter(pk=found.pk).update(full_name="Đỗ Thị Hạnh", sort_name="hanh do thi")

    page = client.get(reverse("clearance_queue"), {"q": "do hanh"}).content.decode()

    assert ("Đỗ Thị Hạnh" in page, page.count("/5</td>")) == (True, 1)
    assert "5/5" in page


def test_the_page_shows_a_referees_words_and_grants(client, officer):
    mentor = make.mentor(cleared=False)
    for place in (1, 2):
        make.reference(mentor, place=place, with_children="Các em quý lắm.")
    make.clearance_request(mentor, REFERENCES)
    place = reverse("clearance_review", args=[mentor.pk])

    assert client.get(place).content.decode().count("Các em quý lắm.") == 2
    answer = client.post(reverse("clearance_grant", args=[mentor.pk, "references"]), {"note": "Đã gọi."})

    assert answer.url == place
    assert Clearance.objects.get().evidence.endswith("Đã gọi.")


def test_what_cannot_be_granted_yet_says_why(client, officer):
    mentor = make.mentor(cleared=False)
    make.reference(mentor)

    page = client.get(reverse("clearance_review", args=[mentor.pk])).content.decode()

    assert "Cần đủ hai người giới thiệu trả lời và ủng hộ." in page
    assert reverse("clearance_grant", args=[mentor.pk, "references"]) not in page


def test_a_mistake_on_the_page_stands_in_its_own_form(client, officer):
    mentor = make.mentor()
    row = mentor.clearances.get(check_kind=QUIZ)

    answer = client.post(reverse("clearance_revoke", args=[mentor.pk, row.pk]), {"reason": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 1
    assert 'id="revoke-safeguarding_quiz-reason_error"' in page
    assert Clearance.objects.filter(user=mentor, revoked_at=None).count() == 5


def test_a_revocation_keeps_who_and_why_and_tells_the_adult(client, officer):
    mentor = make.mentor()
    row = mentor.clearances.get(check_kind=WORD)

    client.post(reverse("clearance_revoke", args=[mentor.pk, row.pk]), {"reason": "Đã rời tổ chức."})

    row.refresh_from_db()
    assert (row.revoked_by, row.revoke_reason) == (officer, "Đã rời tổ chức.")
    assert list(Notice.objects.values_list("recipient", "kind")) == [(mentor.pk, "clearance_revoked")]
    client.force_login(mentor)
    assert "Đã rời tổ chức." in client.get(reverse("clearance")).content.decode()


def test_the_api_reads_the_queue_and_decides(client, officer):
    mentor = make.mentor(cleared=False)
    make.clearance_request(mentor, IDENTITY, way=IdentityWay.VIDEO)
    one = f"/api/v1/clearances/{mentor.pk}/"

    waiting = client.get("/api/v1/clearances/").json()["results"]
    body = {"document": "citizen_card", "way": "video", "seen_on": clock.today().isoformat(), "note": "031095001234"}
    refused = client.post(f"{one}see-identity/", body, content_type="application/json")
    granted = client.post(f"{one}see-identity/", {**body, "note": ""}, content_type="application/json").json()

    assert [(row["adult"], row["check_kind"], row["way"]) for row in waiting] == [(mentor.pk, "identity", "video")]
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["note"])
    assert [step["state"] for step in granted["steps"]] == ["done", "todo", "todo", "todo", "todo"]


def test_the_adult_follows_the_steps_over_the_api(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)

    def post(place, **body):
        return client.post(f"/api/v1/clearance/{place}/", body, content_type="application/json").status_code

    version = client.get("/api/v1/clearance/conduct/").json()["version"]
    told = [
        post("identity", way="in_person"),
        post("word", organisation=mentor.affiliations.get().organisation_id),
        post("conduct", version=version, full_name=mentor.full_name, agrees=True),
        post("referees", name="Trần Thị Quen", email="quen@noi-xa.vn", relation="teacher"),
    ]

    mine = client.get("/api/v1/clearance/").json()
    assert told == [201] * 4
    assert [step["state"] for step in mine["steps"]] == ["waiting", "waiting", "todo", "done", "todo"]
    assert [(row["name"], row["state"]) for row in mine["referees"]] == [("Trần Thị Quen", "waiting")]
    assert client.delete(f"/api/v1/clearance/referees/{mine['referees'][0]['id']}/").status_code == 204


def test_my_page_asks_few_questions_and_leads_to_every_step(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("clearance")).content.decode()

    assert len(queries) <= 10
    for name in ("clearance_identity", "clearance_word", "clearance_referees", "clearance_conduct", "quiz"):
        assert reverse(name) in page
    assert reverse("clearance") in client.get(reverse("profile")).content.decode()
    assert reverse("clearance") in client.get(reverse("home")).content.decode()
