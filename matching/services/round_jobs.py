"""What the worker does for a round: reads the candidates, solves it for every objective, and proposes what was chosen.

Both may be begun twice. Between two steps the round says how far it is.
"""

from collections import Counter
from typing import Any

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.errors import Problem
from matching import rules
from matching.engine import batches
from matching.engine import market as engine
from matching.engine.assignment import Instance, Objective
from matching.engine.market import Answer, Market
from matching.enums import RoundState, Standing
from matching.models import Round, RoundPair
from matching.selectors import round_candidates
from matching.services import backends, rounds
from network.services import proposals
from people.models import User

DIMENSIONS = ("commune", "level", "size", "protected")


def carry_out(*, round_id: int) -> None:
    """Solve it. One that was discarded or solved meanwhile is left alone."""
    a_round = Round.objects.filter(pk=round_id, state=RoundState.SOLVING).select_related("created_by").first()
    if a_round is None:
        return
    with translation.override(a_round.created_by.language):
        try:
            if a_round.cut_off is None:
                _collect(a_round)
            _finish(a_round, _plans(a_round))
        except Exception:
            _fail(
                a_round,
                _("Máy chủ gặp trục trặc nên chưa tính xong; những cặp đã giữ hay loại còn nguyên. Mời tính lại."),
            )
            raise


def propose_all(*, round_id: int) -> None:
    """A proposal for each chosen pair, each in a transaction of its own; what cannot be proposed keeps the reason."""
    found = Round.objects.filter(pk=round_id, state=RoundState.PUBLISHED)
    a_round = found.select_related("published_by").first()
    if a_round is None or a_round.published_by is None:
        return
    with translation.override(a_round.published_by.language):
        for pk in _to_propose(a_round).values_list("pk", flat=True):
            _propose(a_round, pk, a_round.published_by)


def _to_propose(a_round: Round) -> QuerySet[RoundPair]:
    return RoundPair.objects.filter(round=a_round, chosen=True, proposal=None, refusal="").order_by("pk")


@transaction.atomic
def _propose(a_round: Round, pk: int, by: User) -> None:
    row = _to_propose(a_round).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        return
    try:
        with transaction.atomic():
            row.proposal = proposals.introduce(idea=row.idea, post=row.post, by=by)
    except Problem as problem:
        row.refusal = problem.sentence[:300]
    row.save()


@transaction.atomic
def _collect(a_round: Round) -> None:
    """Only once: what is found now stays what the round is solved with. Of two workers at once the second waits."""
    held = _still_solving(a_round)
    if held is None or held.cut_off is not None:
        a_round.refresh_from_db()
        return
    now = clock.now()
    found = round_candidates.read(a_round)
    RoundPair.objects.bulk_create(found.pairs, batch_size=500)
    a_round.cut_off, a_round.code_version = now, settings.CODE_VERSION
    a_round.configuration = {
        "candidates_most": rules.CANDIDATES_MOST,
        "score_floor": a_round.score_floor,
        "per_idea": a_round.per_idea,
        "kinds": a_round.kinds,
        "protects": a_round.protects,
        "ideas": found.ideas,
        "capacity": found.capacity,
    }
    a_round.save(update_fields=["cut_off", "code_version", "configuration"])


def _plans(a_round: Round) -> dict[str, Any]:
    """By objective what came of it, and under "wider" which posts could take more with more seats."""
    rows = list(a_round.pairs.exclude(standing=Standing.EXCLUDED))
    lefts = sorted({row.idea_id for row in rows})
    rights = sorted(a_round.configuration["capacity"])
    rows.sort(key=lambda row: (row.idea_id, row.post_key))
    market = _market(a_round, rows, lefts, rights)
    # Without the floor there is no pair below the least score either, but for those that people keep.
    plain_rows = [row for row in rows if row.score >= a_round.score_floor or row.standing == Standing.LOCKED]
    plain_market = _market(a_round, plain_rows, lefts, rights)
    plans: dict[str, Any] = {}
    floors = (False, True) if a_round.protects else (False,)
    questions = [
        engine.Question(market if floor else plain_market, objective, floor)
        for objective in Objective
        for floor in floors
    ]
    answers = batches.spread(engine.answered, questions, backends.configured())
    for number, objective in enumerate(Objective):
        _tell(a_round, number, len(Objective) + 1)
        plain = next(answers)
        answer = next(answers) if a_round.protects else plain
        chosen = [rows[number] for number in answer.chosen.tolist()]
        plans[objective.value] = {
            **_figures(answer),
            "chosen": [row.pk for row in chosen],
            "without": _figures(plain),
            "groups": _groups(
                a_round, [plain_rows, rows], [[plain_rows[one] for one in plain.chosen.tolist()], chosen]
            ),
        }
    _tell(a_round, len(Objective), len(Objective) + 1)
    plans["wider"] = _wider(market, rights, plans[Objective.MATCHED]["chosen"], rows)
    return plans


