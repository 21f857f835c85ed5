"""What the checks of an adult keep about the adult. What referees said, even that they spoke, is the reviewers'."""

from people.models import ClearanceRequest, ConductSignature, QuizTry, Reference, User
from people.personal_data import Row


def requests(person: User) -> list[Row]:
    rows = ClearanceRequest.objects.filter(user=person).select_related("organisation").order_by("pk")
    return [
        {
            "check": row.get_check_kind_display(),
            "organisation": row.organisation.name if row.organisation else "",
            "way": row.get_way_display(),
            "asked_at": row.asked_at,
            "decided_at": row.decided_at,
            "outcome": row.get_outcome_display(),
            "reason": row.reason,
        }
        for row in rows
    ]


def signatures(person: User) -> list[Row]:
    names = ("version", "signed_name", "language", "signed_at")
    return list(ConductSignature.objects.filter(user=person).order_by("pk").values(*names))


def quiz_tries(person: User) -> list[Row]:
    names = ("version", "started_at", "finished_at", "is_passed")
    rows = QuizTry.objects.filter(user=person).order_by("pk")
    return [{name: getattr(row, name) for name in names} | {"right_answers": row.right} for row in rows]


def references(person: User) -> list[Row]:
    """As what the referees know the person, and when they were written to; names and addresses are their own."""
    rows = Reference.objects.filter(user=person).order_by("pk")
    return [
        {
            "relation": row.get_relation_display(),
            "named_at": row.named_at,
            "mailed_at": row.mailed_at,
            "reminded_at": row.reminded_at,
            "ended_at": row.ended_at,
        }
        for row in rows
    ]
