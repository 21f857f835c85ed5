"""What the recommender keeps about a person: which pairs an adult set aside, kept or took out, and why."""

from matching.models import Outcome, RoundPair
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
