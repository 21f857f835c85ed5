"""One small world for the rights' table: two schools, three organisations, a row of every kind, a person of every role.

Objects belong to the first school and the first organisations, so that each role has its foreign twin: for
`other_adviser` everything here is another school's. Pupils have names that nothing else contains.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from knox.models import AuthToken

from core import clock
from messaging.models import Attachment, Message
from messaging.services import attachments, conversations, messages
from network.enums import EngagementStatus, IdeaStatus, PostStatus, ProposalState, Visibility
from network.models import Engagement, Goal, ImportBatch, Offer, Review
from network.services import post_content
from people.enums import (
    ClearanceCheck,
    ConcernOutcome,
    ConsentPurpose,
    DataRequestKind,
    DataRequestState,
    DelegationScope,
    OrganisationKind,
    OrganisationStatus,
    Right,
    Role,
    SchoolLevel,
)
from people.models import AlumnusClaim, Guardianship, Notice, ProtectiveHold, User
from people.selectors import rosters as roster_selectors
from people.services import (
    clearances,
    concern_closing,
    concern_protection,
    concern_work,
    consent_papers,
    phones,
    rosters,
)
from tests import make
from tests.architecture import of_matching, of_visits
from tests.matching import given as given_suggestions
from tests.people import papers

# Who may know the names of the first school's pupils at all.
OF_THE_SCHOOL = ("unconsented", "pupil", "schoolmate", "adviser", "admin")
GIVEN_NAMES = ("Tưkhuê", "Mộcdiệp", "Hằngthu", "Trúcvy", "Sơnlâm", "Đanlê", "Yênchi", "Vĩsương")
_COMMUNE, _ELSEWHERE = "11311", "11329"


@dataclass
class World:
    """`people` by role; `args` what an object's address needs; `actors` who plays a role for that object instead."""

    people: dict[str, User | None] = field(default_factory=dict)
    args: dict[str, dict[str, Any]] = field(default_factory=dict)
    actors: dict[str, dict[str, User]] = field(default_factory=dict)

    def actor(self, role: str, on: str) -> User | None:
        return self.actors.get(on, {}).get(role, self.people[role])

    def everybody(self) -> Iterator[User]:
        """Who may come, each once."""
        came = [*self.people.values(), *(user for own in self.actors.values() for user in own.values())]
        yield from {user.pk: user for user in came if user is not None}.values()


def build() -> World:
    world = World()
    home, elsewhere = make.school(SchoolLevel.THCS), make.school()
    club = make.club(home)
    pupils = [_pupil(home, given) for given in GIVEN_NAMES[:6]]
    for member in pupils[:5]:
        make.join(club, member)
    unconsented = make.pupil(home, consents=(), full_name=f"Bùi Thị {GIVEN_NAMES[6]}")
    make.join(club, unconsented)
    enterprise, union = make.organisation(), make.organisation(OrganisationKind.YOUTH_UNION)
    other_club = make.club(elsewhere)
    world.people = {
        "anonymous": None,
        "unconsented": unconsented,
        "pupil": pupils[0],
        "schoolmate": pupils[5],
        "other_pupil": make.pupil(elsewhere),
        "adviser": club.adviser,
        "other_adviser": other_club.adviser,
        "admin": make.adult(home, Role.SCHOOL_ADMIN),
        "representative": make.representative(enterprise),
        "other_representative": make.representative(),
        "mentor": make.mentor(union),
        "uncleared": make.mentor(cleared=False),
        "commune": make.commune_officer(),
        "department": make.officer(),
    }
    world.args["club"] = {"pk": club.pk, "club_pk": club.pk, "pupil_pk": pupils[0].pk}
    world.args["club_closed"] = {"pk": make.club(home, by=club.adviser, closed_on=clock.today()).pk}
    world.args["start"] = world.args["club"]
    world.actors["start"] = {"pupil": pupils[4]}
    world.args["joiner"] = world.args["club"] | {"pupil": pupils[5].pk}
    _organisations(world, enterprise)
    _ideas(world, club, pupils)
    _posts(world, enterprise, union)
    _agreements(world, union)
    _talks(world)
    _papers(world)
    _data(world, home, pupils[3], unconsented)
    _concerns(world, home, pupils)
    _clearances(world, enterprise)
    _roll(world, home)
    of_matching.build(world)
    of_visits.build(world)
    return world


def _pupil(home: Any, given: str) -> User:
    consents = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE)
    return make.pupil(home, consents=consents, full_name=f"Bùi Thị {given}")


