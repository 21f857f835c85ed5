"""Whatever the order of joining, answers, papers, consents and changes: who may go is what a plain model says."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.errors import Problem
from people.enums import ConsentPurpose, ConsentWay
from people.guardian_asks import Said
from people.services import consents
from people.services.consents import Source
from tests import make
from tests.visits import given as rows
from tests.visits import given_roster
from visits.enums import Answer, AnswerWay, Change
from visits.models import Agreement, Attendee, Busy, Visit
from visits.services import agreements, rosters, visits
from visits.services.agreements import Paper

pytestmark = [pytest.mark.long, pytest.mark.django_db]
THOROUGH = settings.get_current_profile_name() == "thorough"
PLAYING = settings(
    max_examples=200 if THOROUGH else 12,
    derandomize=not THOROUGH,
    phases=[Phase.generate, Phase.shrink] if THOROUGH else [Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PUPILS, GUARDIANS = 3, 2
ROOM = 2
WHO = st.tuples(st.integers(0, PUPILS - 1), st.integers(0, GUARDIANS - 1))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["add", "remove"]), WHO, st.booleans()),
        st.tuples(st.sampled_from(["answer", "paper", "second", "consent"]), WHO, st.booleans()),
        st.tuples(st.just("change"), WHO, st.booleans()),
    ),
    min_size=8,
    max_size=30,
)


@dataclass
class Model:
    """Sets and numbers, nothing of the database. Keys are (pupil, guardian)."""

    terms: int = 1
    on: set[int] = field(default_factory=set)
    off: set[int] = field(default_factory=set)
    said: dict[tuple[int, int], tuple[bool, int, str]] = field(default_factory=dict)
    papers: dict[tuple[int, int], int] = field(default_factory=dict)
    consented: set[tuple[int, int]] = field(default_factory=set)
    refused: set[tuple[int, int]] = field(default_factory=set)

    def now(self, pupil: int) -> list[bool]:
        return [yes for (who, _), (yes, terms, _) in self.said.items() if who == pupil and terms == self.terms]

    def answers(self) -> dict[int, str]:
        found = {}
        for pupil in self.on:
            if False in self.now(pupil):
                found[pupil] = "no"
            elif self.now(pupil) and any(who == pupil for who, _ in self.consented):
                found[pupil] = "yes"
        return found

    def add(self, pupil: int) -> None:
        if pupil not in self.on and len(self.on) < ROOM and False not in self.now(pupil):
            self.on.add(pupil)
            self.off.discard(pupil)

    def remove(self, pupil: int) -> None:
        self.on.discard(pupil)
        self.off.discard(pupil)
        self.said = {key: value for key, value in self.said.items() if key[0] != pupil}
        self.papers = {key: value for key, value in self.papers.items() if key[0] != pupil}

    def is_listed(self, pupil: int) -> bool:
        return pupil in self.on or pupil in self.off

    def answer(self, key: tuple[int, int], agreed: bool, way: str = "link") -> None:
        if self.is_listed(key[0]):
            self.papers.pop(key, None)
            self.said[key] = (agreed, self.terms, way)
            self._act(key[0], agreed)

    def paper(self, key: tuple[int, int], agreed: bool) -> None:
        if not self.is_listed(key[0]):
            return
        if not agreed:
            self.answer(key, False, "paper")
            return
        yes, terms, way = self.said.get(key, (None, 0, ""))
        if self.papers.get(key) != self.terms and not (terms == self.terms and (yes or way == "link")):
            self.papers[key] = self.terms

    def second(self, key: tuple[int, int]) -> None:
        if self.papers.get(key) == self.terms:
            self.answer(key, True, "paper")

    def consent(self, key: tuple[int, int], agreed: bool) -> None:
        pupil = key[0]
        if not agreed:
            self.refused.add(key)
            self.consented = {one for one in self.consented if one[0] != pupil}
        elif not any(who == pupil and (who, other) != key for who, other in self.refused):
            self.refused.discard(key)
            self.consented.add(key)

    def _act(self, pupil: int, agreed: bool) -> None:
        if not agreed and pupil in self.on:
            self.on.discard(pupil)
            self.off.add(pupil)
        elif agreed and pupil in self.off and len(self.on) < ROOM and False not in self.now(pupil):
            self.on.add(pupil)
            self.off.discard(pupil)


class World:
    """The same steps by the services; what they refuse changes nothing."""

    def __init__(self) -> None:
        self.visit = given_roster.prepared(party=ROOM)
        self.pupils = [given_roster.pupil(self.visit, consents=()) for _ in range(PUPILS)]
        self.second_teacher = rows.teacher(self.visit.school)
        self.guardians = {}
        for place, pupil in enumerate(self.pupils):
            self.guardians[place, 0] = pupil.guardianships.get()
            self.guardians[place, 1] = make.guardianship(pupil, "Bố", phone="0900000222")

    def play(self, step: str, key: tuple[int, int], agreed: bool) -> None:
        try:
            with transaction.atomic():
                getattr(self, step)(key, agreed)
        except Problem:
            pass

    def add(self, key, _agreed):
        rosters.add(visit=self.visit, pupils=[self.pupils[key[0]].pk], by=self.visit.organiser)

    def remove(self, key, _agreed):
        rosters.remove(visit=self.visit, pupil=self.pupils[key[0]].pk, by=self.visit.organiser)

    def answer(self, key, agreed):
        row = self._row(key)
        if row is not None:
            agreements.answer(self.guardians[key], row.pk, Said(agreed, row.visit.terms))

    def paper(self, key, agreed):
        row = self._row(key)
        if row is not None:
            paper = Paper(self.guardians[key].pk, agreed)
            agreements.record_paper(attendee=row, paper=paper, by=self.visit.organiser)

    def second(self, key, _agreed):
        own = {"guardianship": self.guardians[key], "answer": Answer.YES, "way": AnswerWay.PAPER}
        for paper in Agreement.objects.filter(**own, confirmed_by=None):
            agreements.confirm_paper(paper=paper, by=self.second_teacher)

    def consent(self, key, agreed):
        source = Source(way=ConsentWay.LINK, evidence="")
        consents.record(guardianship=self.guardians[key], answers={ConsentPurpose.VISIT: agreed}, source=source)

    def change(self, _key, _agreed):
        """As a moved meeting point does; the keys are turned again at once."""
        visit = visits.locked(self.visit)
        visits.reopen(visit, Change.PLACE, visit.organiser)
        visits.approve(visit=visit, by=self.visit.approved_by)

    def _row(self, key):
        return Attendee.objects.filter(visit=self.visit, pupil=self.pupils[key[0]]).select_related("visit").first()

    def answers(self):
        places = {pupil.pk: place for place, pupil in enumerate(self.pupils)}
        return {places[pk]: answer for pk, answer in given_roster.answers(self.visit).items()}

    def on(self):
        on = given_roster.on(self.visit)
        return {place for place, pupil in enumerate(self.pupils) if pupil.pk in on}

    def taken(self):
        return set(Busy.objects.filter(visit=self.visit).exclude(person=self.visit.organiser).values_list("person"))


@PLAYING
@given(steps=STEPS)
def test_who_may_go_is_what_was_said(steps):
    with transaction.atomic():
        world, model = World(), Model()
        for step, key, agreed in steps:
            world.play(step, key, agreed)
            if step == "change":
                model.terms += 1
            elif step in {"add", "remove"}:
                getattr(model, step)(key[0])
            elif step == "second":
                model.second(key)
            else:
                getattr(model, step)(key, agreed)
            assert (world.on(), world.answers()) == (model.on, model.answers()), (step, key, agreed)
            assert world.taken() == {(world.pupils[place].pk,) for place in model.on}
        assert Visit.objects.get(pk=world.visit.pk).terms == model.terms
        transaction.set_rollback(True)
