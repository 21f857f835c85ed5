"""Visits of the demonstration from their booking to where they stand, with staff, rosters, answers and histories."""

import datetime as dt
import random

from config.demo import afterwards, hosts, pupils, visit_phrases
from config.demo.diary import Diary
from config.demo.hosts import Host
from config.demo.visit_stories import PLAN, SCENES, THEN, TODAY, Scene
from config.demo.world import Pupil, World
from core import clock
from network.models import Club
from people.enums import ConsentPurpose, Role
from people.models import Affiliation, User
from people.rules import age_on
from visits import rules
from visits.enums import HOLDING_STATES, Answer, AnswerWay, VisitAction, VisitState
from visits.models import Agreement, Attendee, Closure, Slot, Visit, VisitEvent, VisitStaff

_SEATED = (*HOLDING_STATES, VisitState.HELD)
_WITH_ROSTER = (VisitState.PREPARING, VisitState.CONFIRMED, VisitState.HELD)
_WHOLE = (VisitState.CONFIRMED, VisitState.HELD)
_TRIES = 60
_PARTY = (10, 20)
_LEAST = 5
_STAFF = frozenset({Role.ADVISER, Role.TEACHER})
# Of those on a roster that is being prepared: one says no, one's paper waits for a second person, so many are silent.
_NO, _PAPER, _SILENT = 1, 1, 3


def build(world: World, diary: Diary, received: dict[str, Host]) -> None:
    dice = world.dice("trips")
    travellers = _Travellers(world, diary)
    rest = [Scene(state, dice.randint(*days)) for count, state, days in PLAN for _ in range(count)]
    before: Slot | None = None
    for scene in [*SCENES, *rest]:
        host, club, slot = _place(world, travellers, received, scene, before, dice)
        _Trip(world, diary, travellers, scene, host, club, slot, dice).run()
        before = slot


def _place(
    world: World,
    travellers: "_Travellers",
    received: dict[str, Host],
    scene: Scene,
    before: Slot | None,
    dice: random.Random,
) -> tuple[Host, Club, Slot]:
    """Where, who, when: as the scene says, the rest by chance among what can be."""
    for _ in range(_TRIES):
        host = received[scene.offer or dice.choice(sorted(key for key in received if key != hosts.OWN))]
        club = world.clubs[scene.club or dice.choice(sorted(set(world.members) - world.orphans))]
        times = [before] if scene.behind and before else _times(world, host, scene)
        slot = next((time for time in times if scene.behind or _fits(travellers, host, club, time, scene)), None)
        if slot and host.sheet and host.sheet.valid_until > slot.starts_at.date():
            return host, club, slot
    raise ValueError(f"The demonstration has no place for {scene}.")


def _times(world: World, host: Host, scene: Scene) -> list[Slot]:
    """Those on the same side of today, the nearest to the day of the scene first."""
    if scene.days == TODAY:
        return [hosts.slot_of_today(world, host)]
    wanted = world.now + dt.timedelta(days=scene.days)
    side = [slot for slot in host.slots if (slot.starts_at > world.now) == (scene.days > 0)]
    return sorted(side, key=lambda slot: abs(slot.starts_at - wanted))


def _fits(travellers: "_Travellers", host: Host, club: Club, slot: Slot, scene: Scene) -> bool:
    """Nobody else is there, and the people of the club are free."""
    if slot.groups_taken or not travellers.may_go(club, slot):
        return False
    return scene.state not in _WITH_ROSTER or len(travellers.pupils(club, host, slot)) >= _LEAST + 2


