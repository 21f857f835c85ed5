"""Rows of suggestions, and generated histories for tests of learning."""

from dataclasses import replace
from typing import Any

import numpy as np

from core import clock
from matching.engine import weights
from matching.engine.examples import FEATURES, Examples
from matching.engine.promotion import Verdict
from matching.enums import RankerState
from matching.models import RankerVersion, Run, Suggestion
from network.models import Challenge, Idea, Offer

RESPONSE, CONCEPTS = FEATURES.index("response"), FEATURES.index("concepts")


def ranker(state: RankerState = RankerState.CANDIDATE, **facts: Any) -> RankerVersion:
    """One that weighs as by hand, but looks more at whether the others answer."""
    by_hand = weights.FIXED
    learned = replace(by_hand, demand={**by_hand.demand, "response": (3.0,)})
    measured = Verdict(120, 0.61, 0.72, 0.11, 0.04, 0.18, 0.69, 0.58)
    now = clock.now()
    kept = {"trained_at": now, "cut_off": now, "outcome_count": 240, "metrics": measured.as_json()}
    promoted = None if state == RankerState.CANDIDATE else now
    return RankerVersion.objects.create(
        **{**kept, "state": state, "weights": learned.as_json(), "promoted_at": promoted, **facts}
    )


def explanation(idea: Idea, post: Challenge | Offer, word: str = "số", **more: Any) -> dict[str, Any]:
    """As the worker keeps it: `word`, which stands in both titles, and the field."""
    ends = {"idea": idea.title, "post": post.title}
    mark = {side: ["title", text.index(word), text.index(word) + len(word), word] for side, text in ends.items()}
    words = {"code": "words_in_common", "value": 0.3, "params": {}, "marks": [mark]}
    field = {"code": "same_field", "value": 0.2, "params": {"fields": ["industry_manufacturing"]}}
    told = {"reasons": [words, field], "counter_reasons": [], "changes": []}
    return {"contributions": [["accented", 0.3], ["field", 0.2]], **told, **more}


def suggestion(idea: Idea, post: Challenge | Offer, **more: Any) -> Suggestion:
    """A pair of score one half, explained like that."""
    run = Run.objects.create(trigger="rebuild", code_version="1", cut_off=clock.now(), configuration={})
    told = explanation(idea, post, **more)
    return Suggestion.objects.create(run=run, idea=idea, score=0.5, explanation=told, **{post.kind_name: post})


def examples(count: int = 600, seed: int = 1, *, unknown: float = 0.1) -> Examples:
    """A history in which answering decides, and the concepts help a little; nothing else matters."""
    draw = np.random.default_rng(seed)
    ours = draw.random((count, len(FEATURES)))
    theirs = draw.random(ours.shape)
    chance = 1 / (1 + np.exp(6 - 8 * ours[:, RESPONSE] - 3 * ours[:, CONCEPTS]))
    went_well = (draw.random(count) < chance).astype(float)
    for values in (ours, theirs):
        values[draw.random(values.shape) < unknown] = np.nan
    trust, when = draw.uniform(0.3, 1.0, count), np.arange(count, dtype=float)
    return Examples(ours, theirs, trust, went_well, np.ones(count), when, np.arange(count) // 4)
