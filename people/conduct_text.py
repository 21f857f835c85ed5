"""The code of conduct, read from `people/data/conduct/`. A new wording is a new file; the old ones stay."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "conduct"
FIRST_LANGUAGE = "vi"


@dataclass(frozen=True)
class Wording:
    """The text in one language; `points` are (heading, sentence)."""

    title: str
    intro: str
    points: tuple[tuple[str, str], ...]
    promise: str


@dataclass(frozen=True)
class Conduct:
    version: str
    in_force_from: dt.date
    wordings: dict[str, Wording]

    def worded(self, language: str) -> Wording:
        return self.wordings.get(language, self.wordings[FIRST_LANGUAGE])


@lru_cache
def versions(folder: Path) -> tuple[Conduct, ...]:
    """All of them, the oldest first."""
    return tuple(sorted((_read(path) for path in folder.glob("*.json")), key=lambda conduct: conduct.in_force_from))


def in_force(today: dt.date) -> Conduct:
    """The newest whose day has come; before all of them, the first."""
    known = versions(FOLDER)
    return next((conduct for conduct in reversed(known) if conduct.in_force_from <= today), known[0])


def is_first(conduct: Conduct) -> bool:
    return conduct == versions(FOLDER)[0]


def _read(path: Path) -> Conduct:
    facts = json.loads(path.read_text(encoding="utf-8"))
    return Conduct(
        version=facts["version"],
        in_force_from=dt.date.fromisoformat(facts["in_force_from"]),
        wordings={language: _wording(facts[language]) for language in ("vi", "en")},
    )


def _wording(facts: dict[str, Any]) -> Wording:
    points = tuple((heading, sentence) for heading, sentence in facts["points"])
    return Wording(facts["title"], facts["intro"], points, facts["promise"])
