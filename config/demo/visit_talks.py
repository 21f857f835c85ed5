"""Conversations about visits of the demonstration: between what was said stands what became of the visit."""

import datetime as dt
import random

from config.demo import cast, hosts, talk_phrases
from config.demo.world import World
from visits.enums import VisitAction, VisitState
from visits.models import Visit, VisitEvent
from visits.selectors.talks import NOTES

# Those of the demonstration's own people, while nobody has stepped back.
_STATES = (
    VisitState.SCHOOL_APPROVED,
    VisitState.HOST_ACCEPTED,
    VisitState.PREPARING,
    VisitState.CONFIRMED,
    VisitState.HELD,
)
_OFFERS = (hosts.OWN, hosts.MENTORS)


def subjects(world: World) -> list[Visit]:
    clubs = [world.clubs[cast.CLUB], world.clubs[cast.OTHER_CLUB]]
    offers = [world.posts[key] for key in _OFFERS]
    rows = [row for row in world.batch.rows(Visit) if row.state in _STATES]
    return [row for row in rows if row.club in clubs or row.slot.offer in offers]


def script(dice: random.Random) -> talk_phrases.Script:
    return dice.choice(talk_phrases.VISITS)


def notes(world: World, visit: Visit) -> list[tuple[dt.datetime, str]]:
    events = [row for row in world.batch.rows(VisitEvent) if row.visit is visit and row.action in NOTES]
    return [(row.at, str(row.action)) for row in events]


def opened(world: World, visit: Visit) -> dt.datetime:
    """Once the school stands in line no longer."""
    rows = world.batch.rows(VisitEvent)
    return next(row.at for row in rows if row.visit is visit and row.action == VisitAction.PROMOTE)
