"""Conversations: what people of the demonstration say to each other, written in bulk once everything has its number."""

import datetime as dt
import random
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from config.demo import cast, talk_phrases, visit_talks
from config.demo.talk_phrases import Line, Script
from config.demo.world import World
from core.text import fold
from messaging.enums import HoldReason, MemberSide, MessageKind, MessageState, NoteCode
from messaging.kinds import Standing
from messaging.models import Conversation, Message, Reaction, Reading
from messaging.selectors import conversations as selectors
from network.enums import EngagementStatus
from network.models import Engagement, Idea, Proposal

_PIECE = 500
_TEAMS, _PROPOSALS = 24, 18
# Of the engagements' conversations every so many-th has a message that waits for the adviser.
_HELD_EVERY = 9
_SIDES = {"A": MemberSide.ADVISER, "S": MemberSide.OUTSIDE, "P": MemberSide.PUPIL, "Q": MemberSide.PUPIL}


@dataclass
class _Subject:
    """What a conversation is about, when it was going on, and who the outside adult was then."""

    kind: str
    pk: int
    title: str
    script: Script
    opened: dt.datetime
    ended: dt.datetime
    outside: int | None = None
    is_main: bool = False
    # What the site says by itself, and when.
    notes: list[tuple[dt.datetime, str]] = field(default_factory=list)


def tell(world: World) -> None:
    dice = world.dice("talks")
    subjects = [*_of_engagements(world, dice), *_of_teams(world, dice), *_of_proposals(world, dice)]
    subjects += _of_visits(world, world.dice("visit talks"))
    rows = [
        Conversation(kind=subject.kind, subject=subject.pk, opened_at=subject.opened, last_at=subject.opened)
        for subject in subjects
    ]
    Conversation.objects.bulk_create(rows, batch_size=_PIECE)
    standings = selectors.standings_of(rows)
    told = [_Talk(world, *both, standings[both[0].pk], dice) for both in zip(rows, subjects, strict=True)]
    for number, talk in enumerate(told):
        talk.run(has_held=talk.subject.is_main or number % _HELD_EVERY == _HELD_EVERY - 1)
    _write(told)


def _write(told: "list[_Talk]") -> None:
    Message.objects.bulk_create([row for talk in told for row in talk.messages], batch_size=_PIECE)
    Reaction.objects.bulk_create([row for talk in told for row in talk.reactions], batch_size=_PIECE)
    Reading.objects.bulk_create([row for talk in told for row in talk.readings], batch_size=_PIECE)
    fields = ["head_seq", "last_at", "said_frozen", "said_closed"]
    Conversation.objects.bulk_update([talk.row for talk in told], fields, batch_size=_PIECE)


def _of_engagements(world: World, dice: random.Random) -> list[_Subject]:
    """All of them: who goes along with a team talks with it."""
    own = world.ideas[cast.IDEA]
    return [
        _Subject(
            "engagement",
            row.pk,
            row.proposal.idea.title,
            talk_phrases.MAIN if _is_main(row, own) else dice.choice(talk_phrases.ENGAGEMENTS[1:]),
            row.opened_at,
            row.ended_at or world.now,
            row.supporter_id,
            is_main=_is_main(row, own),
        )
        for row in world.batch.rows(Engagement)
    ]


def _is_main(row: Engagement, own: Idea) -> bool:
    return row.proposal.idea is own and row.status == EngagementStatus.ACTIVE


def _of_teams(world: World, dice: random.Random) -> list[_Subject]:
    """The demonstration's own team, and some others."""
    others = [key for key in world.ideas if key != cast.IDEA and world.teams.get(key) and world.ages.get(key, 0) > 1]
    chosen = [cast.IDEA, *dice.sample(others, min(_TEAMS * world.times, len(others)))]
    return [
        _Subject(
            "team",
            world.ideas[key].pk,
            world.ideas[key].title,
            dice.choice(talk_phrases.TEAMS),
            world.now - dt.timedelta(days=max(world.ages.get(key, 20), 6)),
            world.now,
        )
        for key in chosen
    ]


def _of_proposals(world: World, dice: random.Random) -> list[_Subject]:
    """Of those that are open: the two adults settle what must be settled."""
    found = [row for row in world.batch.rows(Proposal) if row.ended_at is None and row.created_at < _yesterday(world)]
    return [
        _Subject(
            "proposal",
            row.pk,
            row.idea.title,
            dice.choice(talk_phrases.PROPOSALS),
            row.created_at,
            world.now,
            row.post.author_id,
        )
        for row in found[: _PROPOSALS * world.times]
    ]


def _of_visits(world: World, dice: random.Random) -> list[_Subject]:
    return [
        _Subject(
            "visit",
            row.pk,
            row.slot.offer.title,
            visit_talks.script(dice),
            visit_talks.opened(world, row),
            row.ended_at or world.now,
            row.accepted_by_id or row.slot.offer.author_id,
            notes=visit_talks.notes(world, row),
        )
        for row in visit_talks.subjects(world)
    ]


def _yesterday(world: World) -> dt.datetime:
    return world.now - dt.timedelta(days=1)


