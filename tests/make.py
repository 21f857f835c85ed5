"""Rows for tests, each valid by itself: `make.pupil(school)` has consents, `make.mentor()` is cleared.

Every function takes only what the test is about; the rest is plausible and unique.
"""

import datetime as dt
import itertools
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from core import clock, secrets, trail
from network.enums import IdeaStatus, OfferKind, PostStatus, ProposalSide, ProposalState, Visibility
from network.models import (
    Challenge,
    Club,
    ClubMembership,
    Engagement,
    Field,
    Idea,
    Need,
    Offer,
    Proposal,
    Season,
    TeamMember,
)
from people import concern_subjects, quiz_bank, rules, tax_code
from people.enums import (
    SUPPORTERS,
    ClearanceCheck,
    ConcernWorry,
    ConsentPurpose,
    ConsentWay,
    DataAsker,
    DataRequestKind,
    DelegationScope,
    ExportState,
    OrganisationKind,
    OrganisationStatus,
    Right,
    Role,
    SchoolLevel,
)
from people.models import (
    AdminUnit,
    Affiliation,
    Clearance,
    ClearanceRequest,
    Concern,
    Consent,
    DataExport,
    DataRequest,
    Delegation,
    Guardian,
    GuardianCode,
    GuardianLink,
    Guardianship,
    Invitation,
    Organisation,
    PhoneCheck,
    QuizTry,
    Reference,
    ReferenceLink,
    School,
    User,
)
from people.services import concerns, guardian_codes, secret_links, subjects

_numbers = itertools.count(1)
PASSWORD = "mat-khau-thu-123"


def commune(code: str = "11311") -> AdminUnit:
    return (
        AdminUnit.objects.filter(valid_to=None).exclude(kind="city").filter(code=code).first()
        or (AdminUnit.objects.filter(valid_to=None).exclude(kind="city").order_by("code")[0])
    )


def organisation(
    kind: OrganisationKind = OrganisationKind.ENTERPRISE,
    status: OrganisationStatus = OrganisationStatus.VERIFIED,
    **facts: Any,
) -> Organisation:
    facts.setdefault("name", f"Tổ chức {next(_numbers)}")
    facts.setdefault("commune", commune())
    for name, value in legal_facts(kind).items():
        facts.setdefault(name, value)
    return Organisation.objects.create(
        kind=kind, status=status, verified_at=None if status == OrganisationStatus.PENDING else clock.now(), **facts
    )


def legal_facts(kind: OrganisationKind = OrganisationKind.ENTERPRISE) -> dict[str, str]:
    """What a complete file holds besides the name."""
    known = {
        "legal_name": "Công ty TNHH Thử",
        "tax_code": free_tax_code(),
        "address": "Số 1 đường Thử",
        "signatory_name": "Đỗ Thị Ký",
        "signatory_title": "Giám đốc",
    }
    return {name: known[name] for name in rules.NEEDED_IN_FILE.get(kind, ())}


def free_tax_code() -> str:
    """Valid, and of no company: no province has the number 99."""
    while True:
        nine = f"99{next(_numbers):07}"
        digit = tax_code.check_digit(nine)
        if digit is not None:
            return f"{nine}{digit}"


def school(level: SchoolLevel = SchoolLevel.THPT, **facts: Any) -> School:
    number = next(_numbers)
    facts.setdefault("name", f"Trường {level} số {number}")
    home = organisation(OrganisationKind.SCHOOL, **facts)
    return School.objects.create(organisation=home, level=level, ministry_code=f"31{number:06}", pupil_count=600)


def person(full_name: str = "", **facts: Any) -> User:
    user = _unsaved(full_name, **facts)
    user.save()
    return user


def _unsaved(full_name: str = "", **facts: Any) -> User:
    number = next(_numbers)
    facts.setdefault("username", f"nguoi{number}")
    user = User(full_name=full_name or f"Nguyễn Văn Thử {number}", **facts)
    user.set_password(PASSWORD)
    user.complete()
    return user


