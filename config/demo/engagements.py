"""What came of the proposals that were agreed: goals, check-ins and, at the end, thanks."""

import datetime as dt
import random

from config.demo import phrases
from config.demo.world import World
from network.enums import EngagementStatus, Side
from network.models import CheckIn, Closing, Engagement, Goal, Proposal
from people.models import User

_MINUTES = [30, 45, 45, 60, 60, 75, 90]
_HELPED = {EngagementStatus.CLOSED: [4, 4, 5, 5, 5], EngagementStatus.ENDED: [2, 3, 3]}


def build(
    world: World,
    proposal: Proposal,
    status: EngagementStatus,
    sides: dict[Side, User],
    opened: dt.datetime,
    dice: random.Random,
) -> Engagement:
    ended = None if status == EngagementStatus.ACTIVE else _end(world, opened, dice)
    engagement = Engagement(
        proposal=proposal,
        supporter=sides[Side.SUPPLY],
        status=status,
        opened_at=opened,
        ended_at=ended,
        end_reason=dice.choice(phrases.END_REASONS) if status == EngagementStatus.ENDED else "",
    )
    world.batch.add(engagement)
    until = ended or world.now
    _goals(world, engagement, until, dice)
    _check_ins(world, engagement, sides, until, dice)
    if ended is not None:
        _closings(world, engagement, sides, ended, dice)
    return engagement


def _end(world: World, opened: dt.datetime, dice: random.Random) -> dt.datetime:
    return opened + (world.now - opened) * dice.uniform(0.55, 0.9)


def _goals(world: World, engagement: Engagement, until: dt.datetime, dice: random.Random) -> None:
    for number, text in enumerate(dice.sample(phrases.GOALS, dice.randint(2, 3))):
        due = engagement.opened_at + dt.timedelta(days=14 + 12 * number)
        is_done = engagement.status == EngagementStatus.CLOSED or (due < world.now and dice.random() < 0.8)
        done = min(due - dt.timedelta(days=dice.randint(0, 4)), until - dt.timedelta(hours=2)) if is_done else None
        world.batch.add(Goal(engagement=engagement, text=text, due_on=due.date(), done_at=done))


def _check_ins(
    world: World, engagement: Engagement, sides: dict[Side, User], until: dt.datetime, dice: random.Random
) -> None:
    """One about every ten days; the first is where everybody gets to know each other."""
    days = (until - engagement.opened_at).days
    count = min(max(days // 10, 1), len(phrases.CHECK_INS))
    texts = [phrases.CHECK_INS[0], *dice.sample(phrases.CHECK_INS[1:], count - 1)]
    for number, (done, next_step) in enumerate(texts):
        held = engagement.opened_at + dt.timedelta(days=min(4 + 10 * number + dice.randint(0, 3), max(days - 1, 0)))
        row = CheckIn(
            engagement=engagement,
            author=dice.choice([sides[Side.SUPPLY], sides[Side.SUPPLY], sides[Side.TEAM], sides[Side.ADVISER]]),
            held_on=held.date(),
            done=done,
            next_step=next_step,
            minutes=dice.choice(_MINUTES),
        )
        row.created_at = min(held + dt.timedelta(hours=dice.randint(1, 20)), until)
        world.batch.add(row)


def _closings(
    world: World, engagement: Engagement, sides: dict[Side, User], ended: dt.datetime, dice: random.Random
) -> None:
    """All three sides answer after a good end; after an early one those who found the time."""
    status = EngagementStatus(engagement.status)
    for side, author in sides.items():
        if status == EngagementStatus.ENDED and dice.random() < 0.5:
            continue
        row = Closing(
            engagement=engagement,
            side=side,
            author=author,
            helped=dice.choice(_HELPED[status]),
            best=dice.choice(phrases.BEST[side]),
            better=dice.choice(phrases.BETTER),
            thanks=dice.choice(phrases.THANKS[side]),
        )
        row.created_at = min(ended + dt.timedelta(hours=dice.randint(1, 70)), world.now)
        world.batch.add(row)
