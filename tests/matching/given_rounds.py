"""Rows for tests of rounds: suggestions with a score of one's own, and a round that was solved."""

from typing import Any

from core import clock
from matching.enums import RoundObjective
from matching.models import Round, Run, Suggestion
from matching.services import round_jobs, rounds
from matching.services.rounds import Terms
from network.models import Challenge, Idea, Offer
from people.models import User
from tests import make


def suggestion(idea: Idea, post: Challenge | Offer, score: float) -> Suggestion:
    made_by = Run.objects.first() or Run.objects.create(trigger="rebuild", code_version="1", cut_off=clock.now())
    explanation: dict[str, Any] = {"contributions": [["field", score]], "reasons": [], "counter_reasons": []}
    return Suggestion.objects.create(
        run=made_by, idea=idea, score=score, explanation=explanation, **{post.kind_name: post}
    )


def contested() -> tuple[Idea, Idea, Offer, Offer]:
    """Two ideas want the same mentor; the first could also take another."""
    wanted, spare = make.offer(), make.offer()
    first, second = make.idea(), make.idea()
    for idea, post, score in ((first, wanted, 0.9), (first, spare, 0.78), (second, wanted, 0.8)):
        suggestion(idea, post, score)
    return first, second, wanted, spare


def terms(**facts: Any) -> Terms:
    facts.setdefault("name", "Đợt ghép mùa thu")
    facts.setdefault("season", make.season())
    facts.setdefault("school", None)
    facts.setdefault("objective", RoundObjective.TOTAL)
    facts.setdefault("kinds", ["challenge", "mentoring"])
    facts.setdefault("protects", False)
    return Terms(**facts)


def opened(by: User | None = None, **facts: Any) -> Round:
    return rounds.create(terms=terms(**facts), by=by or make.officer())


def solved(by: User | None = None, **facts: Any) -> Round:
    by = by or make.officer()
    return solve(opened(by, **facts), by)


def solve(a_round: Round, by: User) -> Round:
    """As the worker would."""
    rounds.solve(a_round=a_round, by=by)
    round_jobs.carry_out(round_id=a_round.pk)
    a_round.refresh_from_db()
    return a_round


def publish(a_round: Round, by: User) -> Round:
    rounds.publish(a_round=a_round, by=by)
    round_jobs.propose_all(round_id=a_round.pk)
    a_round.refresh_from_db()
    return a_round
