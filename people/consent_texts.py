"""What guardians are asked, word for word, as versioned data: `data/consent_texts/<version>.json`.

A version that somebody agreed to is never edited: new words get a new file, and `rules.CONSENT_TEXT` names it.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from people.enums import ConsentPurpose

FOLDER = Path(__file__).parent / "data" / "consent_texts"
_FIRST = "vi"


@dataclass(frozen=True)
class PurposeText:
    """`means`: what a yes allows; `if_no`: what happens otherwise."""

    title: str
    means: str
    if_no: str


@dataclass(frozen=True)
class ConsentText:
    version: str
    intro: tuple[str, ...]
    stop: str
    purposes: dict[ConsentPurpose, PurposeText]


def of(version: str, language: str = _FIRST) -> ConsentText:
    """The text of a version in the reader's language, in Vietnamese where there is none."""
    told = _read(version)
    return told.get(language[:2], told[_FIRST])


def versions() -> list[str]:
    """All there are, the newest first: a paper printed last year still says what it says."""
    return sorted((path.stem for path in FOLDER.glob("*.json")), reverse=True)


@lru_cache(maxsize=16)
def _read(version: str) -> dict[str, ConsentText]:
    content = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return {language: _text(version, told) for language, told in content.items()}


def _text(version: str, told: dict[str, dict[str, dict[str, str]]]) -> ConsentText:
    purposes = {purpose: PurposeText(**told["purposes"][purpose]) for purpose in ConsentPurpose}
    return ConsentText(version=version, intro=tuple(told["intro"]), stop=str(told["stop"]), purposes=purposes)