def _market(a_round: Round, rows: list[RoundPair], lefts: list[int], rights: list[str]) -> Market:
    at_left = {idea: place for place, idea in enumerate(lefts)}
    at_right = {post: place for place, post in enumerate(rights)}
    protected = {one["idea"] for one in a_round.configuration["ideas"] if one["protected"]}
    least = [int(idea in protected) for idea in lefts]
    return Market(
        pairs=Instance(
            need=np.full(len(lefts), a_round.per_idea, dtype=np.int64),
            capacity=np.array([a_round.configuration["capacity"][post] for post in rights], dtype=np.int64),
            left=np.array([at_left[row.idea_id] for row in rows], dtype=np.int64),
            right=np.array([at_right[row.post_key] for row in rows], dtype=np.int64),
            score=np.array([row.score for row in rows], dtype=np.float64),
            left_min=np.array(least, dtype=np.int64),
            right_min=np.zeros(len(rights), dtype=np.int64),
        ),
        kept=np.array([row.standing == Standing.LOCKED for row in rows], dtype=bool),
    )


def _figures(answer: Answer) -> dict[str, Any]:
    return {
        "total": round(answer.total, 6),
        "worst": round(answer.worst, 6),
        "matched": answer.matched,
        "unfilled": answer.unfilled,
    }


def _groups(a_round: Round, rows: list[list[RoundPair]], chosen: list[list[RoundPair]]) -> dict[str, list[list[Any]]]:
    """By dimension [group, ideas, then of ideas with a candidate, candidates and ideas with a place: without the floor
    and with it]."""
    candidates = [Counter(row.idea_id for row in found) for found in rows]
    served = [{row.idea_id for row in found} for found in chosen]
    groups: dict[str, list[list[Any]]] = {}
    for name in DIMENSIONS:
        counted: dict[str, list[int]] = {}
        for one in a_round.configuration["ideas"]:
            idea = one["idea"]
            reached = [int(idea in found) for found in candidates]
            counts = [1, *reached, *(found[idea] for found in candidates), *(int(idea in found) for found in served)]
            old = counted.get(str(one[name]), [0] * len(counts))
            counted[str(one[name])] = [before + more for before, more in zip(old, counts, strict=True)]
        groups[name] = [[key, *counts] for key, counts in sorted(counted.items())]
    return groups


def _wider(market: Market, rights: list[str], chosen: list[int], rows: list[RoundPair]) -> list[dict[str, Any]]:
    """Of the full posts that most ideas without a place would fit: how many more places a few more seats would fill."""
    taken = set(chosen)
    served = {row.idea_id for row in rows if row.pk in taken}
    full = Counter(row.post_key for row in rows if row.pk in taken)
    waiting = Counter(row.post_key for row in rows if row.idea_id not in served)
    found = []
    for post, ideas in sorted(waiting.items(), key=lambda one: (-one[1], one[0]))[: rules.TRIED_MOST]:
        place = rights.index(post)
        seats = int(market.pairs.capacity[place])
        if full[post] < seats:
            continue
        tried = range(1, min(ideas, rules.SEATS_MORE) + 1)
        gains = [engine.filled(market, wider=place, more=more) - len(chosen) for more in tried]
        if max(gains) > 0:
            more = gains.index(max(gains)) + 1
            found.append({"post": post, "seats": seats, "more": more, "gain": max(gains)})
    return sorted(found, key=lambda one: (-one["gain"], one["more"], one["post"]))


def _tell(a_round: Round, done: int, steps: int) -> None:
    Round.objects.filter(pk=a_round.pk).update(done=done, steps=steps)


@transaction.atomic
def _finish(a_round: Round, plans: dict[str, Any]) -> None:
    held = _still_solving(a_round)
    if held is None:
        return
    held.state = rules.ROUND.target(held.state, "finish")
    held.plans, held.solved_at, held.is_stale = plans, clock.now(), False
    held.queued_at, held.done = None, held.steps
    held.save()
    rounds.take_plan(a_round=held)


@transaction.atomic
def _fail(a_round: Round, sentence: str) -> None:
    held = _still_solving(a_round)
    if held is not None:
        held.state = rules.ROUND.target(held.state, "fail")
        held.failure, held.queued_at = sentence, None
        held.save()


def _still_solving(a_round: Round) -> Round | None:
    waiting = Round.objects.select_for_update(of=("self",)).filter(pk=a_round.pk, state=RoundState.SOLVING)
    return waiting.first()
