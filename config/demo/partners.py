"""Organisations outside school, the people who speak for them, and those people's five checks."""

import random

from config.demo import cast, content, files
from config.demo.content import Row
from config.demo.schools import organisation
from config.demo.stories import SCENE_POSTS
from config.demo.world import Supporter, World
from people.enums import ROLE_HOMES, ClearanceCheck, IdentityDocument, OrganisationKind, OrganisationStatus, Role
from people.models import Clearance, Organisation
from people.rules import CHECK_DAYS, SELF_SERVICE

# One the Department stopped, and two that still wait to be looked at.
_SUSPENDED = "org-039"
_PENDING = [
    (
        "Hợp tác xã Muối sạch Nắng Mai",
        "Nắng Mai",
        "11737",
        "Hai mươi hộ làm muối, muốn đón học sinh.",
    ),
    (
        "Công ty TNHH Đồ chơi gỗ Cánh Diều",
        "Cánh Diều",
        "11311",
        "Xưởng nhỏ làm đồ chơi từ gỗ vụn.",
    ),
]
_TITLES = {
    Role.REPRESENTATIVE: ["Phụ trách nhân sự", "Phó giám đốc", "Phụ trách đối ngoại", "Chánh văn phòng"],
    Role.MENTOR: ["Kỹ sư", "Chuyên viên", "Trưởng nhóm", "Quản lý sản xuất", "Nghiên cứu viên"],
    Role.ALUMNUS: ["Cựu học sinh"],
    Role.VOLUNTEER: ["Đoàn viên", "Bí thư chi đoàn", "Ủy viên Ban chấp hành"],
}  # fmt: skip
_EVIDENCE = {
    ClearanceCheck.IDENTITY: "Đã đối chiếu giấy tờ tại Sở, không giữ bản sao.",
    ClearanceCheck.ORGANISATION_WORD: "Công văn bảo lãnh của đơn vị, lưu sổ công văn đến.",
    ClearanceCheck.REFERENCES: "Đã gọi hai người giới thiệu, cả hai đồng ý.",
    ClearanceCheck.CODE_OF_CONDUCT: "Đã ký bản 2026.1.",
    ClearanceCheck.SAFEGUARDING_QUIZ: "Đúng 10 trên 10 câu, đề 2026.1.",
}
# Somebody whose yearly checks end in three weeks.
_EXPIRING = "alumnus"
_EXPIRES_IN = 20
# Whoever guides a pupil day by day has passed the quiz within half a year.
_GUIDES = 150
# People who came to help and have posted nothing yet; every other one still lacks some checks.
_NEWCOMERS = [Role.ALUMNUS, Role.VOLUNTEER, Role.MENTOR] * 4
_LAPSED = 4
_STARTS_WITH_CHECKS = 3
# Where a representative is somebody of the management.
_LED = {
    OrganisationKind.ENTERPRISE,
    OrganisationKind.INVESTOR,
    OrganisationKind.UNIVERSITY,
    OrganisationKind.BUSINESS_ASSOCIATION,
}


def build(world: World) -> None:
    dice = world.dice("partners")
    for row in content.read("partners", world.times):
        status = OrganisationStatus.SUSPENDED if row["key"] == _SUSPENDED else OrganisationStatus.VERIFIED
        world.organisations[row["key"]] = organisation(
            world,
            OrganisationKind(row["kind"]),
            row["name"],
            world.communes[row["commune_code"]],
            status=status,
            **{name: row[name] for name in ("short_name", "about", "sector")},
            **files.legal_facts(world, OrganisationKind(row["kind"]), row["name"]),
        )
    for name, short_name, code, about in _PENDING:
        # The first has a complete file, the second still lacks most of it.
        facts = files.legal_facts(world, OrganisationKind.ENTERPRISE, name) if name == _PENDING[0][0] else {}
        home = organisation(
            world,
            OrganisationKind.ENTERPRISE,
            name,
            world.communes[code],
            short_name=short_name,
            about=about,
            status=OrganisationStatus.PENDING,
            **facts,
        )
        _supporter(world, home, Role.REPRESENTATIVE, dice).cleared = False
    posts = content.read("challenges", world.times) + content.read("offers", world.times)
    _Casting(world, dice).run(posts)
    _newcomers(world, dice)
    _leaders(world)
    _clear(world, _lapsed(world, posts), dice)


