"""Tags proposed from a text, and their names. A tag is a concept of the lexicon."""

from dataclasses import dataclass

from matching.engine import lexicon
from matching.engine.tags import suggest_tags

MOST = 6


@dataclass(frozen=True)
class Tag:
    code: str
    name: str


def propose(text: str, language: str) -> list[Tag]:
    known = lexicon.load()
    found = suggest_tags(text, MOST, lexicon=known)
    return [Tag(tag.code, known.concepts[tag.code].name(language)) for tag in found]


def name(code: str, language: str) -> str:
    """The concept's name; a code no longer in the lexicon stands for itself."""
    concept = lexicon.load().concepts.get(code)
    return concept.name(language) if concept else code.replace("_", " ")
