"""How well and how fast the engine matches, beside its peers, in one run.

    YARDSTICKS=folder python -m bench.matching

The folder holds ``gold`` (ideas.jsonl, supply.jsonl) and ``xquad`` (questions.jsonl, paragraphs.jsonl), each with
``qrels.tsv`` (query, item, grade 0–3, a header). Quality is the mean over queries with a 95 % bootstrap interval;
"difference" is paired, against the better peer. Speed is measured on texts sampled from the lexicon.
"""

from __future__ import annotations

import csv
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from core.text import fold
from matching.engine import jsonl
from matching.engine.documents import Demand, Document, Supply
from matching.engine.lexicon import load
from matching.engine.matcher import Matcher

D = TypeVar("D", Demand, Supply)
Ranking = list[list[str]]
Judgements = dict[str, dict[str, int]]
Peer = Callable[[list[Demand], list[Supply]], Ranking]

METRICS = ("nDCG@10", "recall@10", "R@1")
WORD = r"\w+"
RESAMPLES = 2000
SEED = 20260101


def main() -> None:
    folder = os.environ.get("YARDSTICKS", "")
    if not folder or not Path(folder).is_dir():
        print("YARDSTICKS names no folder with gold and xquad: quality is not measured.")
    else:
        quality(Path(folder))
    speed()


def quality(folder: Path) -> None:
    ideas, offers = jsonl.demands(folder / "gold/ideas.jsonl"), jsonl.supplies(folder / "gold/supply.jsonl")
    questions = jsonl.demands(folder / "xquad/questions.jsonl")
    paragraphs = jsonl.supplies(folder / "xquad/paragraphs.jsonl")
    unmarked = [replace(question, title=fold(question.title), text=fold(question.text)) for question in questions]
    for name, queries, items, judged in (
        ("gold", ideas, offers, judgements(folder / "gold/qrels.tsv")),
        ("xquad", questions, paragraphs, judgements(folder / "xquad/qrels.tsv")),
        ("xquad, questions without diacritics", unmarked, paragraphs, judgements(folder / "xquad/qrels.tsv")),
    ):
        compare(name, queries, items, judged)


def compare(name: str, queries: list[Demand], items: list[Supply], judged: Judgements) -> None:
    print(f"\n{name}: {len(queries)} queries, {len(items)} items")
    print(f"  {'':<22}" + "".join(f"{metric:<24}" for metric in METRICS))
    measured = {
        label: [
            measure(ranked, judged.get(query.id, {}), threshold(judged))
            for query, ranked in zip(queries, rank(queries, items), strict=True)
        ]
        for label, rank in PEERS.items()
    }
    for label, rows in measured.items():
        print(f"  {label:<22}" + "".join(f"{interval(column(rows, at)):<24}" for at in range(len(METRICS))))
    engine, *peers = measured.values()
    for at, metric in enumerate(METRICS):
        best = max(peers, key=lambda rows: float(np.nanmean(column(rows, at))))
        print(f"  difference {metric:<11}" + interval(column(engine, at) - column(best, at)))


def nhip_cau(queries: list[Demand], items: list[Supply]) -> Ranking:
    matcher = Matcher().fit(queries, items)
    return [[match.supply_id for match in matcher.suggest_for_demand(query.id, 10, explain=False)] for query in queries]


def bm25(queries: list[Demand], items: list[Supply], k1: float = 1.2, b: float = 0.75) -> Ranking:
    """BM25 over accented syllable 1–2-grams (Robertson & Zaragoza 2009)."""
    counter = CountVectorizer(ngram_range=(1, 2), token_pattern=WORD)
    counts = counter.fit_transform(whole(item) for item in items).tocsc().astype(float)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    frequency = np.diff(counts.indptr)
    idf = np.log(1 + (len(items) - frequency + 0.5) / (frequency + 0.5))
    columns = np.repeat(np.arange(counts.shape[1]), frequency)
    saturated = counts.data * (k1 + 1) / (counts.data + k1 * (1 - b + b * lengths[counts.indices] / lengths.mean()))
    counts.data = saturated * idf[columns]
    asked = counter.transform(whole(query) for query in queries)
    return best((asked @ counts.T).toarray(), items)


