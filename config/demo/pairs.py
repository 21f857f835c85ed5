"""Which idea and which post a story is told of: alike in field and words, and allowed by every rule of the network."""

import itertools
from collections import Counter
from dataclasses import dataclass

from config.demo import cast, pupils
from config.demo.stories import Scene, Story
from config.demo.world import World
from core.text import fold
from network.enums import IdeaStatus, PostStatus, ProposalState, Visibility
from network.models import Idea, Offer
from people.enums import OrganisationStatus

# A pupil of grade g is g + 5 or g + 6 years old.
_YOUNGEST, _OLDEST = 5, 6
_TRIES, _LOOKED_AT = 40, 80
_PROPOSALS_AN_IDEA, _OPEN_A_POST = 2, 3
_RARELY_ASKED = {"judging", "internship", "visit"}


@dataclass(frozen=True)
class Pair:
    idea: str
    post: str


class Pairs:
    """Remembers what was told: no pair twice, no seat twice, no idea everywhere."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._dice = world.dice("pairs")
        self._told: set[Pair] = set()
        self._asked: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._running: set[str] = set()
        self.seats: Counter[str] = Counter()
        self._ideas = [key for key in world.ideas if self._is_out(key)]
        self._posts = [key for key in world.posts if self._is_up(key)]
        self._words: dict[str, frozenset[str]] = {}

    def find(self, scene: Scene, age: int) -> Pair | None:
        """The best of some tries, or None when nothing fits."""
        story = scene.story
        ideas = [scene.idea] if scene.idea else self._draw(self._ideas, _TRIES if not scene.post else len(self._ideas))
        ideas = [key for key in ideas if self._suits_idea(key, story, age, chosen=bool(scene.idea))]
        best: tuple[float, Pair] | None = None
        for idea in ideas if scene.post else ideas[:1]:
            for post in [scene.post] if scene.post else self._draw(self._posts, _LOOKED_AT):
                pair = Pair(idea, post)
                if pair in self._told or not self._suits_post(pair, story, age):
                    continue
                score = self._likeness(pair)
                if best is None or score > best[0]:
                    best = (score, pair)
        return best[1] if best else None

    def tell(self, pair: Pair, story: Story) -> None:
        self._told.add(pair)
        self._asked[pair.idea] += 1
        if story.is_open:
            self._waiting[pair.post] += 1
        if story.takes_a_seat:
            self._running.add(pair.idea)
            self.seats[pair.post] += 1

    def _draw(self, keys: list[str], count: int) -> list[str]:
        return self._dice.sample(keys, min(count, len(keys)))

    def _is_out(self, key: str) -> bool:
        """Open to partners: published that far, with an adviser in charge, and every account agreed to."""
        idea = self._world.ideas[key]
        return (
            idea.status == IdeaStatus.PUBLISHED
            and idea.visibility in {Visibility.PARTNERS, Visibility.PUBLIC}
            and self._world.club_of[key] not in self._world.orphans
            and pupils.has_accounts(self._world.teams[key])
        )

    def _is_up(self, key: str) -> bool:
        verified = self._world.authors[key].organisation.status == OrganisationStatus.VERIFIED
        return verified and self._world.posts[key].status in {PostStatus.PUBLISHED, PostStatus.CLOSED}

    def _suits_idea(self, key: str, story: Story, age: int, *, chosen: bool) -> bool:
        agreed = pupils.has_what_mentoring_needs(self._world.teams[key])
        if self._world.ages[key] <= age or (story.takes_a_seat and key in self._running):
            return False
        if story.ends_as and agreed == (story.frozen == "consent"):
            return False
        if story.state == ProposalState.AWAITING_CONSENT and agreed:
            return False
        return chosen or (key not in cast.TEAM_SIZES and self._asked[key] < _PROPOSALS_AN_IDEA)

    def _suits_post(self, pair: Pair, story: Story, age: int) -> bool:
        post, author = self._world.posts[pair.post], self._world.authors[pair.post]
        grades = [pupil.grade for pupil in self._world.teams[pair.idea]]
        fits = post.age_min <= min(grades) + _OLDEST and max(grades) + _YOUNGEST <= post.age_max
        if not fits or self._world.ages[pair.post] <= age or author.cleared == (story.frozen == "supporter"):
            return False
        if not (story.is_open or story.takes_a_seat):
            return True
        return (
            post.status == PostStatus.PUBLISHED
            and self.seats[pair.post] < post.seats
            and self._waiting[pair.post] < _OPEN_A_POST
        )

    def _likeness(self, pair: Pair) -> float:
        """Common pairs of syllables, and a push for the same field and the kind of help that is asked for."""
        idea, post = self._world.ideas[pair.idea], self._world.posts[pair.post]
        score = float(len(self._syllables(pair.idea) & self._syllables(pair.post)))
        score += 4 * (idea.field.code in self._world.post_fields[pair.post])
        if isinstance(post, Offer):
            kinds = [kind for kind, _text in self._world.needs[pair.idea]]
            score += 3 * (post.kind in kinds) - 6 * (post.kind in _RARELY_ASKED)
        return score

    def _syllables(self, key: str) -> frozenset[str]:
        if key not in self._words:
            row = self._world.ideas.get(key) or self._world.posts[key]
            text = f"{row.title} {row.problem} {row.solution}" if isinstance(row, Idea) else f"{row.title} {row.text}"
            words = fold(text).split()
            self._words[key] = frozenset(f"{one} {two}" for one, two in itertools.pairwise(words))
        return self._words[key]
