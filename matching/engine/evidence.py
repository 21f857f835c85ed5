"""Where two texts show that a concept may be named as a reason, so that a reader finds it true.

The lexicon's forms and relations are generous, for finding; for saying they are read strictly: the words in the text
must have all words of the concept's name but one, a need must be said to be one, and a skill must be what the
offer is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from matching.engine import documents, tokens
from matching.engine.analysis import Analysed, Analyser
from matching.engine.documents import Document, Span, Supply, SupplyKind
from matching.engine.lexicon import EXACT, UNMARKED, Lexicon, Mention
from matching.engine.tokens import Token

CLEAR_HINT = 0.5
"""A part of a form that speaks for a concept with less than this is no reason to give."""
CLOSE_RELATION = 0.8
"""A relation of the lexicon weaker than this helps finding but is not worth a sentence."""
_SAID_TO_BE_NEEDED = re.compile(
    r"\b(cần|thiếu|chưa|mong|xin|muốn|tìm|nhờ|can|thieu|chua|muon|tim|nho|needs?|lacks?|wants?|looking for)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[^\w\s\u0300-\u036f-]")
_SENTENCE_END = re.compile(r"[.!?\n;]")
_NEEDS, _SKILLS = frozenset({"need"}), frozenset({"skill", "trade"})
_NOT_NEEDED = frozenset({"market", "material"})
_PLACE_NAMES = frozenset(["hai", "phong", "viet", "nam"])

Text = tuple[Document, Analysed]
Spans = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Evidence:
    analyser: Analyser
    _helps: dict[tuple[str, str], float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        relations = {(relation.source, relation.target): relation.weight for relation in self.lexicon.helps}
        object.__setattr__(self, "_helps", relations)

    @property
    def lexicon(self) -> Lexicon:
        return self.analyser.lexicon

    def of(self, demand: Text, supply: Text, need: str, skill: str) -> Spans | None:
        """Where the demand names the need and the supply the skill; None where the reason would not be true."""
        if need == skill:
            return self._both(self._named(demand, need), self._named(supply, skill))
        if not self.related(need, skill) or not self.offers(supply, skill):
            return None
        wanted = (span for span in self._named(demand, need) if self._is_wanted(demand[0], need, span))
        return self._both(wanted, self._named(supply, skill))

    def of_theme(self, demand: Text, supply: Text, concept: str) -> Spans | None:
        """Where a form stands whole in one text, and a clear part of one in the other."""
        return self._both(self._named(demand, concept), self._hinted(supply, concept)) or self._both(
            self._hinted(demand, concept), self._named(supply, concept)
        )

    def _both(self, ours: Iterator[Span], theirs: Iterator[Span]) -> Spans | None:
        first, second = next(ours, None), next(theirs, None)
        return (first, second) if first and second else None

    def related(self, need: str, skill: str) -> bool:
        """The skill serves the need, or one is the other's parent."""
        concepts = self.lexicon.concepts
        kin = concepts[need].parent == skill or concepts[skill].parent == need
        return kin or self._helps.get((need, skill), 0.0) >= CLOSE_RELATION

    def offers(self, supply: Text, skill: str) -> bool:
        """An offer, not a challenge, that names the skill in its title or its first sentence, or comes back to it."""
        if isinstance(supply[0], Supply) and supply[0].kind is SupplyKind.CHALLENGE:
            return False
        places = list(self._named(supply, skill))
        is_skill = self.lexicon.concepts[skill].kind in _SKILLS
        first = _SENTENCE_END.search(documents.part(supply[0], "text"))
        opening = first.start() if first else 0
        in_front = any(span.part == "title" or span.end <= opening for span in places)
        return is_skill and (len(places) > 1 or in_front)

    def _is_wanted(self, document: Document, need: str, span: Span) -> bool:
        """A need by its nature, or one stated as such: in the list of needs, or in a sentence that asks for it."""
        kind = self.lexicon.concepts[need].kind
        if kind in _NEEDS or kind in _NOT_NEEDED:
            return kind in _NEEDS
        if span.part.startswith("needs."):
            return True
        return bool(_SAID_TO_BE_NEEDED.search(_sentence(documents.part(document, span.part), span)))

    def _named(self, text: Text, concept: str) -> Iterator[Span]:
        """Whole forms; typed without diacritics they count only in a text that has none."""
        found = text[1]
        return self._places(text, found.mentions, concept, EXACT if found.marked else UNMARKED)

    def _hinted(self, text: Text, concept: str) -> Iterator[Span]:
        """Parts of two words or more, in a text written with diacritics or in English."""
        document, found = text
        if found.marked or found.language == tokens.ENGLISH:
            for span in self._places(text, found.hints, concept, CLEAR_HINT):
                if " " in documents.part(document, span.part)[span.start : span.end]:
                    yield span

    def _places(
        self, text: Text, places: Mapping[str, tuple[Mention, ...]], concept: str, least: float
    ) -> Iterator[Span]:
        document, found = text
        names = _name_words(self.lexicon, concept)[found.marked]
        texts = dict(documents.parts(document))
        for part, mentions in places.items():
            for mention in mentions:
                if mention.concept != concept or mention.weight < least:
                    continue
                read = (word for word in found.words[part] if mention.start <= word.start < mention.end)
                words = _telling(read, found.marked)
                enough = any(len(words & name) >= max(1, len(name) - 1) for name in names if name)
                if enough and not _BREAK.search(texts[part][mention.start : mention.end]):
                    yield Span(part, mention.start, mention.end)


def _sentence(text: str, span: Span) -> str:
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    end = _SENTENCE_END.search(text, span.end)
    return text[start : end.start() if end else len(text)]


def _telling(words: Iterable[Token], accented: bool) -> frozenset[str]:
    return frozenset(
        tokens.singular(word.text if accented else word.folded)
        for word in words
        if not tokens.empty(word.text, accented=True) and word.folded not in _PLACE_NAMES
    )


@lru_cache(maxsize=4096)
def _name_words(lexicon: Lexicon, concept: str) -> dict[bool, tuple[frozenset[str], ...]]:
    """The words of the name in each language, without marks and with."""
    names = [lexicon.concepts[concept].name(language) for language in (tokens.VIETNAMESE, tokens.ENGLISH)]
    return {accented: tuple(_telling(tokens.tokenise(name), accented) for name in names) for accented in (False, True)}
