"""The safeguarding quiz: its questions, read from `people/data/quiz/`, how some are drawn and how answers are marked.

In the files the first option of every question is the right one; readers get them shuffled, and which order was shown
is kept with the try (`models/quiz_try.py`), so that an answer means nothing outside the draw it was given to.
"""

import json
import random
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from people.rules import QUIZ_MUSTS, QUIZ_PASS_PERCENT, QUIZ_QUESTIONS

FOLDER = Path(__file__).parent / "data" / "quiz"
FIRST_LANGUAGE = "vi"
RIGHT = 0
# [[id of the question, [its options in the order shown]], …]
Drawn = list[tuple[str, list[int]]]


@dataclass(frozen=True)
class Words:
    text: str
    options: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Question:
    """`must`: whoever gets this wrong does not pass, whatever else was right. `source`: the law behind it."""

    id: str
    must: bool
    source: str
    words: dict[str, Words]

    def worded(self, language: str) -> Words:
        return self.words.get(language, self.words[FIRST_LANGUAGE])


@dataclass(frozen=True)
class Marked:
    right: int
    is_passed: bool


@lru_cache
def questions(version: str) -> dict[str, Question]:
    facts = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return {row["id"]: _question(row) for row in facts["questions"]}


@lru_cache
def newest() -> str:
    return max(path.stem for path in FOLDER.glob("*.json"))


def draw(version: str, dice: random.Random | None = None) -> Drawn:
    """Ten at random, enough of them musts, in a random order with shuffled options."""
    dice = dice or secrets.SystemRandom()
    bank = list(questions(version).values())
    musts = dice.sample([question for question in bank if question.must], QUIZ_MUSTS)
    rest = [question for question in bank if question not in musts]
    chosen = musts + dice.sample(rest, QUIZ_QUESTIONS - QUIZ_MUSTS)
    dice.shuffle(chosen)
    return [(question.id, _shuffled(len(question.words[FIRST_LANGUAGE].options), dice)) for question in chosen]


def mark(version: str, drawn: Drawn, answers: list[int]) -> Marked:
    """`answers`: for each drawn question the place chosen, in the order its options were shown."""
    known = questions(version)
    hits = [order[place] == RIGHT for (_id, order), place in zip(drawn, answers, strict=True)]
    musts_hold = all(hit or not known[id_].must for (id_, _order), hit in zip(drawn, hits, strict=True))
    enough = sum(hits) * 100 >= QUIZ_PASS_PERCENT * len(drawn)
    return Marked(right=sum(hits), is_passed=enough and musts_hold)


def _shuffled(count: int, dice: random.Random) -> list[int]:
    order = list(range(count))
    dice.shuffle(order)
    return order


def _question(row: dict[str, Any]) -> Question:
    return Question(
        id=str(row["id"]),
        must=bool(row["must"]),
        source=str(row["source"]),
        words={language: _words(row[language]) for language in ("vi", "en")},
    )


def _words(facts: dict[str, Any]) -> Words:
    return Words(facts["text"], tuple(facts["options"]), facts["why"])
