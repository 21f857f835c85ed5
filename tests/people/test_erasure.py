"""A person is forgotten everywhere at once; what is counted is counted still."""

import json
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection
from django.urls import reverse
from knox.models import AuthToken

from core import clock, trail
from network.enums import EngagementStatus, PostStatus
from network.models import ClubMembership, Engagement, Idea, IdeaVersion, Offer, TeamMember
from network.selectors import coverage
from network.services import ideas, proposals
from people import personal_data
from people.enums import ClearanceCheck, ConsentPurpose, DataAsker, DataRequestKind, RequestOutcome, Role
from people.models import (
    Affiliation,
    AlumnusClaim,
    Clearance,
    ClearanceRequest,
    ConductSignature,
    Consent,
    ConsentPaper,
    Guardian,
    GuardianCode,
    GuardianLink,
    Invitation,
    Notice,
    Organisation,
    OrganisationChange,
    PhoneCheck,
    RecordRead,
    Reference,
    Refusal,
    TextMessage,
    User,
)
from people.notice_kinds import DATA_REQUEST_DUE
from people.selectors import organisation_files
from people.services import (
    concern_chain,
    consent_papers,
    data_requests,
    erasure,
    history,
    notices,
    read_log,
    text_messages,
)
from tests import make
from tests.people import papers

pytestmark = pytest.mark.django_db
NAME = "Lê Thị Bưởi Tím"


@pytest.fixture
def pupil():
    return make.pupil(full_name=NAME, username="timltb.thpt012")


@pytest.fixture
def admin(pupil):
    return make.adult(pupil.affiliations.get().organisation, Role.SCHOOL_ADMIN)


def erase(person, by):
    asked_as = DataAsker.GUARDIAN if by.pk != person.pk else DataAsker.PERSON
    row = data_requests.ask(subject=person, kind=DataRequestKind.ERASURE, asked_as=asked_as, note=NAME, by=by)
    handler = make.officer() if row.school_id is None else by
    return data_requests.complete(request=row, answer=f"Đã xóa {NAME}.", by=handler)