def _organisations(world: World, enterprise: Any) -> None:
    waiting = make.organisation(status=OrganisationStatus.PENDING)
    world.args["organisation"] = {"pk": enterprise.pk}
    world.args["organisation_pending"] = {"pk": waiting.pk}
    world.args["organisation_suspended"] = {"pk": make.organisation(status=OrganisationStatus.SUSPENDED).pk}
    returned = make.organisation(status=OrganisationStatus.CHANGES_REQUESTED)
    world.args["organisation_returned"] = {"pk": returned.pk}
    world.actors["organisation_returned"] = {"representative": make.representative(returned, cleared=False)}
    colleague = make.mentor(enterprise, cleared=False)
    second = make.adult(enterprise, Role.REPRESENTATIVE)
    hat = colleague.affiliations.get()
    world.args["organisation_people"] = {"pk": enterprise.pk, "hat_pk": hat.pk, "person": second.pk}
    _invitations(world, enterprise)
    world.args["commune"] = {"code": _COMMUNE}
    world.args["commune_elsewhere"] = {"code": _ELSEWHERE}


def _invitations(world: World, enterprise: Any) -> None:
    invitation, token = make.invitation(enterprise, Role.MENTOR, by=world.people["representative"])
    world.args["invitation"] = {"pk": invitation.pk, "token": token}
    school = world.people["admin"].affiliations.get().organisation.school
    claim = AlumnusClaim.objects.create(user=make.mentor(cleared=False), school=school, year=2015)
    world.args["alumnus_claim"] = {"pk": claim.pk, "school": school.pk, "code": school.ministry_code}
    office = world.people["commune"].affiliations.get().organisation
    given = make.delegation(office, Right.HANDLE_ERASURE, DelegationScope.THCS_OF_COMMUNE)
    world.args["delegation"] = {"pk": given.pk, "taker": office.pk}


def _ideas(world: World, club: Any, pupils: list[User]) -> None:
    """Each with a team of its own: a pupil has one team a season."""
    kinds = {
        "idea": {"visibility": Visibility.PARTNERS},
        "idea_draft": {"status": IdeaStatus.DRAFT},
        "idea_submitted": {"status": IdeaStatus.SUBMITTED},
        "idea_public": {"visibility": Visibility.PUBLIC},
    }
    for place, (on, facts) in enumerate(kinds.items()):
        team = [pupils[place]]
        idea = make.idea(club, team=team, **facts)
        world.args[on] = {"pk": idea.pk, "pupil_pk": team[0].pk, "idea": idea}
        world.actors[on] = {"pupil": team[0]}
    world.args["team"] = {**world.args["idea_draft"], "pupil": pupils[4].pk}
    world.actors["team"] = world.actors["idea_draft"]


def _posts(world: World, enterprise: Any, union: Any) -> None:
    authors = {"challenge": world.people["representative"], "offer": world.people["mentor"]}
    homes = {"challenge": enterprise, "offer": union}
    states = {"": PostStatus.PUBLISHED, "_draft": PostStatus.DRAFT, "_review": PostStatus.IN_REVIEW}
    for kind, factory in (("challenge", make.challenge), ("offer", make.offer)):
        for ending, status in states.items():
            post = factory(homes[kind], by=authors[kind], status=status)
            world.args[kind + ending] = {"pk": post.pk, "post": post}
    waiting = world.args["challenge_review"]["post"]
    review = Review.objects.create(
        challenge=waiting, content=post_content.read(waiting), submitted_by=authors["challenge"]
    )
    world.args["review"] = {"pk": review.pk}


def _agreements(world: World, union: Any) -> None:
    """Every agreement with an offer of its own: between two there is one at a time."""

    def offer() -> Offer:
        return make.offer(union, by=world.people["mentor"])

    idea = world.args["idea"]["idea"]
    created = clock.now() - dt.timedelta(days=10)
    world.args["proposal"] = {"pk": make.proposal(idea, offer(), created_at=created).pk}
    world.args["proposal_approved"] = {"pk": make.proposal(idea, offer(), state=ProposalState.ADVISER_APPROVED).pk}
    running, ended = make.engagement(idea, offer()), make.engagement(idea, offer())
    goal = Goal.objects.create(engagement=running, text="Có mẫu thử lọc được một xô nước.")
    Engagement.objects.filter(pk=ended.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())
    world.args["engagement"] = {"pk": running.pk, "goal_pk": goal.pk}
    world.args["engagement_closed"] = {"pk": ended.pk}
    challenge = world.args["challenge"]["post"]
    pair = given_suggestions.suggestion(idea, challenge)
    world.args["suggestion"] = {"pk": pair.pk}
    world.args["pair"] = {"idea": idea.pk, "challenge": challenge.pk}