class _Travellers:
    """Who of a school could go along."""

    def __init__(self, world: World, diary: Diary) -> None:
        self._world, self._diary = world, diary
        self._staff: dict[int, list[User]] = {}
        for hat in world.batch.rows(Affiliation):
            if hat.role in _STAFF and hat.ends_on is None:
                self._staff.setdefault(id(hat.organisation), []).append(hat.user)
        self._pupils: dict[int, list[Pupil]] = {}
        for key, members in world.members.items():
            self._pupils.setdefault(id(world.clubs[key].school), []).extend(members)

    def head(self, club: Club) -> User:
        return self._world.admins[club.school.ministry_code]

    def staff(self, club: Club) -> list[User]:
        """The adviser leads; a colleague goes along, or the head where there is nobody else."""
        others = [user for user in self._staff[id(club.school.organisation)] if user is not club.adviser]
        return [club.adviser, (others or [self.head(club)])[0]]  # type: ignore[list-item]

    def may_go(self, club: Club, slot: Slot) -> bool:
        day = slot.starts_at.astimezone(clock.zone()).date()
        off = [row for row in self._world.batch.rows(Closure) if row.organisation is club.school.organisation]
        is_open = not any(row.first_day <= day <= row.last_day for row in off)
        return is_open and all(self._diary.is_free(user, slot.starts_at, slot.ends_at) for user in self.staff(club))

    def pupils(self, club: Club, host: Host, slot: Slot) -> list[Pupil]:
        """Those of the club first; old enough, with an account, and nowhere else at that time."""
        everybody = self._pupils.get(id(club.school), [])
        own = [pupil for key, some in self._world.members.items() if self._world.clubs[key] is club for pupil in some]
        known = {pupil.user.username: pupil for pupil in [*own, *everybody]}
        return [pupil for pupil in known.values() if self._may_join(pupil, host.least_age, slot)]

    def _may_join(self, pupil: Pupil, age: int, slot: Slot) -> bool:
        born = pupil.user.birth_date
        is_old_enough = born is not None and age_on(slot.starts_at.date(), born) >= age
        has_account = ConsentPurpose.ACCOUNT in pupil.consents
        return has_account and is_old_enough and self._diary.is_free(pupil.user, slot.starts_at, slot.ends_at)