def hat(user: User, home: Organisation | School, role: Role, **facts: Any) -> Affiliation:
    place = home.organisation if isinstance(home, School) else home
    facts.setdefault("starts_on", clock.today() - dt.timedelta(days=100))
    return Affiliation.objects.create(user=user, organisation=place, role=role, **facts)


def adult(home: Organisation | School, role: Role, **facts: Any) -> User:
    user = person(email=f"nguoi{next(_numbers)}@vi-du.vn", **facts)
    hat(user, home, role)
    return user


def adviser(home: School | None = None) -> User:
    return adult(home or school(), Role.ADVISER)


def officer(**facts: Any) -> User:
    home = Organisation.objects.filter(kind=OrganisationKind.EDUCATION_DEPARTMENT).first()
    user = adult(home or organisation(OrganisationKind.EDUCATION_DEPARTMENT), Role.DEPARTMENT_OFFICER, **facts)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "thu"})
    return user


def commune_officer(unit: AdminUnit | None = None) -> User:
    return adult(organisation(OrganisationKind.COMMUNE_OFFICE, commune=unit or commune()), Role.COMMUNE_OFFICER)


def delegation(taker: Organisation | School, right: Right, scope: DelegationScope, **facts: Any) -> Delegation:
    given_by = officer()
    facts.setdefault("starts_on", clock.today() - dt.timedelta(days=1))
    return Delegation.objects.create(
        giver=given_by.affiliations.get().organisation,
        taker=taker.organisation if isinstance(taker, School) else taker,
        right=right,
        scope=scope,
        given_by=given_by,
        **facts,
    )


def invitation(
    home: Organisation | School, role: Role, *, by: User | None = None, **facts: Any
) -> tuple[Invitation, str]:
    """The row and its token."""
    place = home.organisation if isinstance(home, School) else home
    days = facts.pop("days", 14)
    return secret_links.issue(Invitation, days=days, by=by or officer(), organisation=place, role=role, **facts)


def clear(user: User, *, days: int = 365) -> User:
    """Grant all five checks; the word is that of the first organisation."""
    today = clock.today()
    hats_worn = user.affiliations.select_related("organisation").order_by("pk")
    worn = hats_worn.filter(role__in=SUPPORTERS).first() or hats_worn.first()
    home = worn.organisation if worn else organisation()
    (reviewer,) = _staff("nguoi-tham-dinh")
    granted = [
        Clearance(
            user=user,
            organisation=home if check == ClearanceCheck.ORGANISATION_WORD else None,
            check_kind=check,
            evidence="đã xem",
            reviewer=reviewer,
            granted_on=today - dt.timedelta(days=10),
            expires_on=today + dt.timedelta(days=days),
        )
        for check in ClearanceCheck
    ]
    trail.create(Clearance, granted)
    return user


def clearance_request(user: User, check: ClearanceCheck, **facts: Any) -> ClearanceRequest:
    """Waits since three days; the word is asked of the adult's own organisation."""
    if check == ClearanceCheck.ORGANISATION_WORD:
        facts.setdefault("organisation", user.affiliations.get().organisation)
    facts.setdefault("asked_at", clock.now() - dt.timedelta(days=3))
    return ClearanceRequest.objects.create(user=user, check_kind=check, **facts)


def reference(
    user: User,
    *,
    place: int = 1,
    answered: bool = True,
    has_concern: bool = False,
    recommends: bool = True,
    **facts: Any,
) -> Reference:
    """Named eight days ago and, unless told otherwise, answered well yesterday."""
    number, now = next(_numbers), clock.now()
    if answered:
        facts.setdefault("answered_at", now - dt.timedelta(days=1))
        facts |= {"known_for": "3_to_10", "has_concern": has_concern, "recommends": recommends}
        facts.setdefault("concern", "Tôi có nghe chuyện không hay." if has_concern else "")
    facts.setdefault("named_at", now - dt.timedelta(days=8))
    facts.setdefault("expires_at", facts["named_at"] + dt.timedelta(days=21))
    return Reference.objects.create(
        user=user,
        place=place,
        name=f"Trần Thị Quen {number}",
        email=f"quen{number}@noi-{number}.vn",
        relation="teacher",
        **facts,
    )