def everything():
    """Every text in every table of ours."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
            found += [(model._meta.label, str(_plain(value))) for row in cursor.fetchall() for value in row]
    return found


def _plain(value):
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    except ValueError:
        return value


def test_no_table_holds_the_name_any_more(pupil, admin):
    """Written everywhere a name can be: account, team, texts, versions, proposals, notices, the trail."""
    school = pupil.affiliations.get().organisation.school
    club = make.club(school)
    make.join(club, pupil)
    mate = make.pupil(school)
    make.join(club, mate)
    idea = ideas.draft(club=club, content=make.idea_content(problem=f"{NAME} kể rằng nước đục."), by=pupil)
    ideas.add_member(idea=idea, pupil=mate, by=club.adviser)
    ideas.edit(idea=idea, content=make.idea_content(problem="Nước đục."), by=club.adviser)
    make.proposal(idea, note=f"Em {NAME} viết.")
    notices.send(to=[admin.pk], kind=DATA_REQUEST_DUE, name=NAME)
    assert len([label for label, text in everything() if NAME in text]) == 8

    erase(pupil, admin)

    assert [label for label, text in everything() if NAME in text or "timltb" in text] == []


def test_the_account_is_closed_and_says_nothing(pupil, admin, client):
    client.force_login(pupil)
    AuthToken.objects.create(user=pupil)

    erase(pupil, admin)

    pupil.refresh_from_db()
    assert (pupil.full_name, pupil.username, pupil.birth_date, pupil.email, pupil.is_active) == (
        history.NAME, f"da-xoa-{pupil.pk}", None, None, False,
    )  # fmt: skip
    assert not pupil.has_usable_password()
    assert not AuthToken.objects.filter(user=pupil).exists()
    assert client.get(reverse("home")).status_code == 302


def test_the_totals_of_the_city_do_not_move(admin, pupil):
    school = pupil.affiliations.get().organisation.school
    club = make.club(school)
    mates = [make.pupil(school) for _ in range(5)]
    idea = make.idea(club, team=[pupil, mates[0]])
    for mate in mates:
        make.join(club, mate)
    make.engagement(idea)
    officer = make.officer()
    before = coverage.totals(coverage.table(officer))
    rows = {model: model._default_manager.count() for model in (Affiliation, ClubMembership, TeamMember, Idea, Consent)}

    erase(pupil, admin)

    assert before["pupils"] == 6
    assert before["engagements"] == 1
    assert coverage.totals(coverage.table(officer)) == before
    assert {model: model._default_manager.count() for model in rows} == rows


def test_consents_keep_what_the_law_wants_as_proof(pupil, admin):
    Consent.objects.filter(guardianship__pupil=pupil).update(evidence=f"Phiếu của mẹ {NAME}")
    kept = ("text_version", "way", "given_at", "purpose")
    before = list(Consent.objects.filter(guardianship__pupil=pupil).order_by("pk").values_list(*kept))

    erase(pupil, admin)

    rows = Consent.objects.filter(guardianship__pupil=pupil).order_by("pk")
    assert list(rows.values_list(*kept)) == before
    assert {(row.evidence, row.withdrawn_at is not None) for row in rows} == {("", True)}
    assert set(Guardian.objects.values_list("full_name", "phone")) == {(history.NAME, "")}


def test_papers_codes_and_messages_go_and_what_was_answered_stays(pupil, admin, django_capture_on_commit_callbacks):
    mother = make.guardianship(pupil, f"Mẹ {NAME}", phone="0912345678")
    make.guardian_code(make.guardian_link(mother))
    text_messages.queue(phone="0912345678", text="Mã 135790", minutes=10)
    clerk = make.adviser(pupil.affiliations.get().organisation.school)
    answers = {ConsentPurpose.ACCOUNT: True, ConsentPurpose.MEDIA: False}
    paper = consent_papers.upload(guardianship=mother, file=papers.pdf(), answers=answers, by=clerk)
    consent_papers.confirm(paper=paper, by=admin)
    later = papers.pdf(extra=b"% 2\n")
    waiting = consent_papers.upload(guardianship=mother, file=later, answers=answers, by=clerk)
    paper.refresh_from_db()
    files = [paper.file.path, waiting.file.path]
    assert [Path(path).exists() for path in files] == [True, True]

    with django_capture_on_commit_callbacks(execute=True):
        erase(pupil, admin)

    assert [Path(path).exists() for path in files] == [False, False]
    kept = ConsentPaper.objects.get()
    assert (kept.pk, kept.file.name, kept.sha256, kept.decided_by, kept.answers) == (
        paper.pk, "", paper.sha256, admin, {"account": True, "media": False},
    )  # fmt: skip
    assert list(Refusal.objects.values_list("purpose", "evidence")) == [("media", "")]
    assert set(PhoneCheck.objects.values_list("phone", flat=True)) == {""}
    assert not PhoneCheck.objects.filter(dropped_at=None).exists()
    assert list(GuardianCode.objects.filter(closed_at__isnull=False).values_list("phone", flat=True)) == [""]
    assert not GuardianLink.objects.filter(revoked_at=None).exists()
    assert not TextMessage.objects.exists()
    assert [label for label, text in everything() if NAME in text or "0912345678" in text] == []


def test_a_message_to_a_mother_whose_other_child_stays_is_still_sent(pupil, admin):
    make.guardianship(pupil, phone="0912345678")
    make.guardianship(make.pupil(), phone="0912345678")
    text_messages.queue(phone="0912345678", text="Mã 135790", minutes=10)

    erase(pupil, admin)

    assert TextMessage.objects.get().phone == "0912345678"


def test_a_case_of_concern_stays_whole_when_its_reporter_is_forgotten():
    engagement = make.engagement()
    worried = engagement.proposal.idea.created_by
    case = make.concern("engagement", engagement.pk, by=worried, person=0)
    admin = make.adult(engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)

    erase(worried, admin)

    case.refresh_from_db()
    assert (case.reporter, case.reporter.full_name) == (worried, history.NAME)
    assert concern_chain.is_whole(case)


def test_a_guardian_of_a_sister_who_stays_is_kept(pupil, admin):
    guardian = Guardian.objects.get(guardianships__pupil=pupil)
    sister = make.pupil(pupil.affiliations.get().organisation.school, consents=())
    sister.guardianships.create(guardian=guardian)

    erase(pupil, admin)

    guardian.refresh_from_db()
    assert (guardian.full_name, guardian.phone) == ("Phụ huynh", "0900000000")


def test_a_pupil_alone_in_a_team_stays_as_a_number(pupil, admin):
    idea = make.idea(make.club(pupil.affiliations.get().organisation.school), team=[pupil])

    erase(pupil, admin)

    assert TeamMember.objects.filter(idea=idea, left_at=None).count() == 1
    assert [row.author for row in IdeaVersion.objects.filter(idea=idea)] == []


def test_the_read_log_stays_whole(pupil, admin):
    read_log.record(reader=make.mentor(), pupils=[pupil.pk], what="engagement")

    erase(pupil, admin)

    assert RecordRead.objects.filter(pupil=pupil, what="engagement").count() == 1


def test_the_history_says_that_it_was_done_by_whom_not_who_it_was(pupil, admin):
    erase(pupil, admin)

    rows = trail.rows_of(User).filter(id=pupil.pk).order_by("history_id")
    assert {(row.full_name, row.username, row.birth_date) for row in rows} == {
        (history.NAME, f"da-xoa-{pupil.pk}", None)
    }
    assert rows.last().history_user == admin


def test_an_adult_asks_for_it_alone_and_what_was_offered_closes():
    mentor = make.clear(make.adult(make.organisation(), Role.MENTOR, full_name=NAME, username="buoi-tim"))
    EmailAddress.objects.create(user=mentor, email=mentor.email, verified=True, primary=True)
    offer = make.offer(mentor.affiliations.get().organisation, by=mentor)
    engagement = make.engagement(post=offer)

    erase(mentor, mentor)

    offer.refresh_from_db()
    engagement.refresh_from_db()
    assert (offer.status, offer.seats_taken) == (PostStatus.CLOSED, 0)
    assert engagement.status != EngagementStatus.ACTIVE
    assert {(row.evidence, row.revoked_at is not None) for row in Clearance.objects.filter(user=mentor)} == {("", True)}
    assert not EmailAddress.objects.filter(user=mentor).exists()
    assert not Notice.objects.filter(recipient=mentor).exists()
    assert [label for label, text in everything() if NAME in text] == []
    assert Engagement.objects.count() == 1
    assert Offer.objects.count() == 1


def test_an_adults_checks_invitations_and_claims_are_forgotten_but_a_worry_nobody_settled_is_not():
    mentor = make.clear(make.adult(make.organisation(), Role.MENTOR, full_name=NAME))
    make.clearance_request(mentor, ClearanceCheck.REFERENCES)
    ConductSignature.objects.create(
        user=mentor, version="2026.1", signed_name=NAME, language="vi", signed_at=clock.now()
    )
    said = make.reference(mentor, with_children=f"{NAME} dạy kèm.")
    make.reference(mentor, place=2, has_concern=True, concern="Tôi không yên tâm.")
    make.invitation(make.organisation(), Role.MENTOR, email=mentor.email)
    AlumnusClaim.objects.create(user=mentor, school=make.school(), year=2010)

    erase(mentor, mentor)

    told = Reference.objects.order_by("place").values_list("name", "email", "with_children", "concern")
    assert list(told) == [(history.NAME, "", "", ""), (history.NAME, "", "", "Tôi không yên tâm.")]
    assert not Reference.objects.filter(ended_at=None).exists()
    assert ClearanceRequest.objects.get().outcome == RequestOutcome.WITHDRAWN
    assert [(row.email, row.revoked_at is None) for row in Invitation.objects.all()] == [("", False)]
    assert not AlumnusClaim.objects.exists()
    assert [label for label, text in everything() if NAME in text or said.name in text] == []


def test_somebody_else_of_the_same_name_keeps_it(pupil, admin):
    other = make.idea(title=f"Máy lọc của {NAME}")

    erase(pupil, admin)

    other.refresh_from_db()
    assert other.title == f"Máy lọc của {NAME}"


def test_half_an_erasure_is_none(pupil, admin, monkeypatch):
    broken = next(iter(personal_data.HOLDINGS.values()))
    monkeypatch.setitem(
        personal_data.HOLDINGS,
        broken.code,
        personal_data.Holding(broken.code, broken.label, broken.read, lambda _person: 1 // 0),
    )

    with pytest.raises(ZeroDivisionError):
        erasure.erase(subject=pupil, by=admin)

    pupil.refresh_from_db()
    assert (pupil.full_name, pupil.is_active) == (NAME, True)
    assert Affiliation.objects.get(user=pupil).title == "10A1"


def test_a_proposal_of_the_erased_stays_without_the_name(pupil, admin):
    idea = make.idea(make.club(pupil.affiliations.get().organisation.school), team=[pupil])
    proposal = proposals.propose(idea=idea, post=make.offer(), note=f"{NAME} xin gặp.", by=pupil)

    erase(pupil, admin)

    proposal.refresh_from_db()
    assert proposal.note == f"{history.NAME} xin gặp."
    assert proposal.events.get().text == f"{history.NAME} xin gặp."


def test_no_file_says_any_more_that_the_person_signs(settings):
    """Neither the file, nor a change that was handed in, nor the trail; a namesake elsewhere stays."""
    home, other = make.organisation(signatory_name=NAME.upper()), make.organisation(signatory_name=NAME)
    person = make.adult(home, Role.REPRESENTATIVE, full_name=NAME)
    content = {**organisation_files.read(home), "signatory_name": NAME}
    change = OrganisationChange.objects.create(organisation=home, content=content, submitted_by=person)
    signed = personal_data.HOLDINGS["signed_files"]
    assert signed.read(person) == [{"organisation": home.name, "title": "Giám đốc"}]

    erasure.erase(subject=person, by=make.officer())

    home.refresh_from_db()
    change.refresh_from_db()
    assert (home.signatory_name, change.content["signatory_name"]) == ("", "")
    assert set(trail.rows_of(Organisation).filter(id=home.pk).values_list("signatory_name", flat=True)) == {""}
    assert Organisation.objects.get(pk=other.pk).signatory_name == NAME
    assert signed.read(person) == []
