"""A copy of everything kept about a person, and of nobody else."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, NotFound, Refused
from people import personal_data, tasks
from people.enums import ClearanceCheck, ConsentPurpose, Role
from people.models import DataExport, RecordRead, User
from people.notice_kinds import CONCERN_ANSWERED
from people.services import consent_papers, exports, notices, read_log
from tests import make
from tests.people import papers

pytestmark = pytest.mark.django_db


def opened(content):
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as packed:
        return json.loads(packed.read("du-lieu.json")), packed.read("du-lieu.html").decode()


def made_for(subject, by, capture):
    with capture(execute=True):
        row = exports.order(subject=subject, by=by)
    return DataExport.objects.get(pk=row.pk)


def test_it_is_made_in_the_background_with_every_holding(django_capture_on_commit_callbacks):
    person = make.clear(make.adult(make.organisation(), Role.MENTOR, full_name="Lê Thị Bưởi"))

    row = made_for(person, person, django_capture_on_commit_callbacks)

    facts, page = opened(row.content)
    assert (row.state, row.step) == ("ready", len(personal_data.HOLDINGS))
    assert [section["code"] for section in facts["sections"]] == list(personal_data.HOLDINGS)
    assert facts["person"] == "Lê Thị Bưởi"
    assert "Thẩm định" in page
    assert person.email in page


def test_it_holds_nobody_elses_data(django_capture_on_commit_callbacks):
    """A team, a guardian, a teacher and a supporter stand around the pupil; none is named in the pupil's copy."""
    one = make.pupil(full_name="Lê Thị Bưởi")
    school = one.affiliations.get().organisation.school
    two = make.pupil(school, full_name="Trần Văn Cam")
    idea = make.idea(make.club(school), team=[one, two])
    engagement = make.engagement(idea)
    read_log.record(reader=engagement.supporter, pupils=[one.pk, two.pk], what="engagement")
    admin = make.adult(school, Role.SCHOOL_ADMIN)

    _facts, page = opened(made_for(one, admin, django_capture_on_commit_callbacks).content)

    others = [two, admin, idea.club.adviser, engagement.supporter]
    assert [person.full_name for person in others if person.full_name in page] == []
    assert [word for word in ("Phụ huynh\n", "0900000000") if word in page] == []
    assert idea.title in page
    assert "mentor" not in page


def test_that_a_pupil_reported_something_is_not_in_the_copy_the_school_takes(django_capture_on_commit_callbacks):
    """Whoever hides from the school that they wrote stays hidden; what is told about is never told at all."""
    engagement = make.engagement()
    worried, mentor = engagement.proposal.idea.created_by, engagement.supporter
    admin = make.adult(engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)
    case = make.concern("engagement", engagement.pk, by=worried, person=0, hides_reporter=True)
    notices.send(to=[worried.pk], kind=CONCERN_ANSWERED, path=reverse("concern_mine"))
    assert case.named.get() == mentor

    facts, page = opened(made_for(worried, admin, django_capture_on_commit_callbacks).content)
    _facts, of_mentor = opened(made_for(mentor, mentor, django_capture_on_commit_callbacks).content)

    rows = {section["code"]: section["rows"] for section in facts["sections"]}
    assert (rows["concerns"], rows["notices"]) == ([], [])
    told = "đi đâu một mình"
    assert [told in copy for copy in (page, of_mentor)] == [False, False]


def test_adults_find_what_they_reported_in_their_own_copy_alone(django_capture_on_commit_callbacks):
    offer = make.offer()
    adviser = make.adviser()
    make.concern("offer", offer.pk, by=adviser)

    own, _page = opened(made_for(adviser, adviser, django_capture_on_commit_callbacks).content)
    taken, _page = opened(made_for(adviser, make.officer(), django_capture_on_commit_callbacks).content)

    rows = [{section["code"]: section["rows"] for section in copy["sections"]}["concerns"] for copy in (own, taken)]
    assert [[row["note"] for row in found] for found in rows] == [["Anh ấy hỏi em hay đi đâu một mình."], []]