def reference_link(named: Reference) -> str:
    """The token of an open link to the referee's form."""
    _row, token = secret_links.issue(ReferenceLink, days=20, by=None, reference=named)
    return token


def quiz_try(user: User, *, number: int = 1, **facts: Any) -> QuizTry:
    """Open, unless told otherwise."""
    version = quiz_bank.newest()
    facts.setdefault("started_on", clock.today())
    facts.setdefault("started_at", clock.now())
    drawn = quiz_bank.draw(version)
    return QuizTry.objects.create(user=user, version=version, drawn=drawn, number=number, **facts)


def right_answers(taken: QuizTry) -> list[int]:
    return [order.index(quiz_bank.RIGHT) for _id, order in taken.drawn]


def representative(home: Organisation | None = None, *, cleared: bool = True) -> User:
    user = adult(home or organisation(), Role.REPRESENTATIVE)
    return clear(user) if cleared else user


def mentor(home: Organisation | None = None, *, cleared: bool = True) -> User:
    user = adult(home or organisation(), Role.MENTOR)
    return clear(user) if cleared else user


def guardian(full_name: str = "Phụ huynh", *, phone: str = "0900000000", checked: bool = True) -> Guardian:
    """With a number for which two of the staff vouched."""
    made = Guardian.objects.create(full_name=full_name, phone=phone)
    if checked:
        one, two = _staff("giao-vu", "van-thu")
        PhoneCheck.objects.create(
            guardian=made,
            phone=phone,
            asked_by=one,
            asked_at=clock.now(),
            confirmed_by=two,
            confirmed_at=clock.now(),
        )
    return made


def _staff(*usernames: str) -> list[User]:
    """Accounts of the background, in the order of their names: the same whenever a test asks."""
    found = list(User.objects.filter(username__in=usernames).order_by("username"))
    return found or trail.create(User, [_unsaved(username=name) for name in usernames])


def guardianship(pupil: User, full_name: str = "Phụ huynh", **facts: Any) -> Guardianship:
    return Guardianship.objects.create(guardian=guardian(full_name, **facts), pupil=pupil)


def guardian_link(of: Guardianship, *, used: bool = False, days: int = 30) -> str:
    """The token of a link that a guardian holds."""
    token, now = secrets.new(), clock.now()
    GuardianLink.objects.create(
        guardianship=of,
        digest=secrets.digest(token),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
        used_at=now if used else None,
    )
    return token


def guardian_code(token: str, code: str = "135790", *, used: bool = False, minutes: int = 10) -> GuardianCode:
    """A code that has just been sent for the link of this token."""
    link = GuardianLink.objects.get(digest=secrets.digest(token))
    return GuardianCode.objects.create(
        link=link,
        phone=link.guardianship.guardian.phone,
        salt="muoi",
        digest=guardian_codes.digest(code, "muoi"),
        sent_at=clock.now(),
        expires_at=clock.now() + dt.timedelta(minutes=minutes),
        used_at=clock.now() if used else None,
    )


def consent(pupil: User, *purposes: ConsentPurpose, days: int = 300) -> list[Consent]:
    guardianship = Guardianship.objects.filter(pupil=pupil).first() or Guardianship.objects.create(
        guardian=guardian(), pupil=pupil
    )
    given = [
        Consent(
            guardianship=guardianship,
            purpose=purpose,
            text_version="2026.1",
            way=ConsentWay.LINK,
            given_at=clock.now() - dt.timedelta(days=1),
            expires_on=clock.today() + dt.timedelta(days=days),
        )
        for purpose in purposes
    ]
    return trail.create(Consent, given)


def pupil(
    home: School | None = None,
    *,
    consents: tuple[ConsentPurpose, ...] = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT),
    assented: bool = True,
    **facts: Any,
) -> User:
    user = person(
        birth_date=clock.today() - dt.timedelta(days=16 * 365),
        assented_at=clock.now() if assented else None,
        **facts,
    )
    hat(user, home or school(), Role.STUDENT, title="10A1")
    consent(user, *consents)
    return user


def field(code: str = "industry_manufacturing") -> Field:
    return Field.objects.get(code=code, is_current=True)


