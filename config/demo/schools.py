"""The Department, some commune offices, the schools with their staff, and the clubs."""

import datetime as dt
import random

from config.demo import cast, content
from config.demo.content import Row
from config.demo.world import World
from network.models import Club
from people.enums import OrganisationKind, OrganisationStatus, Role
from people.models import AdminUnit, Organisation, School, User
from people.services.officers import DEPARTMENT, SEAT

_OFFICERS = ["Phòng Giáo dục Trung học", "Phòng Giáo dục thường xuyên", "Phòng Chính trị tư tưởng", "Văn phòng Sở"]
_COMMUNES = ["11359", "11311", "11560", "11914", "10525", "11824", "11948"]
_ADMIN_TITLES = ["Hiệu trưởng", "Phó hiệu trưởng"]
_SUBJECTS = ["Hóa học", "Vật lí", "Sinh học", "Tin học", "Công nghệ", "Ngữ văn", "Toán", "Địa lí", "Tiếng Anh"]
_TEACHERS = 12
# How likely a second club of a school has the same teacher.
_SHARED = 0.7
# Clubs whose teacher moved away: the first two have nobody in charge, the third still names who left.
_LEFT = ("club-014", "club-084", "club-098")


def build(world: World) -> None:
    dice = world.dice("schools")
    _department(world, dice)
    _commune_offices(world, dice)
    with_clubs = {row["school_code"] for row in content.read("clubs", world.times)}
    for row in content.read("schools", world.times):
        school = _school(world, row, dice)
        if row["code"] in with_clubs:
            _admin(world, row["code"], school, dice)
    for code in dice.sample(sorted(with_clubs), _TEACHERS):
        _teacher(world, world.schools[code], Role.TEACHER, dice)
    _clubs(world, dice)


def organisation(world: World, kind: OrganisationKind, name: str, commune: AdminUnit, **facts: str) -> Organisation:
    """A verified one, unless told otherwise."""
    facts.setdefault("status", OrganisationStatus.VERIFIED)
    dice = world.dice(f"organisation/{name}")
    created = dice.randint(150, 420)
    verified = None if facts["status"] == OrganisationStatus.PENDING else world.moment(created - 4, dice)
    made = Organisation(kind=kind, name=name, commune=commune, verified_at=verified, **facts)
    made.created_at = world.moment(created if verified else dice.randint(2, 12), dice)
    return world.batch.add(made)


def _department(world: World, dice: random.Random) -> None:
    home = organisation(
        world, OrganisationKind.EDUCATION_DEPARTMENT, DEPARTMENT, world.communes[SEAT], short_name="Sở GD&ĐT"
    )
    for number, title in enumerate(_OFFICERS):
        officer = world.person(login="department_officer" if number == 0 else "")
        world.hat(officer, home, Role.DEPARTMENT_OFFICER, title=title, since=dice.randint(300, 900))
        world.officers.append(officer)


def _commune_offices(world: World, dice: random.Random) -> None:
    for code in (cast.COMMUNE, *_COMMUNES):
        commune = world.communes[code]
        name = f"Ủy ban nhân dân {commune.full_name[:1].lower()}{commune.full_name[1:]}"
        home = organisation(world, OrganisationKind.COMMUNE_OFFICE, name, commune)
        officer = world.person(login="commune_officer" if code == cast.COMMUNE else "")
        world.hat(officer, home, Role.COMMUNE_OFFICER, title="Phòng Văn hóa – Xã hội", since=dice.randint(120, 400))


def _school(world: World, row: Row, dice: random.Random) -> School:
    commune = world.communes[row["commune_code"]]
    home = organisation(world, OrganisationKind.SCHOOL, row["name"], commune)
    school = School(
        organisation=home,
        level=row["level"],
        ministry_code=row["code"].replace("-", "x"),
        pupil_count=int(row["pupils"]),
    )
    world.schools[row["code"]] = world.batch.add(school)
    return school


def _admin(world: World, code: str, school: School, dice: random.Random) -> None:
    admin = world.person(login="school_admin" if code == cast.SCHOOL else "")
    title = dice.choice(_ADMIN_TITLES)
    world.admins[school.ministry_code] = admin
    world.hat(admin, school.organisation, Role.SCHOOL_ADMIN, title=title, since=dice.randint(200, 1500))


def _teacher(
    world: World, school: School, role: Role, dice: random.Random, *, login: str = "", until: int | None = None
) -> User:
    teacher = world.person(login=login)
    title = f"Giáo viên {dice.choice(_SUBJECTS)}"
    world.hat(teacher, school.organisation, role, title=title, since=dice.randint(200, 1500), until=until)
    return teacher


def _clubs(world: World, dice: random.Random) -> None:
    free: dict[str, User] = {}
    for row in content.read("clubs", world.times):
        code, key = row["school_code"], row["key"]
        school, login = world.schools[code], cast.ADVISERS.get(key, "")
        shares = code in free and not login and key not in _LEFT and dice.random() < _SHARED
        until = 20 if key in _LEFT else None
        adviser = free[code] if shares else _teacher(world, school, Role.ADVISER, dice, login=login, until=until)
        if not login and key not in _LEFT:
            free[code] = adviser
        club = Club(
            school=school,
            name=row["name"],
            about=row["about"],
            grade_min=row["grade_min"],
            grade_max=row["grade_max"],
            adviser=None if key in _LEFT[:2] else adviser,
            founded_on=dt.date.fromisoformat(row["founded"]),
        )
        world.clubs[key] = world.batch.add(club)
        world.keepers[key] = adviser
        if key in _LEFT:
            world.orphans.add(key)
        world.batch.link(club, [world.fields[field] for field in row["fields"]])