def test_a_pupils_copy_tells_of_guardians_papers_and_letters_without_names(django_capture_on_commit_callbacks):
    one = make.pupil(full_name="Lê Thị Bưởi", consents=())
    school = one.affiliations.get().organisation.school
    mother = make.guardianship(one, "Trần Thị Cam", phone="0912345678")
    token = make.guardian_link(mother)
    make.guardian_code(token)
    admin = make.adult(school, Role.SCHOOL_ADMIN)
    clerk = make.adviser(school)
    answers = {ConsentPurpose.ACCOUNT: True, ConsentPurpose.MEDIA: False}
    paper = consent_papers.upload(guardianship=mother, file=papers.pdf(), answers=answers, by=clerk)
    consent_papers.confirm(paper=paper, by=admin)

    facts, page = opened(made_for(one, admin, django_capture_on_commit_callbacks).content)

    rows = {section["code"]: section["rows"] for section in facts["sections"]}
    wanted = ("consents", "refusals", "consent_papers", "guardian_letters")
    assert [len(rows[code]) for code in wanted] == [1, 1, 1, 2]
    hidden = ("Trần Thị Cam", "0912345678", clerk.full_name, admin.full_name)
    assert [word for word in hidden if word in page] == []


def test_a_copy_tells_an_adult_nothing_of_what_referees_said(django_capture_on_commit_callbacks):
    mentor = make.mentor()
    make.clearance_request(mentor, ClearanceCheck.REFERENCES)
    said = make.reference(mentor, has_concern=True, concern="Tôi không yên tâm.")

    facts, page = opened(made_for(mentor, mentor, django_capture_on_commit_callbacks).content)

    rows = {section["code"]: section["rows"] for section in facts["sections"]}
    assert [len(rows[code]) for code in ("references", "clearance_requests")] == [1, 1]
    assert set(rows["references"][0]) == {"relation", "named_at", "mailed_at", "reminded_at", "ended_at"}
    assert [word for word in (said.name, said.email, "không yên tâm") if word in page] == []


def test_every_table_that_points_at_a_person_is_covered():
    """A new table about people must say what it keeps: add a holding, or a reason here."""
    covered = {
        "account.EmailAddress", "account.EmailConfirmation", "knox.AuthToken", "mfa.Authenticator",
        "people.Affiliation", "people.Clearance", "people.Consent", "people.DataRequest",
        "people.GuardianLink", "people.Guardianship", "people.Notice", "people.NoticePreference", "people.RecordRead",
        "people.Concern", "people.ClearanceRequest", "people.ConductSignature", "people.QuizTry", "people.Reference",
        "people.Invitation", "people.AlumnusClaim", "people.Delegation", "people.OrganisationChange",
        "people.OrganisationStep", "people.Roster", "people.RollOver",
        "network.Challenge", "network.CheckIn", "network.Closing", "network.Club", "network.ClubMembership",
        "network.Engagement", "network.Idea", "network.IdeaVersion", "network.ImportBatch", "network.Offer",
        "network.Proposal", "network.ProposalEvent", "network.Review", "network.TeamMember", "matching.Outcome",
        "matching.RankerVersion", "matching.Round", "matching.RoundPair", "matching.TermProposal",
        "messaging.Attachment", "messaging.Message", "messaging.Reaction", "messaging.Reading", "visits.Agreement",
        "visits.Arrival", "visits.Attendee", "visits.CalendarFeed", "visits.CalendarLetter", "visits.Certificate",
        "visits.Credit", "visits.Feedback", "visits.HeadCount", "visits.Mark", "visits.Reception", "visits.Reflection",
        "visits.DayOff", "visits.Evaluation", "visits.LogEntry",
        "visits.Placement", "visits.PlacementAgreement", "visits.PlacementEvent", "visits.SafetySheet",
        "visits.Session", "visits.SlotRequest", "visits.SlotRequestHost", "visits.Visit", "visits.VisitEvent",
        "visits.VisitStaff", "visits.WeeklyHour",
    }  # fmt: skip
    without = {
        "people.DataExport": "the copy itself",
        "people.ConcernAction": "a link of a case: what the lead did, about others",
        "people.ConsentPaper": "who read the paper: the school's act, in the pupil's history",
        "people.PhoneCheck": "who stood for a number: the school's act, in the pupil's history",
        "people.ProtectiveHold": "of a case, about others",
        "people.Refusal": "who wrote it down: the school's act, in the pupil's history",
        "people.ReferenceLink": "the way to a form; who made it is nobody's account",
        "people.SafeguardingLead": "who appointed: the school's act; whom is shown to the lead",
        "visits.Busy": "follows from the visits and sessions, which are there",
        "people.Organisation": "who verified it: the office's act, in the organisation's history",
    }
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is User and not model._meta.object_name.startswith("Historical")
    }

    assert pointing - covered - set(without) == set()