def season() -> Season:
    """The season of today, whatever day the clock is set to."""
    today = clock.today()
    year = today.year if today.month >= 8 else today.year - 1
    found, _ = Season.objects.get_or_create(
        code=f"{year}-{year + 1}",
        defaults={"starts_on": dt.date(year, 8, 1), "ends_on": dt.date(year + 1, 7, 31)},
    )
    return found


def club(home: School | None = None, *, by: User | None = None, **facts: Any) -> Club:
    home = home or school()
    facts.setdefault("name", f"CLB Khởi nghiệp {next(_numbers)}")
    made = Club.objects.create(school=home, adviser=by or adviser(home), **facts)
    made.fields.add(field())
    return made


def idea(
    home: Club | None = None,
    *,
    team: list[User] | None = None,
    status: IdeaStatus = IdeaStatus.PUBLISHED,
    visibility: Visibility = Visibility.PARTNERS,
    **facts: Any,
) -> Idea:
    home = home or club()
    team = [pupil(home.school)] if team is None else team
    published = status == IdeaStatus.PUBLISHED
    facts.setdefault("title", f"Máy lọc nước mưa số {next(_numbers)}")
    facts.setdefault("problem", "Nước giếng ở quê em bị phèn, giặt quần áo ố vàng.")
    facts.setdefault("solution", "Chúng em làm bình lọc bằng cát, than và vỏ trấu.")
    made = Idea.objects.create(
        club=home,
        season=season(),
        field=field(),
        status=status,
        visibility=visibility,
        created_by=team[0] if team else home.adviser,
        published_by=home.adviser if published else None,
        published_at=clock.now() if published else None,
        **facts,
    )
    Need.objects.create(idea=made, kind="mentoring", text="Chúng em cần người biết xử lý nước.")
    for place, member in enumerate(team, start=1):
        join(home, member)
        TeamMember.objects.create(idea=made, pupil=member, season=made.season, place=place)
    return made


def join(home: Club, member: User) -> ClubMembership:
    found, _ = ClubMembership.objects.get_or_create(
        club=home, pupil=member, left_on=None, defaults={"joined_on": clock.today()}
    )
    return found


def idea_content(**changes: Any) -> dict[str, Any]:
    """What `services.ideas` takes."""
    return {
        "title": "Thùng rác biết phân loại",
        "problem": "Giờ ra chơi nào thùng rác cũng đầy, hộp sữa lẫn thức ăn thừa.",
        "solution": "Một thùng có cảm biến tự mở đúng ngăn.",
        "stage": "idea",
        "language": "vi",
        "field": "industry_manufacturing",
        "needs": [["mentoring", "Cần người biết lập trình vi điều khiển."]],
        **changes,
    }


def club_content(**changes: Any) -> dict[str, Any]:
    """What `services.clubs` takes."""
    return {
        "name": "Khởi nghiệp xanh",
        "about": "Gặp nhau chiều thứ năm.",
        "fields": ["industry_manufacturing"],
        "grade_min": 10,
        "grade_max": 12,
        "founded_on": None,
        **changes,
    }


def challenge(
    home: Organisation | None = None,
    *,
    by: User | None = None,
    status: PostStatus = PostStatus.PUBLISHED,
    **facts: Any,
) -> Challenge:
    home = home or organisation()
    facts.setdefault("title", f"Giảm rác nhựa ở xưởng số {next(_numbers)}")
    facts.setdefault("background", "Xưởng bỏ đi nhiều màng nhựa mỗi ngày và chưa biết tái sử dụng thế nào.")
    facts.setdefault("deadline", clock.today() + dt.timedelta(days=30))
    made = Challenge.objects.create(
        organisation=home,
        author=by or representative(home),
        commune=home.commune,
        status=status,
        **_reviewed(status),
        **facts,
    )
    made.fields.add(field())
    return made


