"""Pupils with a school, a class, a club, guardians and what the guardians agreed to."""

import datetime as dt
import random
from dataclasses import dataclass

from config.demo.world import Pupil, Staff, World
from core.text import fold
from network.models import ClubMembership
from people.enums import ConsentPurpose, ConsentWay, GuardianRelation, Role, SchoolLevel
from people.models import Consent, Guardian, Guardianship, PhoneCheck, School, User
from people.rules import CONSENT_TEXT, consent_ends, consents_count_from

# Of a hundred pupils so many lack the word on mentoring, so many have not agreed to anything yet.
_WITHOUT_MENTORING, _WITHOUT_ACCOUNT = 0.06, 0.02
_ALSO = {ConsentPurpose.CONTEST: 0.7, ConsentPurpose.VISIT: 0.5, ConsentPurpose.MEDIA: 0.35}
_NEEDED = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT)
_LATE_STARTERS = {SchoolLevel.GDTX, SchoolLevel.GDNN_GDTX}
# A pupil of grade g turns g + 5 in the calendar year the school year starts in.
_AGE_MINUS_GRADE = 5
_PAPER = "Cất ở hồ sơ lớp {title}."
_LINK = "Mã gửi đến điện thoại của phụ huynh. Trình duyệt: Chrome, Android."
_STRANGERS = 3


@dataclass(frozen=True)
class Papers:
    """What is decided about a pupil's consents beforehand; None leaves it to chance."""

    mentoring: bool | None = None
    account: bool | None = None
    public_page: bool = False


COMPLETE = Papers(mentoring=True, account=True)


def enrol(world: World, club_key: str, dice: random.Random, papers: Papers, *, login: str = "") -> Pupil:
    club = world.clubs[club_key]
    school = club.school
    grade = dice.randint(max(club.grade_min, 7) if login else club.grade_min, club.grade_max)
    born = _birth_date(world, school, grade, dice)
    user = world.person(place=_place(school), login=login, born=born)
    title = _class(grade, dice)
    in_school_for = (grade - _first_grade(school)) * 365 + dice.randint(85, 100)
    world.hat(user, school.organisation, Role.STUDENT, title=title, since=in_school_for)
    consents = _consents(papers, dice)
    guardianship = _guardians(world, user, consents, title, dice, staff=_staff(world, club_key))
    if login or not _is_stranger(world, school):
        user.last_login = user.assented_at
    pupil = Pupil(user=user, grade=grade, consents=consents, guardianship=guardianship)
    joined = dice.randint(30, 80 + 330 * (grade > club.grade_min))
    world.batch.add(ClubMembership(club=club, pupil=user, joined_on=world.day(joined)))
    world.members.setdefault(club_key, []).append(pupil)
    return pupil


def _is_stranger(world: World, school: School) -> bool:
    """The first few of each school never came in: for them class cards can be printed."""
    world.strangers[school.ministry_code] += 1
    return world.strangers[school.ministry_code] <= _STRANGERS


def _consents(papers: Papers, dice: random.Random) -> frozenset[ConsentPurpose]:
    chance = dice.random()
    account = papers.account if papers.account is not None else chance >= _WITHOUT_ACCOUNT
    lacks_mentoring = _WITHOUT_ACCOUNT <= chance < _WITHOUT_ACCOUNT + _WITHOUT_MENTORING
    mentoring = papers.mentoring if papers.mentoring is not None else not lacks_mentoring
    also = {purpose for purpose, likely in _ALSO.items() if dice.random() < likely}
    if not account:
        return frozenset()
    public = {ConsentPurpose.PUBLIC_TEAM_PAGE} if papers.public_page else set()
    return frozenset(
        {ConsentPurpose.ACCOUNT} | ({ConsentPurpose.MENTORING_CHAT} if mentoring else set()) | public | also
    )


def _guardians(
    world: World,
    pupil: User,
    consents: frozenset[ConsentPurpose],
    title: str,
    dice: random.Random,
    staff: Staff,
) -> Guardianship:
    """One or two; returns the one who answers for the consents."""
    family = pupil.full_name.partition(" ")[0]
    mother = dice.random() < 0.65
    first = _guardian(world, pupil, GuardianRelation.MOTHER if mother else GuardianRelation.FATHER, family, staff)
    if dice.random() < 0.3:
        _guardian(world, pupil, GuardianRelation.FATHER if mother else GuardianRelation.GRANDPARENT, family, staff)
    asked = _counting_still(world, dice.randint(30, 95))
    for purpose in ConsentPurpose:
        if purpose in consents:
            _consent(world, first, purpose, asked, title, dice)
    if ConsentPurpose.ACCOUNT in consents:
        pupil.assented_at = world.moment(asked - dice.randint(1, 6), dice)
    if ConsentPurpose.MENTORING_CHAT not in consents:
        _how_it_came_to_lack(world, first, title, dice)
    return first


