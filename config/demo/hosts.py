"""How the demonstration's hosts receive pupils: on what terms, how safely, when."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any
from typing import cast as cast_to

from config.demo import cast, content, diary, visit_phrases
from config.demo.names import Names
from config.demo.world import World
from core import clock
from network.models import Offer
from people import working_days
from people.enums import ClearanceCheck
from people.models import Clearance, User
from visits import repeats, sectors
from visits.enums import Access, ClosureKind
from visits.models import Closure, Hosting, SafetySheet, Series, Slot
from visits.rules import HOSTED_KINDS, SAFETY_DAYS

_WEEKS_BACK, _DAYS_AHEAD = 5, 70
# Where times do not repeat: days from today.
_SINGLE = (-24, -17, -10, 6, 12, 19, 26, 40, 47, 54, 61)
_HOURS = (dt.time(8), dt.time(8, 30), dt.time(13, 30), dt.time(14))
_SEATS = (20, 25, 30, 30, 40)
# Of the talks: hosts that have not signed, and one whose answers have run out.
_UNSIGNED, _RUN_OUT = ("of-108", "of-111"), "of-113"
# The demonstration's representative opens single days, one of them today.
OWN = "of-129"
# Here its mentor receives.
MENTORS = "of-124"


@dataclass
class Host:
    """An offer that receives pupils, with what belongs to it."""

    key: str
    offer: Offer
    hosting: Hosting
    sheet: SafetySheet | None = None
    slots: list[Slot] = field(default_factory=list)

    @property
    def least_age(self) -> int:
        return self.sheet.age_min if self.sheet else self.offer.age_min


def build(world: World) -> dict[str, Host]:
    dice, names = world.dice("hosts"), Names(world.dice("guides"))
    found = {row["key"]: _host(world, row["key"], dice) for row in content.read("offers") if _receives(world, row)}
    for number, host in enumerate(found.values()):
        see_in_person(world, host.offer.author)
        if host.key not in _UNSIGNED:
            host.sheet = _sign(world, host, names, dice)
        _open(world, host, number, dice)
    _close(world)
    return found


def _receives(world: World, row: content.Row) -> bool:
    """Published, at a place, by somebody who may meet pupils."""
    offer, author = world.posts[row["key"]], world.authors[row["key"]]
    is_hosted = isinstance(offer, Offer) and offer.kind in HOSTED_KINDS and offer.status == "published"
    return is_hosted and row["mode"] != "online" and author.cleared


def _host(world: World, key: str, dice: random.Random) -> Host:
    offer = cast_to("Offer", world.posts[key])
    sector = sectors.templates().sectors[visit_phrases.SECTORS.get(key, visit_phrases.ANY_SECTOR)]
    north, east = offer.commune.latitude, offer.commune.longitude
    hosting = Hosting(
        offer=offer,
        sector=sector.code,
        party_min=5,
        party_max=dice.choice([25, 30, 40]),
        school_quota=dice.choice([None, None, 60]),
        pupils_per_staff=sector.pupils_per_staff,
        languages=dice.choice([["vi"], ["vi"], ["vi", "en"]]),
        access=sorted(dice.sample([code.value for code in Access], dice.randint(0, 3))),
        provided=dice.choice(visit_phrases.PROVIDED),
        to_bring=dice.choice(visit_phrases.TO_BRING),
        meeting_point=dice.choice(visit_phrases.MEETING_POINTS),
        longitude=None if east is None else round(east + dice.uniform(-0.01, 0.01), 5),
        latitude=None if north is None else round(north + dice.uniform(-0.01, 0.01), 5),
    )
    return Host(key, offer, world.batch.add(hosting))


def see_in_person(world: World, user: User) -> None:
    for row in world.batch.rows(Clearance):
        if row.user is user and row.check_kind == ClearanceCheck.IDENTITY:
            row.seen_in_person = True


def _sign(world: World, host: Host, names: Names, dice: random.Random) -> SafetySheet:
    sector = sectors.templates().sectors[host.hosting.sector]
    days_ago = SAFETY_DAYS + 20 if host.key == _RUN_OUT else dice.randint(8, 90)
    asked = {question.code: visit_phrases.ANSWERS.get(question.code, True) for question in sector.questions}
    row = SafetySheet(
        offer=host.offer,
        sector=sector.code,
        template_version=sectors.templates().version,
        answers=asked,
        age_min=max(sector.age_min, host.offer.age_min),
        equipment=list(sector.equipment),
        guide_name=names.person(),
        signed_by=host.offer.author,
        signed_at=world.moment(days_ago, dice),
        valid_until=world.day(days_ago - SAFETY_DAYS),
    )
    return world.batch.add(row)


def _open(world: World, host: Host, number: int, dice: random.Random) -> None:
    starts, seats, minutes = dice.choice(_HOURS), dice.choice(_SEATS), dice.choice([120, 150])
    facts: dict[str, Any] = {"seats": min(seats, host.hosting.party_max * 2), "groups": 2}
    if number % 2 or host.key == OWN:
        days = dict.fromkeys(diary.school_day(world, ahead) for ahead in _SINGLE)
        host.slots = [_slot(world, host, day, starts, minutes, facts) for day in days]
        return
    monday = world.today - dt.timedelta(days=world.today.weekday())
    row = Series(
        offer=host.offer,
        weekdays=[dice.randint(1, 4)],
        starts=starts,
        minutes=minutes,
        first_day=monday - dt.timedelta(weeks=_WEEKS_BACK),
        last_day=world.today + dt.timedelta(days=_DAYS_AHEAD),
        **facts,
    )
    series = world.batch.add(row)
    laid_out = repeats.days(series.weekdays, series.every_weeks, series.first_day, series.last_day)
    days_on = [day for day in laid_out if working_days.is_working_day(day)]
    host.slots = [_slot(world, host, day, starts, minutes, {**facts, "series": series}) for day in days_on]


def _slot(world: World, host: Host, day: dt.date, starts: dt.time, minutes: int, facts: dict[str, Any]) -> Slot:
    starts_at = diary.at(day, starts)
    row = Slot(offer=host.offer, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=minutes), **facts)
    return world.batch.add(row)


def slot_of_today(world: World, host: Host) -> Slot:
    """Later today, as long as hosts receive anybody; late in the evening it is over. `host` opens none by itself."""
    hour = min(max(world.now.astimezone(clock.zone()).hour + 1, 8), 18)
    return _slot(world, host, world.today, dt.time(hour), 120, {"seats": 30, "groups": 1})


def _close(world: World) -> None:
    """Exams at every other school, one host that takes stock in that week."""
    first, last = diary.exam_week(world)
    days = {"first_day": first, "last_day": last}
    schools = {id(club.school): club.school for club in world.clubs.values()}
    for number, school in enumerate(schools.values()):
        if number % 2 == 0 or school is world.schools[cast.SCHOOL]:
            facts = {"kind": ClosureKind.EXAMS, "note": visit_phrases.EXAMS, **days}
            world.batch.add(Closure(organisation=school.organisation, **facts))
    home = world.organisations[cast.ORGANISATIONS["representative"]]
    world.batch.add(Closure(organisation=home, kind=ClosureKind.BUSY, note=visit_phrases.HOST_IS_BUSY, **days))