def offer(
    home: Organisation | None = None,
    *,
    by: User | None = None,
    status: PostStatus = PostStatus.PUBLISHED,
    kind: OfferKind = OfferKind.MENTORING,
    **facts: Any,
) -> Offer:
    home = home or organisation()
    facts.setdefault("title", f"Hướng dẫn xử lý nước số {next(_numbers)}")
    facts.setdefault("description", "Tôi làm kỹ sư môi trường, giúp các em làm bình lọc và đo chất lượng nước.")
    made = Offer.objects.create(
        organisation=home,
        author=by or mentor(home),
        commune=home.commune,
        kind=kind,
        season=season(),
        status=status,
        **_reviewed(status),
        **facts,
    )
    made.fields.add(field())
    return made


def proposal(
    made_for: Idea | None = None,
    post: Challenge | Offer | None = None,
    *,
    state: ProposalState = ProposalState.PROPOSED,
    side: ProposalSide = ProposalSide.TEAM,
    **facts: Any,
) -> Proposal:
    made_for = made_for or idea()
    post = post or offer()
    accepted = state in {ProposalState.SUPPLY_ACCEPTED, ProposalState.AWAITING_CONSENT, ProposalState.ENGAGED}
    approved = state in {ProposalState.ADVISER_APPROVED, ProposalState.AWAITING_CONSENT, ProposalState.ENGAGED}
    facts.setdefault("created_by", made_for.created_by if side == ProposalSide.TEAM else post.author)
    facts.setdefault("created_at", clock.now())
    facts.setdefault("expires_at", clock.now() + dt.timedelta(days=14))
    return Proposal.objects.create(
        idea=made_for,
        challenge=post if isinstance(post, Challenge) else None,
        offer=post if isinstance(post, Offer) else None,
        side=side,
        state=state,
        accepted_by=post.author if accepted else None,
        approved_by=made_for.club.adviser if approved else None,
        **facts,
    )


def engagement(made_for: Idea | None = None, post: Challenge | Offer | None = None) -> Engagement:
    agreed = proposal(made_for, post, state=ProposalState.ENGAGED)
    taken = agreed.post
    type(taken).objects.filter(pk=taken.pk).update(seats_taken=taken.seats_taken + 1)
    return Engagement.objects.create(proposal=agreed, supporter=agreed.post.author, opened_at=clock.now())


def data_request(subject: User, *, kind: DataRequestKind = DataRequestKind.ACCESS, **facts: Any) -> DataRequest:
    facts.setdefault("asked_by", subject)
    facts.setdefault("asked_as", DataAsker.PERSON if facts["asked_by"] == subject else DataAsker.GUARDIAN)
    facts.setdefault("received_at", clock.now())
    facts.setdefault("acknowledge_by", clock.today() + dt.timedelta(days=2))
    facts.setdefault("complete_by", clock.today() + dt.timedelta(days=10))
    return DataRequest.objects.create(subject=subject, kind=kind, **facts)


def data_export(subject: User, *, reader: User | None = None, **facts: Any) -> DataExport:
    facts.setdefault("state", ExportState.READY)
    facts.setdefault("content", b"PK")
    facts.setdefault("created_at", clock.now())
    facts.setdefault("expires_at", clock.now() + dt.timedelta(days=7))
    return DataExport.objects.create(subject=subject, reader=reader or subject, **facts)


def concern(kind: str = "", pk: int = 0, *, by: User | None = None, person: int | None = None, **facts: Any) -> Concern:
    """Reported from the page of what `kind` and `pk` name, about the adult at place `person` on it."""
    reader = by or AnonymousUser()
    token = concern_subjects.reference(kind, pk, reader) if kind else ""
    subject = subjects.behind(token, reader)
    facts.setdefault("worry", ConcernWorry.BEHAVIOUR)
    facts.setdefault("text", "Anh ấy hỏi em hay đi đâu một mình.")
    someone = subject.people[person] if subject and person is not None else None
    return concerns.report(report=concerns.Report(subject=subject, person=someone, **facts), by=by)


def _reviewed(status: PostStatus) -> dict[str, Any]:
    if status not in {PostStatus.PUBLISHED, PostStatus.CLOSED}:
        return {}
    reviewer = User.objects.filter(username="chuyen-vien").first() or officer(username="chuyen-vien")
    return {"reviewer": reviewer, "published_at": clock.now()}
