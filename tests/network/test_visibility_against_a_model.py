"""No sequence of consents, guardians, assents, checks, cases, suspensions, hats and school years shows a pupil to an
adult who should not see them, nor the adult to the pupil.

The services act on the database; beside it a plain model keeps what was done as sets and dates. After every step the
gates, every adult's ideas and names, and in turn one adult's and one pupil's whole view, lists, search, sheet and API,
must be exactly what the model says. `pytest --hypothesis-profile thorough` plays longer.
"""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from core import clock
from core.errors import Problem
from network.models import Engagement, Offer
from network.selectors import clubs, engagements, exports, finding, ideas, posts, supporters
from network.selectors.finding import What
from people.models import User
from people.selectors import gates
from tests.network.visibility_world import STEPS, World

pytestmark = [pytest.mark.long, pytest.mark.django_db]

START = dt.datetime(2026, 9, 7, 1, tzinfo=dt.UTC)
THOROUGH = settings.get_current_profile_name() == "thorough"
PLAYING = settings(
    max_examples=100 if THOROUGH else 2,
    derandomize=not THOROUGH,
    phases=[Phase.generate, Phase.shrink] if THOROUGH else [Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def keys(rows):
    return set(rows.values_list("pk", flat=True))


class View:
    """The view of everybody today, compared with the model's."""

    def __init__(self, world, model):
        self.world, self.model, self.today = world, model, clock.today()
        # How many first names outside adults read: not everything was hidden all the time.
        self.named = 0

    def compare_gates(self):
        assert keys(gates.active_pupils()) == self.model.active_pupils(self.today)
        assert keys(gates.cleared_adults()) == self.model.cleared_adults(self.today)

    def compare_names(self):
        for adult in self.world.adults:
            viewer = User.objects.get(pk=adult.pk)
            assert keys(ideas.visible_to(viewer)) == self.model.ideas_for(adult.pk, self.today)
            seen = list(engagements.visible_to(viewer))
            assert {row.pk for row in seen} == self.model.engagements_for(adult.pk, self.today)
            for row in seen:
                team = engagements.team_for(viewer, row)
                assert set(engagements.names_for(viewer, row, team)) == self.names_in(row.pk)
                self.named += len(team)

    def compare_adult(self, number):
        adult = self.world.adults[number % len(self.world.adults)]
        viewer, model, today = User.objects.get(pk=adult.pk), self.model, self.today
        seen_clubs, seen_ideas = model.clubs_for(adult.pk, today), model.ideas_for(adult.pk, today)
        assert keys(clubs.visible_to(viewer)) == seen_clubs
        for what, seen in ((What.CLUB, seen_clubs), (What.IDEA, seen_ideas)):
            assert {found.pk for found in finding.of_one_kind(viewer, what, {})[:50]} == seen
        assert list(exports.rows_for(viewer, "idea")) == []
        self.compare_api(viewer, model.wears_hat(adult.pk, today), {"ideas": seen_ideas, "clubs": seen_clubs})
        for pk in model.engagements:
            answer = self.ask(viewer, f"engagements/{pk}")
            shown = pk in model.engagements_for(adult.pk, today)
            assert (answer.status_code == 200) == shown
            assert set(answer.json().get("team", [])) == (self.names_in(pk) if shown else set())
            assert shown or not any(name in answer.content.decode() for name in self.world.names.values())

    def compare_pupil(self, number):
        pupil = self.world.pupils[number % len(self.world.pupils)]
        viewer, is_active = User.objects.get(pk=pupil.pk), pupil.pk in self.model.active_pupils(self.today)
        offers = self.model.offers_for(pupil.pk, self.today)
        cleared = self.model.cleared_adults(self.today)
        together = self.model.engagements_of(pupil.pk) if is_active else set()
        if self.model.wears_hat(pupil.pk, self.today):
            assert keys(posts.visible_to(viewer, Offer)) == offers
        self.compare_api(viewer, is_active, {"offers": offers, "engagements": together})
        for row in Engagement.objects.filter(pk__in=together).select_related("supporter"):
            name = row.supporter.full_name if row.supporter_id in cleared else supporters.nameless()
            assert self.ask(viewer, f"engagements/{row.pk}").json()["supporter_name"] == name

    def compare_api(self, viewer, comes_in, lists):
        for name, seen in lists.items():
            answer = self.ask(viewer, name)
            assert answer.status_code == (200 if comes_in else 403)
            assert not comes_in or {row["id"] for row in answer.json()["results"]} == seen

    def names_in(self, engagement):
        return {self.world.names[pupil] for pupil in self.model.team_named_in(engagement, self.today)}

    @staticmethod
    def ask(viewer, place):
        client = APIClient()
        client.force_authenticate(User.objects.get(pk=viewer.pk))
        return client.get(f"/api/v1/{place}/")


def play(world, steps):
    """How many names were read. Everything is put back, so that each example starts from the same world."""
    cache.clear()
    model, named = world.model.copy(), 0
    with transaction.atomic(), time_machine.travel(START, tick=False) as world.traveller:
        for turn, (step, number) in enumerate([(lambda *_: None, 0), *steps]):
            try:
                with transaction.atomic():
                    step(world, model, number)
            except (Problem, IndexError):
                continue
            view = View(world, model)
            view.compare_gates()
            view.compare_names()
            (view.compare_adult, view.compare_pupil)[turn % 2](turn // 2)
            named += view.named
        transaction.set_rollback(True)
    return named


def test_everybody_sees_exactly_whom_a_plain_model_names():
    with time_machine.travel(START, tick=False):
        world = World()
    named = []

    # Every kind of step in every example, each time in another order and on other rows.
    numbers = st.lists(st.integers(0, 23), min_size=len(STEPS), max_size=len(STEPS))

    @PLAYING
    @given(st.permutations(STEPS), numbers)
    def played(steps, rows):
        named.append(play(world, zip(steps, rows, strict=True)))

    played()
    assert min(named) > 0


def test_every_kind_of_step_alone_changes_what_the_model_says_and_no_more():
    with time_machine.travel(START, tick=False):
        world = World()
    for step in STEPS:
        play(world, [(step, 0)])
