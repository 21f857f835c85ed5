"""What the addresses of the walk through the demonstration are about: found in it, or done in it by its own people."""

from collections.abc import Iterator
from typing import Any

from django.core import mail

from config import mailbox
from matching.enums import TermProposalState
from matching.models import Round, TermProposal
from matching.selectors.suggestions import open_pairs
from messaging.enums import MessageState
from messaging.models import Conversation
from network.enums import ReviewDecision
from network.models import Challenge, Engagement, Idea, Offer, Proposal, Review
from network.services import imports
from people.enums import (
    ClearanceCheck,
    ConcernOutcome,
    ConcernWorry,
    ConsentPurpose,
    DataAsker,
    DataRequestKind,
    OrganisationKind,
    OrganisationStatus,
    Role,
)
from people.models import AlumnusClaim, Guardianship, Invitation, Organisation, Reference, User
from people.services import (
    concern_closing,
    concern_work,
    concerns,
    consent_papers,
    data_requests,
    phones,
    quizzes,
    rosters,
)
from tests import make
from tests.journeys import demo_visits
from tests.matching import given_terms
from tests.network import sheet_rows
from tests.people import papers, roster_files

Found = Iterator[tuple[str, dict[str, Any]]]
NEWCOMERS = {
    "Nguyễn Thị Khánh Huyền": "huyenntk.thpt701",
    "Trần Đức Long": "longtd.thpt701",
    "Phạm Hà Vy": "vyph.thpt701",
    "Lê Quang Minh": "minhlq.thpt701",
    "Hoàng Bảo Trâm": "tramhb.thpt701",
    "Vũ Tiến Đạt": "datvt.thpt701",
}
ON_THE_LIST = {
    "Bùi Khánh Linh": "Đỗ Thị Hằng",
    "Đặng Gia Huy": "Phạm Thị Nga",
    "Nguyễn Thị Khánh Huyền": "Nguyễn Thị Thu",
}


def find() -> dict[str, dict[str, Any]]:
    """By the names that the stops of the walk use: what an address needs, with a `query` where there is one."""
    parts = (_projects, _talks, _posts, _sheets, _roll, _guardians, _data, _safety, _clearances, _joining, _trail)
    parts += (demo_visits.find, _recommender)
    return {name: args for part in parts for name, args in part()}


def _of(role: str) -> User:
    return User.objects.get(username=f"demo-{role.replace('_', '-')}")


def _idea() -> Idea:
    return Idea.objects.get(team__pupil=_of("pupil"), team__left_at=None)


def _company() -> Organisation:
    return _challenge().organisation


def _challenge() -> Challenge:
    return Challenge.objects.filter(author=_of("representative"), status="published").earliest("pk")


def _projects() -> Found:
    idea = _idea()
    yield "idea", {"pk": idea.pk}
    yield "club", {"pk": idea.club_id}
    yield "club_of_idea", {"club_pk": idea.club_id}
    yield "proposal", {"pk": Proposal.objects.filter(idea=idea).exclude(state="engaged").earliest("pk").pk}
    yield "engagement", {"pk": Engagement.objects.filter(proposal__idea=idea).earliest("pk").pk}
    yield "suggestion", {"pk": open_pairs().filter(idea=idea)[0].pk}
    yield "pair", {"query": {"idea": idea.pk, "challenge": _challenge().pk}}
    yield "words", {"query": {"q": "nuoc"}}
    yield "person", {"query": {"q": "Minh"}}
    yield "mine", {"query": {"mine": 1}}


def _talks() -> Found:
    """Of the pupil's engagement: what was said there, and what waits for the adviser."""
    running = Engagement.objects.filter(proposal__idea=_idea()).earliest("pk")
    talk = Conversation.objects.get(kind="engagement", subject=running.pk)
    yield "talk", {"pk": talk.pk}
    yield "said", {"pk": talk.messages.filter(author__isnull=False, seq__isnull=False).latest("seq").pk}
    yield "held", {"pk": talk.messages.filter(state=MessageState.HELD).earliest("pk").pk}


def _recommender() -> Found:
    yield "round", {"pk": Round.objects.get().pk}
    yield "term", {"code": given_terms.CONCEPT}
    yield "term_proposal", {"pk": TermProposal.objects.filter(state=TermProposalState.PROPOSED).earliest("pk").pk}


def _posts() -> Found:
    yield "challenge", {"pk": _challenge().pk}
    yield "company", {"pk": _company().pk}
    yield (
        "own_company",
        {"pk": Invitation.objects.filter(created_by=_of("representative")).earliest("pk").organisation_id},
    )
    yield "offer", {"pk": Offer.objects.filter(author=_of("mentor")).earliest("pk").pk}
    yield "review", {"pk": Review.objects.filter(decision=ReviewDecision.PENDING).earliest("pk").pk}
    yield "commune", {"code": _of("commune_officer").affiliations.get().organisation.commune.code}


def _sheets() -> Found:
    rows = [sheet_rows.IDEA, {**sheet_rows.IDEA, "Lĩnh vực": "Nghề lạ", "Giai đoạn": "sắp xong"}]
    file = sheet_rows.csv_file(*(list(row.values()) for row in rows), head=list(sheet_rows.IDEA))
    yield "sheet", {"kind": "idea"}
    yield "batch", {"pk": imports.preview(kind="idea", file=file, by=_of("adviser")).pk}


