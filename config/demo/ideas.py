"""Ideas with their needs, versions and teams."""

import random
from collections import Counter
from typing import Any

from config.demo import cast, content, phrases, pupils
from config.demo.content import Row
from config.demo.pupils import COMPLETE, Papers
from config.demo.world import Pupil, World
from network.enums import IdeaStage, IdeaStatus, Language, Visibility
from network.models import Idea, IdeaVersion, Need, TeamMember
from people.models import User

PEOPLE = 900
# Pupils of a club who have no team yet.
_FREE, _FREE_IN_CAST_CLUB = 30, 4
_ARCHIVED, _SUBMITTED, _DRAFTS = 34, 12, 12
_SMALLEST = 2
_PUBLISHED_LONG_AGO = 85
_ENGLISH = {"the", "and", "with", "of"}
_STAGES = [IdeaStage.IDEA, IdeaStage.PROTOTYPE, IdeaStage.PILOT, IdeaStage.PRODUCT]


def build(world: World) -> None:
    dice = world.dice("ideas")
    rows = content.read("ideas", world.times)
    statuses = _statuses(world, rows, dice)
    current = [row for row in rows if statuses[row["key"]] != IdeaStatus.ARCHIVED]
    sizes = _sizes(world, current, dice)
    for row in current:
        world.teams[row["key"]] = _team(world, row, sizes[row["key"]], dice)
    _free_pupils(world, dice)
    for row in rows:
        status = statuses[row["key"]]
        if status == IdeaStatus.ARCHIVED:
            world.teams[row["key"]] = _former_team(world, row["club"], dice)
        _Writer(world, row, status, dice).write()


def _statuses(world: World, rows: list[Row], dice: random.Random) -> dict[str, IdeaStatus]:
    """What the recommender is measured by stays published; of a club at most one idea is last year's."""
    statuses = {row["key"]: IdeaStatus.PUBLISHED for row in rows}
    statuses |= dict.fromkeys(cast.HANDED_IN, IdeaStatus.SUBMITTED)
    in_club = Counter(row["club"] for row in rows)
    plain = [row for row in rows if not row["gold"] and row["key"] not in cast.HANDED_IN]
    dice.shuffle(plain)
    old: dict[str, str] = {}
    for row in plain:
        if in_club[row["club"]] > 1 and row["club"] not in {cast.CLUB, cast.OTHER_CLUB}:
            old.setdefault(row["club"], row["key"])
    archived = list(old.values())[: _ARCHIVED * world.times]
    rest = [row["key"] for row in plain if row["key"] not in set(archived)]
    submitted, drafts = _SUBMITTED * world.times, _DRAFTS * world.times
    statuses |= dict.fromkeys(archived, IdeaStatus.ARCHIVED)
    statuses |= dict.fromkeys(rest[:submitted], IdeaStatus.SUBMITTED)
    return statuses | dict.fromkeys(rest[submitted : submitted + drafts], IdeaStatus.DRAFT)


def _sizes(world: World, rows: list[Row], dice: random.Random) -> dict[str, int]:
    """Team sizes as written, made smaller where needed until everybody together is `PEOPLE` times `times`."""
    sizes: dict[str, int] = {row["key"]: cast.TEAM_SIZES.get(row["key"]) or row["team_size"] for row in rows}
    left = _left(world) - _FREE * world.times - _FREE_IN_CAST_CLUB
    keys = [key for key, size in sizes.items() if size > _SMALLEST and key not in cast.TEAM_SIZES]
    total = sum(sizes.values())
    while keys and total > left:
        key = dice.choice(keys)
        sizes[key] -= 1
        total -= 1
        if sizes[key] == _SMALLEST:
            keys.remove(key)
    return sizes


def _left(world: World) -> int:
    return PEOPLE * world.times - world.batch.count(User)


def _team(world: World, row: Row, size: int, dice: random.Random) -> list[Pupil]:
    public = row["visibility"] == Visibility.PUBLIC and dice.random() < 0.9
    team = []
    for place in range(size):
        papers = Papers(account=True if row["gold"] else None, public_page=public or dice.random() < 0.3)
        if row["key"] in {cast.IDEA, *cast.HANDED_IN}:
            papers = COMPLETE
        if row["key"] == cast.IDEA_WITHOUT_CONSENT:
            papers = Papers(account=True, mentoring=place == 0)
        login = "pupil" if row["key"] == cast.IDEA and place == 0 else ""
        team.append(pupils.enrol(world, row["club"], dice, papers, login=login))
    return team


def _free_pupils(world: World, dice: random.Random) -> None:
    clubs = list(world.clubs)
    for number in range(max(_left(world), 0)):
        club = cast.CLUB if number < _FREE_IN_CAST_CLUB else dice.choice(clubs)
        pupils.enrol(world, club, dice, Papers(account=False) if number == 0 else Papers())


