"""A season of proposals: every state, each with the events that led to it, in order."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from config.demo import cast, engagements, phrases, pupils
from config.demo.pairs import Pair, Pairs
from config.demo.stories import PLAN, SCENES, Scene, Story
from config.demo.world import World
from network.enums import EngagementStatus, ProposalAction, ProposalSide, ProposalState, Side
from network.models import Challenge, Offer, Proposal, ProposalEvent
from people.enums import ConsentPurpose
from people.models import User

_TRIES = 60
_ASKED_FOR_MORE = 0.3
_ENDINGS = {ProposalState.REFUSED, ProposalState.WITHDRAWN, ProposalState.EXPIRED, ProposalState.ENGAGED}
_MORNING = 7
_AT_ONCE = {ProposalAction.ENGAGE}


def build(world: World) -> Counter[str]:
    """Returns how many proposals of the plan found no pair, by state: none, unless the content files shrink."""
    dice, pairs = world.dice("season"), Pairs(world)
    plan = SCENES + [Scene(story) for count, story in PLAN for _ in range(count * world.times)]
    missed: Counter[str] = Counter()
    for scene in plan:
        if not _tell(world, pairs, scene, dice):
            missed[scene.story.state] += 1
    for key, taken in pairs.seats.items():
        world.posts[key].seats_taken = taken
    return missed


def _tell(world: World, pairs: Pairs, scene: Scene, dice: random.Random) -> bool:
    for _ in range(_TRIES):
        age = dice.randint(*scene.story.days)
        pair = pairs.find(scene, age)
        if pair is not None:
            pairs.tell(pair, scene.story)
            _Telling(world, pair, scene.story, age, dice).run()
            return True
    return False


class _Telling:
    """One proposal from its first day to where it stands."""

    def __init__(self, world: World, pair: Pair, story: Story, age: int, dice: random.Random) -> None:
        self._world, self._story, self._age, self._dice = world, story, age, dice
        self._idea, self._post = world.ideas[pair.idea], world.posts[pair.post]
        self._team, self._needs = world.teams[pair.idea], world.needs[pair.idea]
        self._pupil = self._team[0].user if pair.idea == cast.IDEA else dice.choice(self._team).user
        self._author = world.authors[pair.post].user
        self._adviser: User = world.keepers[world.club_of[pair.idea]]
        self._at = world.moment(age, dice)

    def run(self) -> None:
        proposal = self._proposal()
        self._world.batch.add(proposal)
        self._open(proposal)
        self._ask_for_more(proposal)
        for number, action in enumerate(self._story.then):
            if action == ProposalAction.EXPIRE:
                self._at = proposal.expires_at
            elif action not in _AT_ONCE:
                self._later(len(self._story.then) - number)
            self._turn(proposal, action)
        if proposal.state in _ENDINGS:
            proposal.ended_at = self._at
        self._remind(proposal)
        if self._story.ends_as:
            self._engage(proposal, self._story.ends_as)

    def _proposal(self) -> Proposal:
        supply = self._story.opener == Side.SUPPLY
        opener = {Side.TEAM: self._pupil, Side.ADVISER: self._adviser, Side.SUPPLY: self._author}[self._story.opener]
        return Proposal(
            idea=self._idea,
            challenge=self._post if isinstance(self._post, Challenge) else None,
            offer=self._post if isinstance(self._post, Offer) else None,
            side=ProposalSide.SUPPLY if supply else ProposalSide.TEAM,
            note=self._note(),
            state=self._story.state,
            created_by=opener,
            created_at=self._at,
            expires_at=self._at + dt.timedelta(days=settings.PROPOSAL_DAYS),
        )

    def _note(self) -> str:
        texts = {
            Side.TEAM: phrases.TEAM_NOTES,
            Side.ADVISER: phrases.ADVISER_NOTES,
            Side.SUPPLY: phrases.SUPPLY_NOTES,
        }[self._story.opener]
        need = self._needs[0][1]
        return self._dice.choice(texts).format(title=self._idea.title, post=self._post.title, need=need)

    def _open(self, proposal: Proposal) -> None:
        """Whoever asks turns the own key with it, except a pupil: pupils hold none."""
        self._record(proposal, ProposalAction.PROPOSE, proposal.created_by, proposal.note)
        if self._story.opener == Side.SUPPLY:
            self._turn(proposal, ProposalAction.ACCEPT)
        if self._story.opener == Side.ADVISER:
            self._turn(proposal, ProposalAction.APPROVE)

    def _ask_for_more(self, proposal: Proposal) -> None:
        """The supply side asks and the adviser answers, where there was time for it; the clock starts again."""
        if self._age < 4 or ProposalAction.EXPIRE in self._story.then or self._dice.random() > _ASKED_FOR_MORE:
            return
        question, answer = self._dice.choice(phrases.ASKED)
        for action, actor, text in (
            (ProposalAction.ASK, self._author, question),
            (ProposalAction.ANSWER, self._adviser, answer),
        ):
            self._later(len(self._story.then) + 2)
            self._record(proposal, action, actor, text)
            proposal.expires_at = max(proposal.expires_at, self._at + dt.timedelta(days=settings.PROPOSAL_DAYS))

    def _turn(self, proposal: Proposal, action: ProposalAction) -> None:
        turns: dict[ProposalAction, Callable[[Proposal], tuple[User | None, str]]] = {
            ProposalAction.ACCEPT: self._accept,
            ProposalAction.APPROVE: self._approve,
            ProposalAction.REFUSE: self._refuse,
            ProposalAction.WITHDRAW: self._withdraw,
        }
        actor, text = turns[action](proposal) if action in turns else (None, "")
        self._record(proposal, action, actor, text)

    def _accept(self, proposal: Proposal) -> tuple[User, str]:
        proposal.accepted_by = self._author
        return self._author, ""

    def _approve(self, proposal: Proposal) -> tuple[User, str]:
        proposal.approved_by = self._adviser
        return self._adviser, ""

    def _refuse(self, proposal: Proposal) -> tuple[User, str]:
        """Whoever has not turned a key yet says no."""
        by_adviser = proposal.accepted_by is not None
        texts = phrases.REFUSED_BY_ADVISER if by_adviser else phrases.REFUSED_BY_SUPPLY
        proposal.reason = self._dice.choice(texts)
        return self._adviser if by_adviser else self._author, proposal.reason

    def _withdraw(self, proposal: Proposal) -> tuple[User, str]:
        proposal.reason = self._dice.choice(phrases.WITHDRAWN)
        return proposal.created_by, proposal.reason

    def _later(self, steps_left: int) -> None:
        """A waking hour after the last one, leaving room before now for the steps that follow."""
        room = (self._world.now - self._at) / (steps_left + 1)
        step = min(room, dt.timedelta(days=4)) * self._dice.uniform(0.3, 1.0)
        local = (self._at + step).astimezone(timezone.get_default_timezone())
        if local.hour < _MORNING:
            local -= dt.timedelta(hours=_MORNING)
        self._at = max(local, self._at + dt.timedelta(seconds=1))

    def _remind(self, proposal: Proposal) -> None:
        left = proposal.expires_at - self._world.now
        reminder = dt.timedelta(days=settings.PROPOSAL_REMINDER_DAYS)
        if self._story.is_open and left <= reminder:
            proposal.reminded_at = max(proposal.expires_at - reminder, self._at)
            self._at = proposal.reminded_at
            self._record(proposal, ProposalAction.REMIND, None)

    def _record(self, proposal: Proposal, action: ProposalAction, actor: User | None, text: str = "") -> None:
        self._world.batch.add(ProposalEvent(proposal=proposal, action=action, actor=actor, text=text, at=self._at))

    def _engage(self, proposal: Proposal, status: EngagementStatus) -> None:
        sides = {Side.TEAM: self._pupil, Side.SUPPLY: self._author, Side.ADVISER: self._adviser}
        engagements.build(self._world, proposal, status, sides, self._at, self._dice)
        if self._story.frozen == "consent":
            for pupil in self._team:
                if ConsentPurpose.MENTORING_CHAT not in pupil.consents:
                    pupils.take_back(self._world, pupil, self._age, self._dice)