class _Talk:
    """One conversation from its first line to how it stands."""

    def __init__(self, world: World, row: Conversation, subject: _Subject, here: Standing, dice: random.Random) -> None:
        self.row, self.subject = row, subject
        self.messages: list[Message] = []
        self.reactions: list[Reaction] = []
        self.readings: list[Reading] = []
        self._world, self._here, self._dice = world, here, dice
        self._at = subject.opened
        pupils = sorted(pk for pk, member in here.members.items() if member.side == MemberSide.PUPIL)
        adviser = next((pk for pk, member in here.members.items() if member.side == MemberSide.ADVISER), None)
        self._who = {
            "A": adviser,
            "S": subject.outside,
            "P": pupils[0] if pupils else None,
            "Q": pupils[-1] if pupils else None,
        }

    def run(self, *, has_held: bool) -> None:
        self._note(NoteCode.OPENED)
        speakers = {line[0] for burst in self.subject.script for line in burst}
        if all(self._who[speaker] for speaker in speakers):
            for place, burst in enumerate(self.subject.script):
                self._burst(place, burst)
            if has_held and self._here.is_open and self.subject.kind == "engagement":
                self._hold()
        self._note_until(self._world.now)
        self._stand()
        self._read()

    def _burst(self, place: int, burst: list[Line]) -> None:
        """On a day of its own, in the afternoon, the last one at the latest yesterday."""
        until = min(self.subject.ended, _yesterday(self._world))
        share = (place + 1) / (len(self.subject.script) + (0 if self.subject.ended == self._world.now else 1))
        day = self.subject.opened + max(until - self.subject.opened, dt.timedelta()) * share
        hour = self._dice.randint(14, 18)
        local = day.astimezone(timezone.get_default_timezone())
        start = local.replace(hour=hour, minute=self._dice.randint(0, 40), second=0, microsecond=0)
        self._at = min(max(self._at + dt.timedelta(minutes=1), start), self._world.now - dt.timedelta(hours=2))
        self._note_until(self._at)
        for line in burst:
            self._say(line)

    def _say(self, line: Line) -> None:
        speaker, text, *more = line
        self._at += dt.timedelta(minutes=self._dice.randint(1, 9), seconds=self._dice.randint(0, 59))
        message = self._text(speaker, text.replace("{title}", self.subject.title))
        self._append(message)
        for given in more:
            emoji, *by = given.split()
            users = dict.fromkeys(user for one in by if (user := self._who[one]) and user != message.author_id)
            self.reactions += [Reaction(message=message, user_id=user, emoji=emoji, at=self._at) for user in users]

    def _text(self, speaker: str, body: str) -> Message:
        return Message(
            conversation=self.row,
            author_id=self._who[speaker],
            author_side=_SIDES[speaker],
            client_id=UUID(int=self._dice.getrandbits(128), version=4),
            body=body,
            search_text=fold(body),
            written_at=self._at,
        )

    def _append(self, message: Message) -> None:
        self.row.head_seq += 1
        message.seq, message.delivered_at, message.state = self.row.head_seq, self._at, MessageState.DELIVERED
        self.row.last_at = self._at
        self.messages.append(message)

    def _hold(self) -> None:
        message = self._text("S", talk_phrases.HELD)
        start = talk_phrases.HELD.index(talk_phrases.HELD_PHONE)
        message.state, message.hold_reasons = MessageState.HELD, [HoldReason.FOUND.value]
        message.findings = [["phone", start, start + len(talk_phrases.HELD_PHONE)]]
        self.messages.append(message)

    def _note_until(self, moment: dt.datetime) -> None:
        """What the site has said by then, in its order."""
        while self.subject.notes and self.subject.notes[0][0] <= moment:
            at, code = self.subject.notes.pop(0)
            before = self._at
            self._at = max(at, self.row.last_at)
            self._note(code)
            self._at = max(before, self._at)

    def _note(self, code: str) -> None:
        details = [obstacle.value for obstacle in self._here.obstacles] if code == NoteCode.FROZEN else []
        self._append(
            Message(
                conversation=self.row, kind=MessageKind.NOTE, note=code, details=details, written_at=self._at
            )
        )  # fmt: skip

    def _stand(self) -> None:
        """What its last line must say today."""
        self.row.said_closed = self._here.is_closed
        self.row.said_frozen = self._here.is_closed or bool(self._here.obstacles)
        if self._here.is_closed:
            self._at = max(self._at, min(self.subject.ended, self._world.now))
            self._note(NoteCode.CLOSED)
        elif self._here.obstacles:
            self._at += dt.timedelta(minutes=5)
            self._note(NoteCode.FROZEN)

    def _read(self) -> None:
        """Most have read it all; some not the last few lines, and in the main one the pupil."""
        for user in self._here.members:
            behind = self._dice.choice([0, 0, 0, 0, 1, 2])
            if self.subject.is_main:
                behind = 3 if user == self._who["P"] else 0
            seq = max(self.row.head_seq - behind, 0)
            self.readings.append(Reading(conversation=self.row, user_id=user, seq=seq, at=self._at))
