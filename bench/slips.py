"""What is left of the order of suggestions when pupils write as they do in chats, and what reading it plainly brings.

    YARDSTICKS=folder python -m bench.slips

The ideas of ``gold`` (see bench.matching) are spoilt by chance (bench._slips: tables of its own, larger than the
engine's and in part beyond it), each in three draws, and put to the same offers: as the engine reads them, and as they
stand, without `matching.engine.spelling`. Means over ideas with 95 % bootstrap intervals that draw whole ideas; the
difference is paired. Last, how many words of the right texts of both yardsticks are read as others.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bench import _slips
from bench._slips import Spoil
from bench.matching import SEED, Judgements, column, interval, judgements, nhip_cau, rows_of
from matching.engine import documents, jsonl, spelling, tokens
from matching.engine.documents import Demand, Document, Supply
from matching.engine.lexicon import Lexicon, load
from matching.engine.spelling import Written

DRAWS = 3
SPOILS: Mapping[str, Spoil] = {
    "teencode .3": _slips.teencode(0.3),
    "teencode .7": _slips.teencode(0.7),
    "slips .1": _slips.slips(0.1),
    "slips .3": _slips.slips(0.3),
    "Telex or VNI .3": _slips.telex(0.3),
    "mixed with English .7": _slips.mixed(0.7),
    "without diacritics": _slips.folded,
    "teencode .7, without": _slips.together(_slips.teencode(0.7), _slips.folded),
    "all of it .3": _slips.together(_slips.mixed(0.3), _slips.teencode(0.3), _slips.slips(0.3)),
}


class AsWritten:
    """Every word as it stands."""

    def read(self, texts: Mapping[str, str], language: str) -> Written:
        words = {name: tokens.tokenise(text) for name, text in texts.items()}
        every = tokens.Words.of([token for found in words.values() for token in found])
        return Written(language or tokens.detect_language(every), tokens.marked(every), words)


def main() -> None:
    folder = os.environ.get("YARDSTICKS", "")
    if not folder or not Path(folder).is_dir():
        print("YARDSTICKS names no folder with gold and xquad: nothing is measured.")
        return
    ideas, offers = jsonl.demands(Path(folder) / "gold/ideas.jsonl"), jsonl.supplies(Path(folder) / "gold/supply.jsonl")
    judged = judgements(Path(folder) / "gold/qrels.tsv")
    print(f"{len(ideas)} ideas, {DRAWS} draws; nDCG@10 and recall@10")
    print(f"  {'':<24}{'as written':<50}{'as the engine reads it':<50}difference")
    compare("clean", [ideas], offers, judged)
    for name, spoil in SPOILS.items():
        compare(name, [spoilt(ideas, spoil, draw) for draw in range(DRAWS)], offers, judged)
    questions = jsonl.demands(Path(folder) / "xquad/questions.jsonl")
    paragraphs = jsonl.supplies(Path(folder) / "xquad/paragraphs.jsonl")
    false_alarms([*ideas, *offers, *questions, *paragraphs], load())


def spoilt(ideas: list[Demand], spoil: Spoil, draw: int) -> list[Demand]:
    """Each idea with a chance of its own, so that one more idea changes nothing in the others."""
    chances = {idea.id: random.Random(f"{SEED} {draw} {idea.id}") for idea in ideas}
    return [
        replace(idea, title=spoil(idea.title, chances[idea.id]), text=spoil(idea.text, chances[idea.id]))
        for idea in ideas
    ]


def compare(name: str, draws: list[list[Demand]], offers: list[Supply], judged: Judgements) -> None:
    with as_written():
        before = measured(draws, offers, judged)
    after = measured(draws, offers, judged)
    cells = ["  ".join(interval(rows[:, at]) for at in range(2)) for rows in (before, after, after - before)]
    print(f"  {name:<24}" + "".join(f"{cell:<50}" for cell in cells).rstrip())


def measured(draws: list[list[Demand]], offers: list[Supply], judged: Judgements) -> NDArray[np.float64]:
    """A row an idea: the means of its draws."""
    found = [rows_of(ideas, nhip_cau(ideas, offers), judged) for ideas in draws]
    return np.mean([[column(rows, at) for at in range(2)] for rows in found], axis=0).T


@contextmanager
def as_written() -> Iterator[None]:
    with patch.object(spelling, "of", lambda _: AsWritten()):
        yield


def false_alarms(texts: list[Document], lexicon: Lexicon) -> None:
    reader, changed, size = spelling.of(lexicon), [], 0
    for document in texts:
        for name, text in documents.parts(document):
            found = {(word.start, word.text) for word in tokens.tokenise(text)}
            read = {(word.start, word.text) for word in reader.read({name: text}, document.lang[:2]).words[name]}
            changed += [text[start : start + len(word)] for start, word in sorted(found - read)]
            size += len(found)
    print(f"\nof {size} words of right texts {len(changed)} are read as others: {', '.join(changed)}")


if __name__ == "__main__":
    sys.exit(main())
