"""Internships of the demonstration: asked for, agreed, under way with a log, completed, refused."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from config.demo import cast, diary, hosts, pupils, visit_phrases
from config.demo.hosts import Host
from config.demo.world import Pupil, Supporter, World
from people.enums import ClearanceCheck, ConsentPurpose, ContactLevel
from people.models import Clearance, User
from people.rules import LEVELS, age_on
from visits import labour
from visits.enums import (
    OPEN_PLACEMENT_STATES,
    Answer,
    AnswerWay,
    Competence,
    EvaluationSide,
    PlacementAction,
    PlacementState,
)
from visits.models import Evaluation, LogEntry, Placement, PlacementAgreement, PlacementEvent

_S, _A, _E = PlacementState, PlacementAction, EvaluationSide
# Tuesday and Thursday afternoons.
_WEEK = [[1, "14:00", "17:00"], [3, "14:00", "17:00"]]
_STARTS, _ENDS, _MINUTES = dt.time(14), dt.time(17), 180
_ALL = (_A.APPROVE, _A.DESCRIBE, _A.ACCEPT, _A.PUPIL_YES, _A.GUARDIAN_YES, _A.AGREE)
_LONG = 56
# The newest days of a log wait for the supervisor, those before them for the adviser.
_UNSIGNED, _SIGNED = 1, 3


@dataclass(frozen=True)
class Scene:
    """`first`: days from today on which it begins."""

    state: PlacementState
    club: str
    first: int
    then: tuple[PlacementAction, ...]
    # A key of the content; left to chance where empty.
    offer: str = ""


_SCENES = [
    Scene(_S.RUNNING, cast.CLUB, -24, (*_ALL, _A.BEGIN)),
    Scene(_S.ASKED, cast.CLUB, 20, (_A.DESCRIBE, _A.ACCEPT, _A.PUPIL_YES)),
    Scene(_S.AGREED, cast.OTHER_CLUB, 12, _ALL),
    Scene(_S.COMPLETED, "club-005", -64, (*_ALL, _A.BEGIN, _A.COMPLETE)),
    Scene(_S.REFUSED, "club-001", 14, (_A.APPROVE, _A.REFUSE)),
    Scene(_S.RUNNING, cast.OTHER_CLUB, -15, (*_ALL, _A.BEGIN)),
    # Where the demonstration's mentor guides, and what waits for its representative.
    Scene(_S.RUNNING, "club-001", -31, (*_ALL, _A.BEGIN), "of-181"),
    Scene(_S.ASKED, "club-004", 22, (_A.APPROVE,), "of-181"),
    Scene(_S.RUNNING, "club-004", -12, (*_ALL, _A.BEGIN), "of-182"),
    Scene(_S.ASKED, "club-001", 18, (_A.APPROVE, _A.DESCRIBE, _A.PUPIL_YES), "of-182"),
]


@dataclass(frozen=True)
class _Place:
    host: Host
    supervisor: User
    second: User


def build(world: World, received: dict[str, Host]) -> None:
    dice = world.dice("placements")
    places = {key: place for key, host in received.items() if (place := _place(world, host))}
    others = [place for key, place in places.items() if key not in cast.GUIDES]
    taken: set[str] = set()
    for number, scene in enumerate(_SCENES):
        place = places[scene.offer] if scene.offer else others[number % len(others)]
        pupil = _intern(world, scene, place.host, taken)
        taken.add(pupil.user.username)
        _Story(world, scene, place, pupil, dice).run()


def _place(world: World, host: Host) -> _Place | None:
    """Where two adults were seen in person, one of whom may guide a pupil day by day."""
    if host.offer.kind != "internship":
        return None
    own = [one for one in world.supporters if one.organisation is host.offer.organisation and one.cleared]
    guides = sorted((one for one in own if _may_guide(world, one)), key=lambda one: not one.login)
    if not guides or len(own) < 2:
        return None
    second = next(one for one in own if one is not guides[0])
    for one in (guides[0], second):
        hosts.see_in_person(world, one.user)
    return _Place(host, guides[0].user, second.user)


def _may_guide(world: World, one: Supporter) -> bool:
    """Whose checks are as fresh as guiding asks, but for having been seen, which is made good."""
    granted = {row.check_kind: row.granted_on for row in world.batch.rows(Clearance) if row.user is one.user}
    needs = [need for need in LEVELS[ContactLevel.IN_PERSON_MENTOR] if need.within_days]
    return set(granted) == set(ClearanceCheck) and all(
        (world.today - granted[need.check]).days < (need.within_days or 0) - 1 for need in needs
    )


def _intern(world: World, scene: Scene, host: Host, taken: set[str]) -> Pupil:
    first_day = world.day(-scene.first)
    youngest = max(labour.newest().youngest, host.offer.age_min, host.least_age)
    for pupil in reversed(world.members[scene.club]):
        born, user = pupil.user.birth_date, pupil.user
        may = ConsentPurpose.ACCOUNT in pupil.consents and user.last_login and user.username not in taken
        if may and born and age_on(first_day, born) >= youngest:
            return pupil
    raise ValueError(f"Nobody of {scene.club} is old enough for {host.key}.")


class _Story:
    """One internship from the asking to where it stands."""

    def __init__(self, world: World, scene: Scene, place: _Place, pupil: Pupil, dice: random.Random) -> None:
        self._world, self._scene, self._place, self._pupil, self._dice = world, scene, place, pupil, dice
        club = world.clubs[scene.club]
        self._adviser, self._head = world.keepers[scene.club], world.admins[club.school.ministry_code]
        self._school = club.school
        begins = min(diary.at(world.day(-scene.first), _STARTS), world.now)
        self._at = begins - dt.timedelta(days=12)
        self._step = (begins - self._at) / (len(scene.then) + 1)

    def run(self) -> None:
        row = self._placement()
        self._world.batch.add(row)
        self._record(row, _A.ASK, self._adviser)
        for action in self._scene.then:
            self._at += self._step
            self._turn(row, action)
        row.state = self._scene.state
        if row.state in OPEN_PLACEMENT_STATES and row.accepted_by:
            row.holds_seat = True
            row.offer.seats_taken += 1
        if row.began_at:
            self._log(row)
        if row.state == _S.COMPLETED:
            self._last_words(row)

    def _placement(self) -> Placement:
        first_day = self._world.day(-self._scene.first)
        return Placement(
            offer=self._place.host.offer,
            pupil=self._pupil.user,
            school=self._school,
            adviser=self._adviser,
            state=_S.ASKED,
            first_day=first_day,
            last_day=first_day + dt.timedelta(days=_LONG),
            week=_WEEK,
            goals=self._dice.choice(visit_phrases.GOALS),
            labour_version=labour.newest().version,
            asked_at=self._at,
        )

    def _turn(self, row: Placement, action: PlacementAction) -> None:
        actor, text = self._act(row, action)
        self._record(row, action, actor, text)

    def _act(self, row: Placement, action: PlacementAction) -> tuple[User | None, str]:
        host = row.offer.author
        if action == _A.APPROVE:
            row.approved_by = self._head
            return self._head, ""
        if action == _A.DESCRIBE:
            row.supervisor, row.second_adult = self._place.supervisor, self._place.second
            row.tasks = [{"text": text, "clear": True} for text in visit_phrases.TASKS]
            return host, ""
        if action == _A.ACCEPT:
            row.accepted_by, row.safety = host, self._place.host.sheet
            return host, ""
        if action == _A.PUPIL_YES:
            row.pupil_agreed_at = self._at
            return row.pupil, ""
        if action == _A.REFUSE:
            row.ended_at, row.reason = self._at, visit_phrases.PLACEMENT_REFUSED
            return host, row.reason
        if action == _A.GUARDIAN_YES:
            self._agree(row)
        if action == _A.BEGIN:
            self._at = row.began_at = diary.at(row.first_day, dt.time(6))
        if action == _A.COMPLETE:
            self._at = row.ended_at = diary.at(row.last_day, dt.time(18))
        return None, ""

    def _agree(self, row: Placement) -> None:
        """To this internship, beside the consent to visits as such."""
        if ConsentPurpose.VISIT not in self._pupil.consents:
            pupils.agree_to_visits(self._world, self._pupil, self._dice)
        said = {"answer": Answer.YES, "way": AnswerWay.LINK, "terms": row.terms, "answered_at": self._at}
        self._world.batch.add(PlacementAgreement(placement=row, guardianship=self._pupil.guardianship, **said))

    def _log(self, row: Placement) -> None:
        days = [day for day in self._days(row) if day < self._world.today]
        for number, day in enumerate(days):
            did, learnt, question = visit_phrases.DAYS[number % len(visit_phrases.DAYS)]
            entry = LogEntry(
                placement=row,
                day=day,
                starts=_STARTS,
                ends=_ENDS,
                minutes=_MINUTES,
                did=did,
                learnt=learnt,
                question=question,
                written_at=diary.at(day, dt.time(19)),
            )
            self._sign(row, entry, len(days) - number)
            self._world.batch.add(entry)

    def _sign(self, row: Placement, entry: LogEntry, from_last: int) -> None:
        is_over = row.state == _S.COMPLETED
        if is_over or from_last > _UNSIGNED:
            entry.signed_by, entry.signed_at = row.supervisor, entry.written_at + dt.timedelta(hours=1)
        if is_over or from_last > _SIGNED:
            entry.countersigned_by, entry.countersigned_at = row.adviser, entry.written_at + dt.timedelta(hours=2)

    def _days(self, row: Placement) -> list[dt.date]:
        weekdays = {day for day, _starts, _ends in _WEEK}
        every = [row.first_day + dt.timedelta(days=n) for n in range((row.last_day - row.first_day).days + 1)]
        return [day for day in every if day.weekday() in weekdays and diary.is_school_day(self._world, day)]

    def _last_words(self, row: Placement) -> None:
        scores = {code.value: self._dice.choice([3, 4, 4]) for code in Competence}
        learnt, hard, onward = visit_phrases.PUPIL_SAYS
        facts = {"placement": row, "written_at": self._at + dt.timedelta(hours=20)}
        own = {"author": row.pupil, "words": learnt, "hard": hard, "onward": onward}
        say: dict[EvaluationSide, dict[str, Any]] = {
            _E.SUPERVISOR: {"author": row.supervisor, "words": visit_phrases.SUPERVISOR_SAYS, "scores": scores},
            _E.ADVISER: {"author": row.adviser, "words": visit_phrases.ADVISER_SAYS, "scores": scores},
            _E.PUPIL: own,
        }
        for side, words in say.items():
            self._world.batch.add(Evaluation(side=side, **words, **facts))

    def _record(self, row: Placement, action: PlacementAction, actor: User | None, text: str = "") -> None:
        self._world.batch.add(PlacementEvent(placement=row, action=action, actor=actor, text=text, at=self._at))
