"""Tags proposed from a text, and their names. A tag is a concept of the lexicon."""

from dataclasses import dataclass

from matching.engine.tags import suggest_tags
from matching.selectors import lexicons

MOST = 6


@dataclass(frozen=True)
class Tag:
    code: str
    name: str


def propose(text: str, language: str) -> list[Tag]:
    known = lexicons.current()
    found = suggest_tags(text, MOST, lexicon=known)
    return [Tag(tag.code, known.concepts[tag.code].name(language)) for tag in found]


def name(code: str, language: str) -> str:
    """The concept's name; a code no longer in the lexicon stands for itself."""
    concept = lexicons.current().concepts.get(code)
    return concept.name(language) if concept else code.replace("_", " ")
