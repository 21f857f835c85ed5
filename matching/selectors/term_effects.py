"""What accepting a proposed term, or taking it back, would do to the published texts somebody may see."""

from collections import Counter
from dataclasses import dataclass, field

from matching.models import TermProposal
from matching.selectors import lexicons, term_texts
from matching.selectors.term_texts import Sources, Text
from network.models import Challenge, Offer
from network.selectors import ideas, posts
from people.models import User

EXAMPLES, OTHERS = 5, 5


@dataclass
class Side:
    """Texts that would gain the concept, or lose it: how many, and the first of them."""

    ideas: int = 0
    posts: int = 0
    examples: list[Text] = field(default_factory=list)

    def take(self, text: Text) -> None:
        self.ideas += text.kind == "idea"
        self.posts += text.kind != "idea"
        if len(self.examples) < EXAMPLES:
            self.examples.append(text)


@dataclass(frozen=True)
class Other:
    """Another concept that texts would gain or lose by the same change: a longer form hides a shorter one."""

    code: str
    name: str
    gained: int
    lost: int


@dataclass(frozen=True)
class Effect:
    gained: Side
    lost: Side
    others: list[Other]


def effect(viewer: User, proposal: TermProposal, language: str) -> Effect:
    before, after = lexicons.before_and_after(proposal)
    gained, lost = Side(), Side()
    others: dict[str, Counter[str]] = {"gained": Counter(), "lost": Counter()}
    for text in term_texts.with_words_of(lexicons.change_of(proposal), _seen_by(viewer)):
        more, fewer = text.differs(before, after)
        if proposal.concept in more:
            gained.take(text)
        if proposal.concept in fewer:
            lost.take(text)
        others["gained"].update(more - {proposal.concept})
        others["lost"].update(fewer - {proposal.concept})
    touched = others["gained"] + others["lost"]
    concepts = before.concepts | after.concepts
    return Effect(
        gained,
        lost,
        [
            Other(code, concepts[code].name(language), others["gained"][code], others["lost"][code])
            for code, _ in touched.most_common(OTHERS)
        ],
    )


def _seen_by(viewer: User) -> Sources:
    return Sources(ideas.visible_to(viewer), posts.visible_to(viewer, Challenge), posts.visible_to(viewer, Offer))