class _Trip:
    """One visit, from its first day to where it stands."""

    def __init__(
        self,
        world: World,
        diary: Diary,
        travellers: _Travellers,
        scene: Scene,
        host: Host,
        club: Club,
        slot: Slot,
        dice: random.Random,
    ) -> None:
        self._world, self._diary, self._travellers, self._dice = world, diary, travellers, dice
        self._state, self._host, self._club, self._slot, self._fills = scene.state, host, club, slot, scene.fills
        self._staff = travellers.staff(club)
        self._said = scene.said
        before = min(slot.starts_at, world.now)
        self._at = before - dt.timedelta(days=dice.randint(12, 20), hours=dice.randint(0, 6))
        self._step = (before - self._at) / (len(THEN[self._state]) + 2)

    def run(self) -> None:
        visit = self._visit()
        self._world.batch.add(visit)
        for place, user in enumerate(self._staff):
            self._world.batch.add(VisitStaff(visit=visit, person=user, is_lead=place == 0))
        self._tell(visit)
        rows: list[Attendee] = []
        if self._state in _WITH_ROSTER:
            self._travel(visit)
            rows = self._roster(visit)
        going = [row.pupil for row in rows]
        if self._state == VisitState.HELD:
            afterwards.tell(self._world, visit, rows, self._said, self._dice)
        if self._state in _WHOLE:
            visit.party = len(going)
        if self._state in _SEATED:
            self._slot.seats_taken += visit.party
            self._slot.groups_taken += 1
            self._diary.take([*self._staff, *going], visit, self._slot.starts_at, self._slot.ends_at)

    def _visit(self) -> Visit:
        party = self._slot.seats if self._fills else self._dice.randint(*_PARTY)
        return Visit(
            slot=self._slot,
            school=self._club.school,
            club=self._club,
            organiser=self._club.adviser,
            state=VisitState.WAITING,
            party=min(party, self._host.hosting.party_max, self._slot.seats),
            purpose=self._dice.choice(visit_phrases.PURPOSES),
            grade_band=f"khối {self._club.grade_min}–{self._club.grade_max}",
            needs=self._dice.choice(visit_phrases.NEEDS),
            booked_at=self._at,
            waits_since=self._at,
        )

    def _tell(self, visit: Visit) -> None:
        self._record(visit, VisitAction.BOOK, self._staff[0], visit.purpose)
        for action in THEN[self._state]:
            self._at += self._step
            self._move(visit, action)

    def _move(self, visit: Visit, action: VisitAction) -> None:
        """As `services/visits.py` does, in memory."""
        before = rules.CALENDAR_STATUS.get(VisitState(visit.state))
        visit.state = rules.VISIT.target(visit.state, action)
        visit.sequence += rules.CALENDAR_STATUS.get(visit.state) != before
        actor, text = self._act(visit, action)
        if rules.VISIT.is_final(visit.state):
            visit.ended_at, visit.reason = self._at, text
        visit.waits_since = self._at
        self._record(visit, action, actor, text)

    def _act(self, visit: Visit, action: VisitAction) -> tuple[User | None, str]:
        head, host = self._travellers.head(self._club), self._host.offer.author
        if action == VisitAction.APPROVE:
            visit.approved_by = head
            return head, ""
        if action == VisitAction.ACCEPT:
            visit.accepted_by, visit.safety = host, self._host.sheet
            return host, ""
        if action == VisitAction.CONFIRM:
            visit.confirmed_by, visit.confirmed_at = self._staff[0], self._at
            return self._staff[0], ""
        if action == VisitAction.REFUSE:
            return host, self._dice.choice(visit_phrases.REFUSED)
        if action == VisitAction.CANCEL:
            return self._staff[0], self._dice.choice(visit_phrases.CANCELLED)
        if action == VisitAction.HOLD:
            self._at = self._slot.ends_at
        if action == VisitAction.EXPIRE:
            self._at = self._slot.starts_at
        return None, ""

    def _travel(self, visit: Visit) -> None:
        leaves = (self._slot.starts_at - dt.timedelta(minutes=60)).astimezone(clock.zone())
        visit.transport, plan = self._dice.choice(visit_phrases.TRAVELS)
        visit.transport_plan = plan.format(time=f"{leaves:%H:%M}")
        visit.meeting_point = self._host.hosting.meeting_point
        visit.emergency_name = self._staff[1].full_name
        visit.emergency_phone = f"0900{self._dice.randint(900000, 999999)}"

    def _roster(self, visit: Visit) -> list[Attendee]:
        """Whoever goes, or may still go."""
        chosen = self._travellers.pupils(self._club, self._host, self._slot)[: min(visit.party, 14)]
        added = visit.booked_at + self._step * 3.5
        going = []
        for place, pupil in enumerate(reversed(chosen)):
            self._allow(pupil)
            row = Attendee(visit=visit, pupil=pupil.user, added_at=added, asked_terms=visit.terms, times_told=1)
            row.told_on = added.date()
            self._world.batch.add(row)
            if self._answer(row, pupil, place, added):
                going.append(row)
        return going

    def _answer(self, row: Attendee, pupil: Pupil, place: int, added: dt.datetime) -> bool:
        """Whether the pupil is still on the roster: the first one's guardian says no."""
        at = added + self._step * self._dice.uniform(0.1, 0.4)
        facts = {"attendee": row, "guardianship": pupil.guardianship, "terms": row.visit.terms, "answered_at": at}
        if place < _NO:
            self._world.batch.add(Agreement(answer=Answer.NO, way=AnswerWay.LINK, **facts))
            row.left_off_at = at
            return False
        if self._state not in _WHOLE and place < _NO + _PAPER:
            paper = {"way": AnswerWay.PAPER, "taken_by": self._staff[0]}
            self._world.batch.add(Agreement(answer=Answer.YES, **paper, **facts))
        elif self._state in _WHOLE or place >= _NO + _PAPER + _SILENT:
            note = self._dice.choice(visit_phrases.CHILD_NOTES)
            self._world.batch.add(Agreement(answer=Answer.YES, way=AnswerWay.LINK, note=note, **facts))
        return True

    def _allow(self, pupil: Pupil) -> None:
        """Before a pupil is put on a roster the guardian has agreed to visits as such."""
        if ConsentPurpose.VISIT not in pupil.consents:
            pupils.agree_to_visits(self._world, pupil, self._dice)

    def _record(self, visit: Visit, action: VisitAction, actor: User | None, text: str = "") -> None:
        self._world.batch.add(VisitEvent(visit=visit, action=action, actor=actor, text=text, at=self._at))
