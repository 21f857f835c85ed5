"""Risk templates by sector: `data/sectors.json`, looked over when it is read.

A sector says the youngest age, how many pupils one grown-up of the school may look after, what must be worn, what may
happen there, and what a host answers before receiving pupils. Another wording or rule is another `version`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "sectors.json"
LANGUAGES = ("vi", "en")
YES_NO, TEXT = "yes_no", "text"
ANSWER_LENGTH = 500

Words = dict[str, str]


@dataclass(frozen=True)
class Question:
    """`must_be_yes`: without a yes no pupil comes."""

    code: str
    kind: str
    words: Words
    must_be_yes: bool = False

    def worded(self, language: str) -> str:
        return _in(self.words, language)


@dataclass(frozen=True)
class Sector:
    code: str
    names: Words
    age_min: int
    pupils_per_staff: int
    equipment: tuple[str, ...]
    risks: dict[str, tuple[str, ...]]
    questions: tuple[Question, ...]

    def named(self, language: str) -> str:
        return _in(self.names, language)

    def risks_in(self, language: str) -> tuple[str, ...]:
        return self.risks.get(language, self.risks[LANGUAGES[0]])


@dataclass(frozen=True)
class Templates:
    version: str
    equipment: dict[str, Words]
    sectors: dict[str, Sector]


@lru_cache(maxsize=1)
def templates() -> Templates:
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(facts: dict[str, Any]) -> Templates:
    """ValueError says what is wrong with the file."""
    if not facts["version"]:
        raise ValueError("The templates need a version.")
    for code, words in facts["equipment"].items():
        _check_words(code, words)
    asked = {code: _question(code, words) for code, words in facts["questions"].items()}
    found = {row["code"]: _sector(row, facts, asked) for row in facts["sectors"]}
    if len(found) != len(facts["sectors"]):
        raise ValueError("A sector stands there twice.")
    return Templates(facts["version"], facts["equipment"], found)


def sector(code: str) -> Sector | None:
    return templates().sectors.get(code)


def choices(language: str) -> list[tuple[str, str]]:
    return [(row.code, row.named(language)) for row in templates().sectors.values()]


def equipment_named(codes: Iterable[str], language: str) -> list[str]:
    """A code of an older version that is no more names itself."""
    known = templates().equipment
    return [_in(known[code], language) if code in known else code for code in codes]


def _sector(row: dict[str, Any], facts: dict[str, Any], asked: dict[str, Question]) -> Sector:
    code = row["code"]
    _check_words(code, row)
    if not 6 <= row["age_min"] <= 18 or not 1 <= row["pupils_per_staff"] <= 30:
        raise ValueError(f"{code}: the age or the number of pupils to a grown-up cannot be.")
    _check_known(code, row["equipment"], facts["equipment"])
    wanted = [*facts["common"], *row["questions"]]
    _check_known(code, [*wanted, *row["also_must_be_yes"]], asked)
    if len(set(wanted)) != len(wanted):
        raise ValueError(f"{code}: a question stands there twice.")
    if not all(row["risks"].get(language) for language in LANGUAGES):
        raise ValueError(f"{code}: the risks need both languages.")
    return Sector(
        code=code,
        names={language: row[language] for language in LANGUAGES},
        age_min=row["age_min"],
        pupils_per_staff=row["pupils_per_staff"],
        equipment=tuple(row["equipment"]),
        risks={language: tuple(row["risks"][language]) for language in LANGUAGES},
        questions=tuple(_for_sector(asked[name], row["also_must_be_yes"]) for name in wanted),
    )


def _question(code: str, facts: dict[str, Any]) -> Question:
    _check_words(code, facts)
    if facts["kind"] not in {YES_NO, TEXT} or (facts["kind"] == YES_NO) != ("must_be_yes" in facts):
        raise ValueError(f"{code}: a question is yes or no, and says whether it must be yes, or it is text.")
    words = {language: facts[language] for language in LANGUAGES}
    return Question(code, facts["kind"], words, facts.get("must_be_yes", False))


def _for_sector(question: Question, also: list[str]) -> Question:
    must = question.must_be_yes or question.code in also
    return Question(question.code, question.kind, question.words, must)


def _check_words(code: str, words: dict[str, Any]) -> None:
    if not all(str(words.get(language, "")).strip() for language in LANGUAGES):
        raise ValueError(f"{code}: the words are needed in both languages.")


def _check_known(code: str, names: Iterable[str], known: dict[str, Any]) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise ValueError(f"{code}: nothing is known of {', '.join(unknown)}.")


def _in(words: Words, language: str) -> str:
    return words.get(language, words[LANGUAGES[0]])
