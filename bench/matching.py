"""How well and how fast the engine matches, beside its peers, in one run.

    YARDSTICKS=folder python -m bench.matching

The folder holds ``gold`` (ideas.jsonl, supply.jsonl) and ``xquad`` (questions.jsonl, paragraphs.jsonl), each with
``qrels.tsv`` (query, item, grade 0–3, a header). Quality is the mean over queries with a 95 % bootstrap interval;
"difference" is paired, against the better peer. Ideas are told apart by a hash of their id: whoever mends the lexicon
reads those of two thirds only, and the figures of the third that is held out say whether the mending carries over.
Speed is measured on texts sampled from the lexicon.
"""

from __future__ import annotations

import csv
import hashlib
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
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

from core.text import fold
from matching.engine import analysis, jsonl, tokens
from matching.engine.associations import Associations
from matching.engine.documents import Demand, Document, Supply, SupplyKind
from matching.engine.lexicon import load
from matching.engine.matcher import Matcher

D = TypeVar("D", Demand, Supply)
Ranking = list[list[str]]
Judgements = dict[str, dict[str, int]]
Peer = Callable[[list[Demand], list[Supply]], Ranking]
Rankings = dict[str, Ranking]

METRICS = ("nDCG@10", "recall@10", "R@1")
WORD = r"\w+"
TOPICS = 100
THIRDS = 3
HELD_OUT = 2
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
    judged = judgements(folder / "gold/qrels.tsv")
    rankings = compare("gold", ideas, offers, judged)
    by_third(ideas, judged, rankings)
    by_kind_of_item(ideas, offers, judged, rankings)
    associations("gold", ideas, offers, judged)
    judged = judgements(folder / "xquad/qrels.tsv")
    compare("xquad", questions, paragraphs, judged)
    associations("xquad", questions, paragraphs, judged)
    compare("xquad, questions without diacritics", unmarked, paragraphs, judged)


def compare(name: str, queries: list[Demand], items: list[Supply], judged: Judgements) -> Rankings:
    print(f"\n{name}: {len(queries)} queries, {len(items)} items")
    print(f"  {'':<22}" + "".join(f"{metric:<24}" for metric in METRICS))
    rankings = {label: rank(queries, items) for label, rank in PEERS.items()}
    measured = {label: rows_of(queries, ranking, judged) for label, ranking in rankings.items()}
    for label, rows in measured.items():
        print(f"  {label:<22}" + "".join(f"{interval(column(rows, at)):<24}" for at in range(len(METRICS))))
    engine, *peers = measured.values()
    for at, metric in enumerate(METRICS):
        best = max(peers, key=lambda rows: float(np.nanmean(column(rows, at))))
        print(f"  difference {metric:<11}" + interval(column(engine, at) - column(best, at)))
    return rankings


def associations(name: str, queries: list[Demand], items: list[Supply], judged: Judgements) -> None:
    """With what is learned from the texts minus without: of all queries, and of those held out."""
    # Each with a stock of its own: what levels it has found stays with it.
    with_them, without = (Matcher().fit(queries, items) for _ in range(2))
    without.resume(replace(without.stock_, associations=Associations.none()), without.kept_)
    rows = [rows_of(queries, ranked(matcher, queries), judged) for matcher in (with_them, without)]
    kept = np.array([held_out(query) for query in queries])
    print(f"\n  {name}, with associations minus without: all; held out")
    for at, metric in enumerate(METRICS):
        gained = column(rows[0], at) - column(rows[1], at)
        print(f"  {metric:<22}{interval(gained):<24}{interval(gained[kept])}")


def rows_of(queries: list[Demand], ranking: Ranking, judged: Judgements) -> list[tuple[float, float, float]]:
    least = threshold(judged)
    pairs = zip(queries, ranking, strict=True)
    return [measure(found, judged.get(query.id, {}), least) for query, found in pairs]


def by_third(ideas: list[Demand], judged: Judgements, rankings: Rankings) -> None:
    parts = {"looked at": [not held_out(idea) for idea in ideas], "held out": [held_out(idea) for idea in ideas]}
    for name, chosen in parts.items():
        print(f"\n  {name}: {sum(chosen)} ideas")
        for label, ranking in rankings.items():
            rows = [row for row, kept in zip(rows_of(ideas, ranking, judged), chosen, strict=True) if kept]
            figures = (f"{metric} {interval(column(rows, at))}  " for at, metric in enumerate(METRICS[:2]))
            print(f"  {label:<22}" + "".join(figures))


def held_out(document: Document) -> bool:
    return int(hashlib.md5(document.id.encode(), usedforsecurity=False).hexdigest(), 16) % THIRDS == HELD_OUT


def by_kind_of_item(ideas: list[Demand], offers: list[Supply], judged: Judgements, rankings: Rankings) -> None:
    """Recall@10 over all pairs of a kind of item, for what is relevant at all (grade ≥ 1) and what is well so (≥ 2)."""
    kinds = {
        "in English": {offer.id for offer in offers if is_english(offer)},
        "without diacritics": {offer.id for offer in offers if is_unmarked(offer)},
        "mentoring": {offer.id for offer in offers if offer.kind is SupplyKind.MENTORING},
    }
    print(
        f"\n  recall@10 at grade ≥ 1, ≥ 2{'':<4}"
        + "".join(f"{f'{name} ({len(ids)})':<26}" for name, ids in kinds.items())
    )
    for label, ranking in rankings.items():
        found = (
            f"{share_found(ideas, ranking, judged, ids, 1):.3f}, {share_found(ideas, ranking, judged, ids, 2):.3f}"
            for ids in kinds.values()
        )
        print(f"  {label:<31}" + "".join(f"{figures:<26}" for figures in found))


def is_english(document: Document) -> bool:
    return analysis.stated_language(document.lang) == tokens.ENGLISH


def is_unmarked(document: Document) -> bool:
    return not is_english(document) and not tokens.marked(tokens.tokenise(whole(document)))


def share_found(queries: list[Demand], ranking: Ranking, judged: Judgements, ids: set[str], least: int) -> float:
    found = wanted = 0
    for query, ranked in zip(queries, ranking, strict=True):
        relevant = {item for item, grade in judged.get(query.id, {}).items() if grade >= least} & ids
        found, wanted = found + len(relevant & set(ranked[:10])), wanted + len(relevant)
    return found / wanted if wanted else math.nan


def nhip_cau(queries: list[Demand], items: list[Supply]) -> Ranking:
    return ranked(Matcher().fit(queries, items), queries)


def ranked(matcher: Matcher, queries: list[Demand]) -> Ranking:
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


def lsa(queries: list[Demand], items: list[Supply]) -> Ranking:
    """Latent semantic analysis (Deerwester et al. 1990): TF-IDF of both sides in up to 100 dimensions, cosine."""
    vectoriser = TfidfVectorizer(ngram_range=(1, 2), token_pattern=WORD, sublinear_tf=True)
    vectors = vectoriser.fit_transform([whole(document) for document in (*queries, *items)])
    topics = TruncatedSVD(min(TOPICS, vectors.shape[0] - 1), random_state=SEED)
    placed = normalize(topics.fit_transform(vectors))
    return best(placed[: len(queries)] @ placed[len(queries) :].T, items)


PEERS: dict[str, Peer] = {
    "Nhịp Cầu": nhip_cau,
    "BM25": bm25,
    "TF-IDF": tf_idf,
    "TF-IDF folded": tf_idf_folded,
    "LSA": lsa,
}


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
