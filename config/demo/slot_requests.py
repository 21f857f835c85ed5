"""Times that schools of the demonstration ask for, and what came of it."""

import datetime as dt
import random
from dataclasses import dataclass

from config.demo import cast, diary, hosts, visit_phrases
from config.demo.hosts import Host
from config.demo.world import World
from network.models import Club
from visits.enums import SlotRequestState
from visits.models import Slot, SlotRequest, SlotRequestHost, Visit

_S = SlotRequestState
_TOLD = 3


@dataclass(frozen=True)
class Scene:
    state: SlotRequestState
    club: str
    first: int
    last: int
    asked: int


_SCENES = [
    Scene(_S.OPEN, cast.CLUB, 14, 35, 2),
    Scene(_S.OPEN, "club-001", 10, 24, 4),
    Scene(_S.OPEN, cast.OTHER_CLUB, 20, 45, 1),
    Scene(_S.ANSWERED, cast.CLUB, -4, 10, 21),
    Scene(_S.WITHDRAWN, "club-005", 8, 20, 9),
    Scene(_S.EXPIRED, cast.OTHER_CLUB, -20, -4, 30),
]


def build(world: World, received: dict[str, Host]) -> None:
    dice = world.dice("slot requests")
    others = sorted(key for key in received if received[key].offer.kind == "visit" and key != hosts.OWN)
    for number, scene in enumerate(_SCENES):
        told = [received[key] for key in [hosts.OWN, *dice.sample(others, _TOLD - 1)]]
        _ask(world, scene, told, visit_phrases.REQUESTS[number], dice)


def _ask(world: World, scene: Scene, told: list[Host], about: str, dice: random.Random) -> None:
    club, own = world.clubs[scene.club], told[0]
    asked_at = world.moment(scene.asked, dice)
    row = SlotRequest(
        school=club.school,
        club=club,
        asked_by=club.adviser,
        field=world.fields[world.post_fields[own.key][0]],
        first_day=world.day(-scene.first),
        last_day=world.day(-scene.last),
        party=dice.randint(12, 30),
        about=about,
        state=scene.state,
        asked_at=asked_at,
    )
    if scene.state == _S.ANSWERED:
        row.slot, row.answered_by = _booked(world, club, own), own.offer.author
    if scene.state != _S.OPEN:
        later = asked_at + dt.timedelta(days=2)
        row.ended_at = diary.at(row.last_day, dt.time(23)) if scene.state == _S.EXPIRED else later
    world.batch.add(row)
    for number, host in enumerate(told):
        line = SlotRequestHost(request=row, offer=host.offer, told_at=asked_at)
        if number == 1:
            line.declined_at, line.declined_by = asked_at + dt.timedelta(hours=20), host.offer.author
        world.batch.add(line)


def _booked(world: World, club: Club, host: Host) -> Slot:
    """Whoever answers books the school into the time at once: the one of today."""
    rows = world.batch.rows(Visit)
    return next(row.slot for row in rows if row.club is club and row.slot.offer is host.offer)