class _Casting:
    """Gives every post its author: the log-ins what is theirs, the rest to people of the right role."""

    def __init__(self, world: World, dice: random.Random) -> None:
        self._world, self._dice = world, dice
        self._people: dict[tuple[str, Role], list[Supporter]] = {}
        self._logins: dict[str, Supporter] = {}

    def run(self, posts: list[Row]) -> None:
        for login, key in cast.ORGANISATIONS.items():
            self._logins[login] = self._hire(key, Role(login.partition("_")[0]), login=login)
        for login, key in cast.SECOND_HATS.items():
            one = self._logins[login]
            self._world.hat(one.user, self._world.organisations[key], one.role, since=200)
        for key, home in self._world.organisations.items():
            if home.kind in _LED and (key, Role.REPRESENTATIVE) not in self._people:
                self._hire(key, Role.REPRESENTATIVE)
        for post in posts:
            author = self._author(post)
            if post["key"] in cast.HANDED_ON:
                author = self._logins[cast.HANDED_ON[post["key"]]]
            author.posts.append(post["key"])
            self._world.authors[post["key"]] = author

    def _author(self, post: Row) -> Supporter:
        if post["key"] in cast.POSTS:
            return self._logins[cast.POSTS[post["key"]]]
        role = self._role(post)
        known = [one for one in self._people.get((post["org"], role), []) if self._may_take_more(one)]
        if known and (role == Role.REPRESENTATIVE or self._dice.random() < 0.3):
            return self._dice.choice(known)
        return self._hire(post["org"], role)

    def _may_take_more(self, one: Supporter) -> bool:
        """A log-in keeps to its own posts; a person in no management has two hands."""
        return one.login in {"", "representative"} and (one.role == Role.REPRESENTATIVE or len(one.posts) < 2)

    def _role(self, post: Row) -> Role:
        """In the Youth Union and among alumni members write the challenges."""
        role = Role(post.get("by", Role.REPRESENTATIVE))
        kind = OrganisationKind(self._world.organisations[post["org"]].kind)
        if kind in ROLE_HOMES[role] and (role != Role.REPRESENTATIVE or kind in _LED):
            return role
        return Role.VOLUNTEER if kind == OrganisationKind.YOUTH_UNION else Role.ALUMNUS

    def _hire(self, key: str, role: Role, login: str = "") -> Supporter:
        one = _supporter(self._world, self._world.organisations[key], role, self._dice, login=login)
        self._people.setdefault((key, role), []).append(one)
        return one


def _leaders(world: World) -> None:
    """In the Youth Union and among alumni one of the members looks after the organisation, too."""
    led: set[int] = set()
    for one in world.supporters:
        is_led = one.organisation.kind in _LED or id(one.organisation) in led
        if not one.login and not is_led:
            led.add(id(one.organisation))
            world.hat(one.user, one.organisation, Role.REPRESENTATIVE, title="Phụ trách", since=100)


def _supporter(world: World, home: Organisation, role: Role, dice: random.Random, *, login: str = "") -> Supporter:
    user = world.person(login=login)
    world.hat(user, home, role, title=dice.choice(_TITLES[role]), since=dice.randint(120, 900))
    one = Supporter(user=user, role=role, organisation=home, login=login)
    world.supporters.append(one)
    return one


def _newcomers(world: World, dice: random.Random) -> None:
    homes = list(world.organisations.values())
    for number, role in enumerate(_NEWCOMERS * world.times):
        home = dice.choice([one for one in homes if OrganisationKind(one.kind) in ROLE_HOMES[role]])
        _supporter(world, home, role, dice).cleared = number % 2 == 0


def _lapsed(world: World, posts: list[Row]) -> list[Supporter]:
    """Authors of a single post whose time ran out. Never of a post the recommender is measured by."""
    kept = {post["key"] for post in posts if post["gold"]} | SCENE_POSTS
    published = {post["key"] for post in posts if post["state"] == "published"}
    plain = [
        one
        for one in world.supporters
        if one.role == Role.MENTOR and not one.login and len(one.posts) == 1 and one.posts[0] in published - kept
    ]
    return world.dice("lapsed").sample(plain, _LAPSED * world.times)


def _clear(world: World, lapsed: list[Supporter], dice: random.Random) -> None:
    for one in lapsed:
        one.cleared = False
    late = {id(one) for one in lapsed}
    for one in world.supporters:
        checks = list(ClearanceCheck)
        if one.login == "mentor_uncleared":
            one.cleared, checks = False, checks[:_STARTS_WITH_CHECKS]
        elif not one.cleared and id(one) not in late:
            checks = dice.sample(checks, dice.randint(1, _STARTS_WITH_CHECKS))
        granted = dice.randint(20, 300)
        if one.login in cast.GUIDES.values():
            granted = min(granted, _GUIDES)
        if one.login == _EXPIRING:
            granted = CHECK_DAYS[ClearanceCheck.ORGANISATION_WORD] - _EXPIRES_IN
        for check in checks:
            # What lapsed is one check of the five: the word of the organisation, which is asked anew each year.
            is_late = id(one) in late and check == ClearanceCheck.ORGANISATION_WORD
            _grant(world, one, check, CHECK_DAYS[check] + dice.randint(5, 40) if is_late else granted, dice)


def _grant(world: World, one: Supporter, check: ClearanceCheck, days_ago: int, dice: random.Random) -> None:
    reviewer, is_identity = dice.choice(world.officers), check == ClearanceCheck.IDENTITY
    row = Clearance(
        user=one.user,
        organisation=one.organisation if check == ClearanceCheck.ORGANISATION_WORD else None,
        check_kind=check,
        evidence=_EVIDENCE[check],
        document=IdentityDocument.CITIZEN_CARD if is_identity else "",
        seen_in_person=is_identity and days_ago % 2 == 0,
        reviewer=None if check in SELF_SERVICE else reviewer,
        granted_on=world.day(days_ago),
        expires_on=world.day(days_ago - CHECK_DAYS[check]),
    )
    world.batch.add(row)
