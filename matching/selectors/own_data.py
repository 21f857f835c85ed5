"""What the recommender keeps about a person: which pairs an adult set aside, kept or took out, and why."""

from matching.models import Outcome, RoundPair, TermProposal
from people.models import User
from people.personal_data import Row


def outcomes(person: User) -> list[Row]:
    rows = Outcome.objects.filter(by=person).order_by("pk")
    return [
        {"what": row.get_kind_display(), "reason": row.get_reason_display(), "note": row.note, "at": row.at}
        for row in rows
    ]


def round_pairs(person: User) -> list[Row]:
    rows = RoundPair.objects.filter(decided_by=person).order_by("pk")
    return [{"what": row.get_standing_display(), "reason": row.reason, "at": row.decided_at} for row in rows]


def term_proposals(person: User) -> list[Row]:
    rows = TermProposal.objects.filter(proposed_by=person).order_by("pk")
    return [
        {
            "what": row.get_kind_display(),
            "words": row.words,
            "reason": row.reason,
            "state": row.get_state_display(),
            "at": row.proposed_at,
        }
        for row in rows
    ]


def term_decisions(person: User) -> list[Row]:
    rows = TermProposal.objects.filter(decided_by=person).order_by("pk")
    return [
        {"what": row.get_state_display(), "words": row.words, "reason": row.decision_reason, "at": row.decided_at}
        for row in rows
    ]