def test_it_is_there_for_a_week_for_its_reader_alone(django_capture_on_commit_callbacks, time_machine, client):
    time_machine.move_to(clock.now())
    person = make.mentor()
    row = made_for(person, person, django_capture_on_commit_callbacks)
    page = reverse("export_download", args=[row.pk])

    client.force_login(make.officer())
    assert client.get(page).status_code == 404
    client.force_login(person)
    answer = client.get(page)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200, "application/zip", "private, no-store",
    )  # fmt: skip
    time_machine.shift(dt.timedelta(days=7, seconds=1))
    with pytest.raises(NotFound):
        exports.download(export=row.pk, by=person)
    tasks.mind_data()
    assert not DataExport.objects.exists()


def test_a_pupils_copy_taken_by_the_school_is_noted(django_capture_on_commit_callbacks):
    pupil = make.pupil()
    admin = make.adult(pupil.affiliations.get().organisation, Role.SCHOOL_ADMIN)
    row = made_for(pupil, admin, django_capture_on_commit_callbacks)

    exports.download(export=row.pk, by=admin)

    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [(admin.pk, pupil.pk, "export")]


@pytest.mark.parametrize("who", [make.adviser, make.mentor, make.officer])
def test_nobody_else_orders_a_pupils_copy(who):
    with pytest.raises(Refused):
        exports.order(subject=make.pupil(), by=who())


def test_a_pupil_asks_instead_of_ordering():
    pupil = make.pupil()

    with pytest.raises(Refused, match="thầy cô"):
        exports.order(subject=pupil, by=pupil)


def test_one_at_a_time():
    person = make.mentor()
    exports.order(subject=person, by=person)

    with pytest.raises(Conflict):
        exports.order(subject=person, by=person)


def test_made_twice_is_made_once():
    person = make.mentor()
    row = make.data_export(person, content=b"made")

    exports.build(export=row.pk)

    row.refresh_from_db()
    assert bytes(row.content) == b"made"


def test_what_breaks_says_so(monkeypatch):
    person = make.mentor()
    row = make.data_export(person, state="waiting", content=None)
    monkeypatch.setattr(exports, "_section", lambda *_: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        exports.build(export=row.pk)

    row.refresh_from_db()
    assert row.state == "failed"


def test_the_page_shows_how_far_it_is(client):
    person = make.mentor()
    make.data_export(person, state="running", content=None, step=3, steps=18)
    client.force_login(person)

    text = client.get(reverse("my_data")).content.decode()

    assert 'value="3" max="18"' in text
    assert 'hx-trigger="every 2s"' in text


def test_over_the_api(django_capture_on_commit_callbacks):
    api = APIClient()
    api.force_authenticate(make.mentor())

    with django_capture_on_commit_callbacks(execute=True):
        made = api.post("/api/v1/my-data/exports/").json()
    listed = api.get("/api/v1/my-data/exports/").json()["results"]
    copy = api.get(f"/api/v1/my-data/exports/{made['id']}/download/")

    assert [(row["id"], row["state"]) for row in listed] == [(made["id"], "ready")]
    assert copy.content[:2] == b"PK"
