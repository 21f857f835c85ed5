"""What the recommender keeps about an adult: pairs set aside, kept or taken out, and why; rounds; models put back."""

from django.db.models import Q

from matching.models import Outcome, RankerVersion, Round, RoundPair, TermProposal
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


def rounds(person: User) -> list[Row]:
    rows = Round.objects.filter(Q(created_by=person) | Q(published_by=person)).order_by("pk")
    return [
        {
            "what": row.name,
            "created_at": row.created_at if row.created_by_id == person.pk else None,
            "published_at": row.published_at if row.published_by_id == person.pk else None,
        }
        for row in rows
    ]


def term_decisions(person: User) -> list[Row]:
    rows = TermProposal.objects.filter(decided_by=person).order_by("pk")
    return [
        {"what": row.get_state_display(), "words": row.words, "reason": row.decision_reason, "at": row.decided_at}
        for row in rows
    ]


def rankers(person: User) -> list[Row]:
    rows = RankerVersion.objects.filter(promoted_by=person).order_by("pk")
    return [{"what": row.pk, "state": row.get_state_display(), "at": row.promoted_at} for row in rows]
