"""Builds the whole demonstration and writes it in one transaction; empties it, too."""

from collections.abc import Callable

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction

from config.demo import afterwards, clearances, ideas, joining, outings, partners, posts, safety, schools, season, talks
from config.demo.world import World
from network.models import (
    Challenge,
    Club,
    Engagement,
    Field,
    Idea,
    Offer,
    Proposal,
    Season,
)
from people.models import AdminUnit, Organisation, School, TrailOpening, User
from people.services import history
from visits.models import Placement, Visit

Say = Callable[[str], None]

SEED = 2026
# Reference data from migrations stays.
_KEPT: set[type[models.Model]] = {AdminUnit, AdminUnit.predecessors.through, Field, Season, TrailOpening}
_EMPTIED = ("visits", "messaging", "matching", "network", "people", "account", "mfa", "knox", "django_q", "axes")
_COUNTED: list[tuple[type[models.Model], str]] = [
    (Organisation, "organisations"),
    (School, "schools among them"),
    (User, "people"),
    (Club, "clubs"),
    (Idea, "ideas"),
    (Challenge, "challenges"),
    (Offer, "offers"),
    (Proposal, "proposals"),
    (Engagement, "engagements"),
    (Visit, "visits"),
    (Placement, "internships"),
]


def build(*, seed: int = SEED, times: int = 1, say: Say) -> World:
    """Everything in memory. The same seed gives the same people, posts and stories; only the dates move with today."""
    world = World(seed=seed, times=times)
    say("Schools, clubs and their staff …")
    schools.build(world)
    say("Partners, the people who speak for them, and their checks …")
    partners.build(world)
    clearances.build(world)
    say("Invitations, files that wait and rights handed on …")
    joining.build(world)
    say("Pupils, guardians, teams and ideas …")
    ideas.build(world)
    say("Challenges, offers and reviews …")
    posts.build(world)
    say("A season of proposals and engagements …")
    for state, count in season.build(world).items():
        say(f"  {count} proposals in the state “{state}” found no pair.")
    say("Visits, mentoring hours and internships …")
    outings.build(world)
    return world


@transaction.atomic
def load(*, seed: int = SEED, times: int = 1, say: Say) -> World:
    world = build(seed=seed, times=times, say=say)
    say("Writing …")
    world.batch.save()
    afterwards.settle_hours()
    talks.tell(world)
    safety.tell()
    say(", ".join(f"{world.batch.count(model)} {name}" for model, name in _COUNTED) + ".")
    return world


@transaction.atomic
def empty() -> None:
    """Every row of our apps but reference data, and every log-in: accounts are about to change their numbers.

    Foreign keys are checked at the end of the transaction, so the order of tables does not matter.
    """
    found = {config.label: config for config in apps.get_app_configs()}
    tables = [
        model._meta.db_table
        for label in _EMPTIED
        if label in found
        for model in found[label].get_models(include_auto_created=True)
        if model not in _KEPT and model._meta.managed and not model._meta.proxy
    ]
    with history.opened(), connection.cursor() as cursor:
        for table in [*tables, Session._meta.db_table]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names from our own models