def tf_idf(queries: list[Demand], items: list[Supply]) -> Ranking:
    vectoriser = TfidfVectorizer(ngram_range=(1, 2), token_pattern=WORD, sublinear_tf=True)
    vectors = vectoriser.fit_transform(whole(item) for item in items)
    return best((vectoriser.transform(whole(query) for query in queries) @ vectors.T).toarray(), items)


def tf_idf_folded(queries: list[Demand], items: list[Supply]) -> Ranking:
    return tf_idf([unaccented(query) for query in queries], [unaccented(item) for item in items])


PEERS: dict[str, Peer] = {"Nhịp Cầu": nhip_cau, "BM25": bm25, "TF-IDF": tf_idf, "TF-IDF folded": tf_idf_folded}


def unaccented(document: D) -> D:
    return replace(document, title=fold(document.title), text=fold(document.text))


def whole(document: Document) -> str:
    return f"{document.title} {document.text}"


def best(scores: NDArray[np.float64], items: list[Supply]) -> Ranking:
    return [[items[slot].id for slot in np.argsort(-row, kind="stable")[:10] if row[slot] > 0] for row in scores]


def judgements(path: Path) -> Judgements:
    judged: Judgements = {}
    with path.open(encoding="utf-8", newline="") as file:
        for query, item, grade in list(csv.reader(file, delimiter="\t"))[1:]:
            judged.setdefault(query, {})[item] = int(grade)
    return judged


def threshold(judged: Judgements) -> int:
    """The least grade that counts as relevant: 2, or 1 where grades are yes or no."""
    return min(2, max(grade for grades in judged.values() for grade in grades.values()))


def measure(ranked: Sequence[str], grades: dict[str, int], least: int) -> tuple[float, float, float]:
    """nDCG@10 with gain 2^grade − 1, recall@10, R@1; NaN where there is nothing to find."""
    relevant = {item for item, grade in grades.items() if grade >= least}
    ideal = discounted(sorted(grades.values(), reverse=True))
    ndcg = discounted([grades.get(item, 0) for item in ranked]) / ideal if ideal else math.nan
    if not relevant:
        return ndcg, math.nan, math.nan
    return ndcg, len(relevant & set(ranked[:10])) / len(relevant), float(bool(ranked) and ranked[0] in relevant)


def discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:10], start=1))


def column(rows: list[tuple[float, float, float]], at: int) -> NDArray[np.float64]:
    return np.array([row[at] for row in rows])


def interval(values: NDArray[np.float64]) -> str:
    known = values[~np.isnan(values)]
    drawn = np.random.default_rng(SEED).choice(known, (RESAMPLES, len(known))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return f"{known.mean():.3f} [{low:.3f}, {high:.3f}]"


def speed(size: int = 5000, questions: int = 20) -> None:
    """Fit of ``size`` + ``size`` documents, then a changed idea against all supplies with its top 20 explained."""
    draw = random.Random(SEED)
    forms = [form for concept in load().concepts.values() for form in concept.vi]
    demands = [Demand(f"d{number}", sentence(draw, forms, 4), sentence(draw, forms, 22)) for number in range(size)]
    supplies = [
        Supply(f"s{number}", None, sentence(draw, forms, 4), sentence(draw, forms, 22)) for number in range(size)
    ]
    began = time.process_time()
    matcher = Matcher().fit(demands, supplies)
    print(f"\nfit of {size} + {size} documents: {time.process_time() - began:.1f} s CPU")
    began = time.process_time()
    matcher.suggest_for_demand("d0")
    print(f"first question (builds the rest of the index): {time.process_time() - began:.2f} s CPU")
    took = []
    for number in range(questions):
        changed = replace(demands[number], text=sentence(draw, forms, 22))
        began = time.process_time()
        matcher.put(changed)
        assert len(matcher.suggest_for_demand(changed.id, 20)) == 20
        took.append(time.process_time() - began)
    median, worst = 1000 * statistics.median(took), 1000 * max(took)
    print(f"changed idea, top 20 explained: median {median:.0f} ms, worst {worst:.0f} ms CPU")


def sentence(draw: random.Random, forms: list[str], words: int) -> str:
    return " ".join(draw.choices(forms, k=words))


if __name__ == "__main__":
    sys.exit(main())