def _former_team(world: World, club_key: str, dice: random.Random) -> list[Pupil]:
    """Two or three of the club who were in the school a year ago; the eldest where nobody was."""
    members = sorted(world.members[club_key], key=lambda pupil: -pupil.grade)
    were_there = [pupil for pupil in members if pupil.grade > world.clubs[club_key].grade_min]
    return (were_there or members[:1])[: dice.randint(2, 3)]


class _Writer:
    """Writes one idea and all that hangs on it."""

    def __init__(self, world: World, row: Row, status: IdeaStatus, dice: random.Random) -> None:
        self._world, self._row, self._status, self._dice = world, row, status, dice
        self._team = world.teams[row["key"]]
        self._keeper = world.keepers[row["club"]]
        self._needs = [[need["kind"], need["text"]] for need in row["needs"]]
        words = f"{row['problem']} {row['solution']}".lower().split()
        english = len(_ENGLISH.intersection(words)) > 2
        self._language = Language.ENGLISH if english else Language.VIETNAMESE

    def write(self) -> None:
        idea = self._idea()
        self._world.ideas[self._row["key"]] = self._world.batch.add(idea)
        self._world.club_of[self._row["key"]] = self._row["club"]
        self._world.needs[self._row["key"]] = self._needs
        for position, (kind, text) in enumerate(self._needs):
            self._world.batch.add(Need(idea=idea, kind=kind, text=text, position=position))
        self._versions(idea)
        left = self._world.moment(150, self._dice) if self._status == IdeaStatus.ARCHIVED else None
        for place, pupil in enumerate(self._team, start=1):
            joined = idea.created_at if place == 1 else self._world.moment(self._age, self._dice)
            member = TeamMember(idea=idea, pupil=pupil.user, season=idea.season, place=place)
            member.joined_at, member.left_at = joined, left
            self._world.batch.add(member)

    def _idea(self) -> Idea:
        row, archived = self._row, self._status == IdeaStatus.ARCHIVED
        published = self._status in {IdeaStatus.PUBLISHED, IdeaStatus.ARCHIVED}
        self._age = self._days_since_published() if published else self._dice.randint(1, 9)
        self._world.ages[row["key"]] = self._age
        idea = Idea(
            club=self._world.clubs[row["club"]],
            season=self._world.last_season if archived else self._world.season,
            field=self._world.fields[row["field"]],
            **{name: row[name] for name in ("title", "problem", "solution", "stage", "visibility")},
            language=self._language,
            status=self._status,
            created_by=self._team[0].user,
            published_at=self._world.moment(self._age, self._dice) if published else None,
            published_by=self._keeper if published else None,
        )
        idea.created_at = self._world.moment(self._age + self._dice.randint(12, 30), self._dice)
        return idea

    def _days_since_published(self) -> int:
        if self._status == IdeaStatus.ARCHIVED:
            return self._dice.randint(280, 340)
        in_cast = self._row["key"] in cast.TEAM_SIZES
        return _PUBLISHED_LONG_AGO if in_cast else self._dice.randint(4, 105)

    def _versions(self, idea: Idea) -> None:
        """The text as it grew: fewer needs and a shorter solution first, sometimes sent back with a word of advice."""
        count = self._dice.choices([1, 2, 3], [55, 30, 15])[0]
        drafts: list[tuple[dict[str, Any], User]] = [(self._content(), idea.created_by)]
        if count > 1:
            drafts.insert(0, (self._content(**self._first_try()), idea.created_by))
        if count > 2:
            returned = drafts[0][0] | {"note": self._dice.choice(phrases.RETURNS)}
            drafts.insert(1, (returned, self._keeper))
        idea.version = len(drafts)
        ages = sorted((self._age + self._dice.randint(1, 11) for _ in drafts[1:]), reverse=True)
        times = [idea.created_at, *(self._world.moment(age, self._dice) for age in ages)]
        for number, ((text, author), at) in enumerate(zip(drafts, sorted(times), strict=True), start=1):
            version = IdeaVersion(idea=idea, number=number, content=text, author=author)
            version.created_at = at
            self._world.batch.add(version)
        idea.changed_at = max(*times, idea.published_at or idea.created_at)

    def _first_try(self) -> dict[str, Any]:
        first_sentence, dot, _rest = self._row["solution"].partition(". ")
        stage = _STAGES[max(_STAGES.index(self._row["stage"]) - 1, 0)]
        needs = self._needs[:1] if len(self._needs) > 1 else []
        return {"solution": first_sentence + dot.strip(), "stage": stage.value, "needs": needs}

    def _content(self, **changes: Any) -> dict[str, Any]:
        """As `idea_content.read` would give it, without asking the database."""
        plain = {name: self._row[name] for name in ("title", "problem", "solution", "stage", "visibility", "field")}
        return plain | {"language": self._language.value, "needs": self._needs} | changes
