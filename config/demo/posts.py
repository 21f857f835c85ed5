"""Challenges and offers with their reviews by the Department."""

import datetime as dt
import random
from typing import Any

from config.demo import cast, content, phrases
from config.demo.content import Row
from config.demo.world import World
from network.enums import PostStatus, ReviewDecision
from network.models import Challenge, Offer, Review
from network.services import post_content

_REVIEWED = {PostStatus.PUBLISHED, PostStatus.CLOSED}
_WRITTEN_BEFORE = 6
# A published challenge whose changed text waits: the accepted one stays up meanwhile.
_EDITED = "ch-064"


def build(world: World) -> None:
    dice = world.dice("posts")
    for row in content.read("challenges", world.times):
        challenge = Challenge(
            organisation=world.organisations[row["org"]],
            background=row["background"],
            expected_outcome=row["expected_outcome"],
            help_offered=row["help_offered"],
            reward=row["reward"],
            ip_terms=row["ip_terms"],
            seats=row["team_limit"],
            **_shared(world, row, dice),
        )
        closed = challenge.status == PostStatus.CLOSED
        challenge.deadline = world.day(dice.randint(3, 25) if closed else -int(row["deadline_days"]))
        _keep(world, row["key"], challenge, [row["field"]], dice)
    for row in content.read("offers", world.times):
        offer = Offer(
            organisation=world.organisations[row["org"]],
            kind=row["kind"],
            description=row["description"],
            season=world.season,
            hours_per_month=row["hours_per_month"],
            seats=row["capacity"],
            **_shared(world, row, dice),
        )
        _keep(world, row["key"], offer, row["fields"], dice)


def _shared(world: World, row: Row, dice: random.Random) -> dict[str, Any]:
    """What both kinds have; an unpublished post is a few days old, a published one up to half a year."""
    status = PostStatus(cast.STATES.get(row["key"]) or row["state"])
    reviewed = status in _REVIEWED
    lowest = 70 if status == PostStatus.CLOSED or row["key"] in cast.POSTS else 4
    age = dice.randint(lowest, 150) if reviewed else dice.randint(1, 10)
    world.ages[row["key"]] = age
    created = world.moment(age + (_WRITTEN_BEFORE if reviewed else 2), dice)
    return {
        "title": row["title"],
        "author": world.authors[row["key"]].user,
        "commune": world.communes[row["commune_code"]],
        "mode": row["mode"],
        "age_min": row["age_min"],
        "age_max": row["age_max"],
        "language": row["lang"],
        "status": status,
        "reviewer": dice.choice(world.officers) if reviewed else None,
        "published_at": world.moment(age, dice) if reviewed else None,
        "created_at": created,
        "changed_at": created,
    }


def _keep(world: World, key: str, post: Challenge | Offer, fields: list[str], dice: random.Random) -> None:
    world.posts[key] = world.batch.add(post)
    world.post_fields[key] = fields
    world.batch.link(post, [world.fields[code] for code in fields])
    handed_in = _content(post, fields)
    if post.status in _REVIEWED:
        submitted = world.ages[key] + dice.randint(1, 4)
        _review(world, post, handed_in, submitted, ReviewDecision.ACCEPTED, post.reviewer, at=post.published_at)
    if post.status == PostStatus.CHANGES_REQUESTED:
        reason = phrases.CHANGES.get(key) or dice.choice(phrases.CHANGES_ANY)
        at = world.moment(world.ages[key] - 1, dice)
        officer = dice.choice(world.officers)
        _review(
            world, post, handed_in, world.ages[key], ReviewDecision.CHANGES_REQUESTED, officer, at=at, reason=reason
        )
    if post.status == PostStatus.IN_REVIEW:
        _review(world, post, handed_in, world.ages[key], ReviewDecision.PENDING)
    if key == _EDITED:
        changed = handed_in | {"seats": post.seats + 2, "reward": phrases.BETTER_REWARD}
        _review(world, post, changed, 2, ReviewDecision.PENDING)


def _review(
    world: World,
    post: Challenge | Offer,
    handed_in: dict[str, Any],
    days_ago: int,
    decision: ReviewDecision,
    officer: Any = None,
    *,
    at: dt.datetime | None = None,
    reason: str = "",
) -> None:
    column = {"challenge" if isinstance(post, Challenge) else "offer": post}
    submitted = world.moment(days_ago, world.dice(f"review/{post.title}/{days_ago}"))
    row = Review(
        content=handed_in,
        submitted_by=post.author,
        submitted_at=submitted if at is None else min(submitted, at),
        decision=decision,
        decided_by=officer,
        decided_at=at,
        reason=reason,
        **column,
    )
    world.batch.add(row)


def _content(post: Challenge | Offer, fields: list[str]) -> dict[str, Any]:
    """As `post_content.read` would give it, without asking the database."""
    found: dict[str, Any] = {name: getattr(post, name) for name in post_content.plain_names(type(post))}
    found["deadline"] = post.deadline.isoformat() if post.deadline else None
    return found | {"commune": post.commune.code, "fields": sorted(fields)}