def _talks(world: World) -> None:
    """The running engagement's conversation: a pupil said something and sent a file; the mentor's first words wait."""
    pupil, mentor = world.people["pupil"], world.people["mentor"]
    subject = world.args["engagement"]["pk"]
    talk = conversations.open_about(kind="engagement", subject=subject, by=pupil)
    file = attachments.upload(conversation=talk.pk, file=papers.pdf(), by=pupil)
    said = _said(talk.pk, pupil, "Chúng em chào anh ạ.", file)
    # The mentor's words wait also at night.
    file_held = attachments.upload(conversation=talk.pk, file=papers.pdf(), by=mentor)
    held = _said(talk.pk, mentor, "Anh chào các em, hẹn gặp cả nhóm.", file_held)
    world.args["engagement_talk"] = {"pk": talk.pk, "kind": "engagement", "subject": subject, "seq": said.seq}
    world.args["talk_said"] = {"pk": said.pk}
    world.args["talk_held"] = {"pk": held.pk}
    world.args["talk_file"] = {"pk": file.pk}
    world.args["talk_held_file"] = {"pk": file_held.pk}


def _said(talk: int, by: User, body: str, file: Attachment) -> Message:
    draft = messages.Draft(client_id=uuid4(), body=body, attachments=[file.pk])
    return messages.send(conversation=talk, draft=draft, by=by)


def _data(world: World, home: Any, pupil: User, other: User) -> None:
    """Whose trail may be read, and requests about data: two of pupils, one of an adult."""
    representative, admin = world.people["representative"], world.people["admin"]
    things = {"organisation", "club", "idea", "engagement", "challenge", "offer"}
    for kind in things:
        world.args[f"history_{kind}"] = {"kind": kind, "pk": world.args[kind]["pk"]}
    world.args["history_pupil"] = {"kind": "pupil", "pk": pupil.pk}
    world.args["history_person"] = {"kind": "person", "pk": representative.pk}
    world.args["history_draft"] = {"kind": "challenge", "pk": world.args["challenge_draft"]["pk"]}
    restriction = {"kind": DataRequestKind.RESTRICTION, "school": home.organisation, "asked_by": admin}
    world.args["data_request"] = {"pk": make.data_request(pupil, **restriction).pk}
    done = {"state": DataRequestState.DONE, "closed_at": clock.now(), "handled_by": admin}
    world.args["data_request_restricted"] = {"pk": make.data_request(other, **restriction, **done).pk}
    own = make.data_request(representative, kind=DataRequestKind.CORRECTION, note="Sai một chữ trong tên.")
    world.args["my_request"] = {"pk": own.pk}
    world.args["request_subject"] = {"pk": pupil.pk}
    world.args["export"] = {"pk": make.data_export(representative).pk}


def _concerns(world: World, home: Any, pupils: list[User]) -> None:
    """About the mentor, by the pupil who wishes to stay hidden; each as far along as its name says."""
    colleague = make.adult(home, Role.SCHOOL_ADMIN)
    worried, mentor = pupils[0], world.people["mentor"]
    target = f"engagement-{world.args['engagement']['pk']}"
    for on in ("concern", "concern_held", "concern_closing", "concern_raised"):
        case = make.concern("offer", world.args["offer"]["pk"], by=worried, person=0, hides_reporter=True)
        concern_work.look(concern=case, by=colleague)
        world.args[on] = {"pk": case.pk, "target": target, "adult": mentor.pk}
        if on == "concern_held":
            concern_protection.hold(concern=case, target=target, by=colleague)
            ProtectiveHold.objects.update(target_kind="elsewhere")
            world.args[on]["target"] = target.replace("engagement", "elsewhere")
        if on == "concern_closing":
            closing = {"outcome": ConcernOutcome.SETTLED, "text": "Đã nói chuyện, em yên tâm."}
            concern_closing.ask_close(concern=case, by=colleague, **closing)
        if on == "concern_raised":
            concern_work.hand_to_department(concern=case, text="Nhờ Sở xem giúp.", by=colleague)
    teacher = make.adult(home, Role.TEACHER)
    world.args["staff"] = {"pk": teacher.affiliations.get().pk}
    told = Notice.objects.create(recipient=world.people["representative"], kind="concern_answered", path="/home/")
    world.args["notice"] = {"pk": told.pk}
    world.args["letter"] = {"name": "20261125-080000-1-0"}


