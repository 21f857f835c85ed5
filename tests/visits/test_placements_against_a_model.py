"""No sequence of steps begins an internship without four keys and fifteen years of age, nor loses or invents a seat.

The services act on the database; beside it a plain model keeps which keys were turned since the plan was last changed.
`pytest --hypothesis-profile thorough` plays longer.
"""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import Problem
from network.models import Offer
from people.enums import ConsentPurpose
from people.models import Consent, Guardianship, User
from people.rules import age_on
from tests import make
from tests.visits import given as visits_given
from tests.visits import given_placements
from visits.enums import Answer, AnswerWay, PlacementState
from visits.models import Placement
from visits.services import placement_guardians, placements

pytestmark = [pytest.mark.long, pytest.mark.django_db]

START = dt.datetime(2026, 10, 12, 3, tzinfo=dt.UTC)
KEYS = ("school", "host", "guardian", "pupil")
THOROUGH = settings.get_current_profile_name() == "thorough"
PLAYING = settings(
    max_examples=150 if THOROUGH else 12,
    derandomize=not THOROUGH,
    phases=[Phase.generate, Phase.shrink] if THOROUGH else [Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Game:
    """Two pupils want the only seat."""

    def __init__(self):
        self.club = make.club()
        self.head = visits_given.head(self.club.school)
        self.offer = given_placements.offer(seats=1)
        self.home = [given_placements.adult_of(self.offer.organisation) for _ in range(2)]
        self.ids = [
            given_placements.placement(
                self.offer, self.club, first=1, last=6, supervisor=self.home[0], second_adult=self.home[1]
            ).pk
            for _ in range(2)
        ]
        self.turned = {pk: set() for pk in self.ids}
        self.begun: set[int] = set()

    def row(self, which):
        return Placement.objects.select_related("offer", "pupil").get(pk=self.ids[which])

    def by(self, pk):
        return User.objects.get(pk=pk)

    def turn(self, which, key):
        row = self.row(which)
        if key == "school":
            placements.approve(placement=row, by=self.head)
        elif key == "host":
            placements.accept(placement=row, by=self.by(self.offer.author_id))
        elif key == "pupil":
            placements.agree(placement=row, by=self.by(row.pupil_id))
        else:
            self._guardian(row, Answer.YES)
        self.turned[row.pk].add(key)

    def turn_back(self, which, key):
        row = self.row(which)
        holder = {"school": self.head, "host": self.by(self.offer.author_id), "pupil": self.by(row.pupil_id)}
        if key == "guardian":
            self._guardian(row, Answer.NO)
        else:
            placements.take_key_back(placement=row, reason="Cần xem lại", by=holder[key])
        self.turned[row.pk].discard(key)

    def _guardian(self, row, answer):
        guardianship = Guardianship.objects.filter(pupil=row.pupil_id).first()
        placement_guardians.answer(placement=row, guardianship=guardianship, answer=answer, way=AnswerWay.LINK)

    def change(self, which, key):
        row = self.row(which)
        plan = given_placements.plan(first=KEYS.index(key), last=6)
        placements.change(placement=row, plan=plan, by=self.by(self.club.adviser_id))
        self.turned[row.pk].clear()

    def describe(self, which, key):
        row = self.row(which)
        said = given_placements.description(row.offer, supervisor=self.home[0], second_adult=self.home[1])
        placements.describe(placement=row, description=said, by=self.by(self.offer.author_id))
        self.turned[row.pk].clear()

    def grow(self, which, key):
        """The school corrects a date of birth: the pupil is fourteen, or sixteen."""
        age = 14 if key in {"school", "host"} else 16
        User.objects.filter(pk=self.row(which).pupil_id).update(birth_date=given_placements.born(age))

    def consent(self, which, key):
        gone = clock.now() if key in {"school", "host"} else None
        rows = Consent.objects.filter(guardianship__pupil=self.row(which).pupil_id, purpose=ConsentPurpose.VISIT)
        rows.update(withdrawn_at=gone)

    def end(self, which, key):
        row, adviser = self.row(which), self.by(self.club.adviser_id)
        act = placements.stop if row.state == PlacementState.RUNNING else placements.withdraw
        act(placement=row, reason="Hẹn dịp khác", by=adviser)

    def mind(self, which, key):
        placements.begin_due()
        placements.end_past()

    def check(self):
        rows = list(Placement.objects.select_related("pupil"))
        offer = Offer.objects.get(pk=self.offer.pk)
        assert offer.seats_taken == sum(row.holds_seat for row in rows) <= offer.seats
        for row in rows:
            whole = self.turned[row.pk] == set(KEYS)
            if row.state in {PlacementState.ASKED, PlacementState.AGREED}:
                assert whole == (row.state == PlacementState.AGREED)
                assert row.holds_seat == ("host" in self.turned[row.pk])
            if row.began_at and row.pk not in self.begun:
                self.begun.add(row.pk)
                assert whole
                assert age_on(row.first_day, row.pupil.birth_date) >= 15


STEPS = ("turn", "turn", "turn", "turn", "turn_back", "change", "describe", "grow", "consent", "end", "mind", "day")
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.sampled_from(KEYS))
# All four keys first, in half of the games, so that many of them begin.
opening = st.sampled_from([[], [("turn", 0, key) for key in KEYS]])


@PLAYING
@given(opening, st.lists(step, min_size=5, max_size=25))
def test_nothing_begins_without_four_keys_and_fifteen_years_and_seats_are_exact(first, steps):
    with time_machine.travel(START, tick=False) as traveller, transaction.atomic():
        game = Game()
        for name, which, key in [*first, *steps, ("day", 0, "school"), ("mind", 0, "school")]:
            if name == "day":
                traveller.shift(dt.timedelta(days=1))
            else:
                _try(game, name, which, key)
            game.check()
        transaction.set_rollback(True)


def test_a_game_that_is_played_right_begins():
    with time_machine.travel(START, tick=False) as traveller:
        game = Game()
        for key in KEYS:
            game.turn(0, key)
        traveller.shift(dt.timedelta(days=1))
        game.mind(0, "school")
        game.check()

    assert game.begun == {game.ids[0]}


def _try(game, name, which, key):
    """A refusal changes nothing, as a request that fails is rolled back."""
    before = {pk: set(keys) for pk, keys in game.turned.items()}
    try:
        with transaction.atomic():
            getattr(game, name)(which, key)
    except Problem:
        game.turned = before