def _roll() -> Found:
    """A class whose pupils never logged in, and lists that wait: right, wrong, with columns that nobody named."""
    admin, pupil = _of("school_admin"), _of("pupil")
    school = admin.affiliations.get().organisation.school
    yield "school", {"pk": school.pk}
    yield "on_roll", {"pk": school.pk, "pupil_pk": pupil.pk}
    yield "papers_of_class", {"pk": school.pk, "query": {"name": pupil.affiliations.get().title}}
    newcomers = [
        make.pupil(school, consents=(), full_name=name, username=username) for name, username in NEWCOMERS.items()
    ]
    class_name = newcomers[0].affiliations.get().title
    yield "class", {"pk": school.pk, "query": {"class_name": class_name}}
    rows = [
        roster_files.row(name, class_name="10A2", mother=mother, phone=f"09133333{place:02}")
        for place, (name, mother) in enumerate(ON_THE_LIST.items())
    ]
    fault = roster_files.row("Lê Văn 2", birth_date="31/02/2010")
    for name, some, unnamed in (("roster", rows, False), ("faulty", [fault], False), ("unnamed", rows, True)):
        file = roster_files.csv_file(*some)
        yield name, {"pk": rosters.upload(school=school, file=file, choose_columns=unnamed, by=admin).pk}


def _guardians() -> Found:
    """One of the demonstration's pupil; of a paper that the adviser scanned and a number that waits."""
    pupil, adviser = _of("pupil"), _of("adviser")
    family = Guardianship.objects.filter(pupil=pupil).earliest("pk")
    yield "pupil", {"pk": pupil.pk}
    yield "guardianship", {"pk": family.pk}
    phones.correct(guardianship=make.guardianship(pupil, "Bùi Văn Nam"), phone="0911111111", by=adviser)
    answers = {ConsentPurpose.MEDIA: True}
    paper = consent_papers.upload(guardianship=family, file=papers.pdf(), answers=answers, by=adviser)
    yield "paper", {"pk": paper.pk}
    yield "link", {"token": make.guardian_link(family)}
    yield "answered_link", {"token": make.guardian_link(family, used=True)}


def _data() -> Found:
    admin, pupil, mentor = _of("school_admin"), _of("pupil"), _of("mentor")
    asked = data_requests.ask(subject=pupil, kind=DataRequestKind.ACCESS, asked_as=DataAsker.GUARDIAN, by=admin)
    yield "request", {"pk": asked.pk}
    note = "Năm sinh của tôi ghi sai, đúng ra là 1985."
    own = data_requests.ask(subject=mentor, kind=DataRequestKind.CORRECTION, note=note, by=mentor)
    yield "own_request", {"pk": own.pk}


def _safety() -> Found:
    """The one of the demonstration, and one handed on to the Department and ready to be closed."""
    admin = _of("school_admin")
    case = concerns.report(report=concerns.Report(worry=ConcernWorry.BEHAVIOUR, text="Em thấy lo."), by=_of("pupil"))
    yield "concern", {"pk": case.pk}
    concern_work.look(concern=case, by=admin)
    concern_work.hand_to_department(concern=case, text="Nhờ Sở xem giúp.", by=admin)
    concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Đã nói chuyện với em.", by=admin)


def _clearances() -> Found:
    newcomer, company = _of("mentor_uncleared"), _company()
    yield "quiz", {"pk": quizzes.start(by=newcomer).pk}
    yield "dossier", {"pk": Reference.objects.exclude(concern="").earliest("pk").user_id}
    yield "referee", {"token": make.reference_link(make.reference(newcomer, answered=False))}
    asked = make.clearance_request(make.mentor(company, cleared=False), ClearanceCheck.ORGANISATION_WORD)
    yield "word", {"pk": asked.pk}


def _joining() -> Found:
    """An association that waits for the Department, one that is stopped, and who is invited."""
    yield "claim", {"pk": AlumnusClaim.objects.earliest("pk").pk}
    admin = _of("school_admin")
    _row, token = make.invitation(admin.affiliations.get().organisation, Role.ALUMNUS, by=admin)
    yield "invitation", {"token": token}
    guild = make.organisation(OrganisationKind.BUSINESS_ASSOCIATION, OrganisationStatus.PENDING, name="Hội nghề gỗ")
    yield "waiting", {"pk": guild.pk}
    yield "stopped", {"pk": Organisation.objects.filter(status=OrganisationStatus.SUSPENDED).earliest("pk").pk}
    mail.send_mail("Chào anh chị", "Mời anh chị vào xem.", None, ["khach@vi-du.vn"])
    yield "letter", {"name": mailbox.letters()[0].name}


def _trail() -> Found:
    about = {
        "pupil": _of("pupil"),
        "person": _of("mentor"),
        "organisation": _company(),
        "club": _idea().club,
        "idea": _idea(),
        "engagement": Engagement.objects.filter(proposal__idea=_idea()).earliest("pk"),
        "challenge": _challenge(),
        "offer": Offer.objects.filter(author=_of("mentor")).earliest("pk"),
    }
    for kind, thing in about.items():
        yield f"history_{kind}", {"kind": kind, "pk": thing.pk}