def _roll(world: World, home: Any) -> None:
    """The first school's roll: a pupil who never logged in, and two lists that wait."""
    newcomer = make.pupil(home, consents=(), full_name=f"Bùi Thị {GIVEN_NAMES[7]}")
    world.args["roll"] = {"pk": home.pk, "pupil_pk": newcomer.pk}
    by = world.people["adviser"]
    text = "Họ và tên,Ngày sinh,Lớp\nHoàng Văn Mới,05/09/2012,8A\n"
    file = SimpleUploadedFile("lop-8a.csv", text.encode())
    roster = rosters.upload(school=home, file=file, by=by)
    digest = roster_selectors.preview_of(roster).digest
    world.args["roster"] = {"pk": roster.pk, "digest": digest}
    file = SimpleUploadedFile("lop-8a.csv", text.encode())
    world.args["roster_unnamed"] = {"pk": rosters.upload(school=home, file=file, choose_columns=True, by=by).pk}


def _papers(world: World) -> None:
    token, _key = AuthToken.objects.create(user=world.people["representative"])
    world.args["token"] = {"key": token.token_key}
    batch = ImportBatch.objects.create(
        kind="idea", file_name="y-tuong.csv", uploaded_by=world.people["adviser"], rows=[], errors=[]
    )
    world.args["batch"] = {"pk": batch.pk}
    _guardians(world)
    world.args["demo"] = {"role": "pupil"}
    for kind in ("idea", "challenge", "offer"):
        world.args[f"sheet_{kind}"] = {"kind": kind}


def _guardians(world: World) -> None:
    """Of a pupil whose class is the first school's; the adviser brought the paper and the new number in."""
    pupil, adviser = world.people["pupil"], world.people["adviser"]
    mother = Guardianship.objects.get(pupil=pupil)
    fresh, coded = make.guardian_link(mother), make.guardian_link(mother)
    # However long the walk takes.
    make.guardian_code(coded, minutes=24 * 60)
    world.args["guardian"] = {"token": fresh, "child": mother.pk}
    world.args["guardian_coded"] = {"token": coded, "child": mother.pk}
    world.args["guardian_unknown"] = {"token": "khong-co-duong-dan-nay", "child": mother.pk}
    school = pupil.affiliations.get().organisation_id
    world.args["papers_school"] = {"pk": school, "name": "10A1"}
    world.args["papers_pupil"] = {"pk": pupil.pk}
    world.args["guardianship"] = {"pk": mother.pk}
    waiting = make.guardianship(pupil, "Bố", phone="0911111111", checked=False)
    phones.vouch(guardianship=waiting, by=adviser)
    world.args["phone_waits"] = {"pk": waiting.pk}
    answers = {ConsentPurpose.MEDIA: True}
    paper = consent_papers.upload(guardianship=mother, file=papers.pdf(), answers=answers, by=adviser)
    world.args["paper"] = {"pk": paper.pk}


def _clearances(world: World, enterprise: Any) -> None:
    """The uncleared mentor has everything before them; others of the enterprise stand where each door needs them."""
    uncleared = world.people["uncleared"]
    home = uncleared.affiliations.get().organisation_id
    world.args["newcomer"] = {"full_name": uncleared.full_name, "organisation": home}
    world.args["quiz_try"] = {"pk": make.quiz_try(uncleared).pk}
    reference = make.reference(uncleared, answered=False)
    world.args["reference"] = {"pk": reference.pk}
    world.args["referee"] = {"token": make.reference_link(make.reference(make.mentor(), answered=False))}
    asking = make.clearance_request(make.mentor(enterprise, cleared=False), ClearanceCheck.ORGANISATION_WORD)
    world.args["word"] = {"pk": asking.pk}
    waiting = make.mentor(cleared=False)
    for place in (1, 2):
        make.reference(waiting, place=place)
    make.clearance_request(waiting, ClearanceCheck.IDENTITY)
    world.args["dossier"] = {"pk": waiting.pk}
    for check in ClearanceCheck:
        world.args[f"dossier_{check}"] = {"pk": waiting.pk, "check": check.value}
    cleared = make.mentor()
    standing = cleared.clearances.get(check_kind=ClearanceCheck.IDENTITY)
    world.args["standing"] = {"pk": cleared.pk, "clearance_pk": standing.pk, "check": "identity"}
    anew = make.mentor()
    quiz = anew.clearances.get(check_kind=ClearanceCheck.SAFEGUARDING_QUIZ)
    clearances.revoke(clearance=quiz, reason="Cần xem lại.", by=world.people["department"])
    make.clearance_request(anew, ClearanceCheck.SAFEGUARDING_QUIZ)
    world.args["done_anew"] = {"pk": anew.pk, "check": "safeguarding_quiz"}
    worry = make.reference(cleared, has_concern=True)
    world.args["worry"] = {"pk": cleared.pk, "reference_pk": worry.pk}