def _staff(world: World, club_key: str) -> Staff:
    """The two who stand for papers and numbers: the club's keeper and the school's administrator."""
    return Staff(world.keepers[club_key], world.admins[world.clubs[club_key].school.ministry_code])


def _counting_still(world: World, days_ago: int) -> int:
    """Consents of the last school year are over; a demonstration in August shows those of this one."""
    return min(days_ago, (world.today - consents_count_from(world.today)).days)


def _guardian(world: World, pupil: User, relation: GuardianRelation, family: str, staff: Staff) -> Guardianship:
    full_name = world.names.person(family=family if relation == GuardianRelation.FATHER else "")
    phone = f"0900{world.batch.count(Guardian):06}"
    guardian = world.batch.add(Guardian(full_name=full_name, phone=phone))
    asked, confirmed = world.now - dt.timedelta(days=40), world.now - dt.timedelta(days=39)
    check = PhoneCheck(guardian=guardian, phone=phone, asked_by=staff.keeper, asked_at=asked)
    check.confirmed_by, check.confirmed_at = staff.admin, confirmed
    world.batch.add(check)
    world.signers[pupil.username] = staff
    return world.batch.add(Guardianship(guardian=guardian, pupil=pupil, relation=relation))


def _how_it_came_to_lack(world: World, by: Guardianship, title: str, dice: random.Random) -> None:
    """Never asked, taken back, or run out with the last school year: silence is no in each case."""
    way = dice.choice(["never", "never", "withdrawn", "expired"])
    if way == "withdrawn":
        row = _consent(world, by, ConsentPurpose.MENTORING_CHAT, 60, title, dice)
        row.withdrawn_at = world.moment(dice.randint(4, 20), dice)
    if way == "expired":
        _consent(world, by, ConsentPurpose.MENTORING_CHAT, 365 + dice.randint(5, 40), title, dice)


def _consent(
    world: World, by: Guardianship, purpose: ConsentPurpose, days_ago: int, title: str, dice: random.Random
) -> Consent:
    way = dice.choice([ConsentWay.PAPER, ConsentWay.LINK])
    staff = world.signers[by.pupil.username]
    on_paper = way == ConsentWay.PAPER
    row = Consent(
        guardianship=by,
        purpose=purpose,
        text_version=CONSENT_TEXT,
        way=way,
        evidence=_PAPER.format(title=title) if on_paper else _LINK,
        taken_by=staff.keeper if on_paper else None,
        confirmed_by=staff.admin if on_paper else None,
        given_at=world.moment(days_ago, dice),
        expires_on=consent_ends(world.day(days_ago)),
    )
    return world.batch.add(row)


def _birth_date(world: World, school: School, grade: int, dice: random.Random) -> dt.date:
    later = school.level in _LATE_STARTERS and dice.random() < 0.4
    year = world.season.starts_on.year - grade - _AGE_MINUS_GRADE - later
    return dt.date(year, dice.randint(1, 12), dice.randint(1, 28))


def _first_grade(school: School) -> int:
    return 6 if school.level in {SchoolLevel.THCS, SchoolLevel.THCS_THPT} else 10


def _class(grade: int, dice: random.Random) -> str:
    return f"{grade}A{dice.randint(1, 12)}" if grade >= 10 else f"{grade}{dice.choice('ABCDEG')}"


def _place(school: School) -> str:
    level = "".join(char for char in fold(school.level) if char.isalnum())
    return f"{level}{school.ministry_code[:8][-3:]}"


def take_back(world: World, pupil: Pupil, days_ago: int, dice: random.Random) -> None:
    """The word on mentoring was given before that day and has been withdrawn since."""
    row = _consent(world, pupil.guardianship, ConsentPurpose.MENTORING_CHAT, days_ago + 5, str(pupil.grade), dice)
    row.withdrawn_at = world.moment(3, dice)


def agree_to_visits(world: World, pupil: Pupil, dice: random.Random) -> None:
    days_ago = _counting_still(world, dice.randint(20, 30))
    _consent(world, pupil.guardianship, ConsentPurpose.VISIT, days_ago, str(pupil.grade), dice)
    pupil.consents |= {ConsentPurpose.VISIT}


def has_what_mentoring_needs(team: list[Pupil]) -> bool:
    return all(purpose in pupil.consents for pupil in team for purpose in _NEEDED)


def has_accounts(team: list[Pupil]) -> bool:
    return all(ConsentPurpose.ACCOUNT in pupil.consents for pupil in team)
