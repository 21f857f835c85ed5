"""What internships keep about a person, as the person reads it. Others stand here as what they are, never by name."""

from django.db.models import Q

from network import guarded_words
from network.selectors import care_words
from people.models import User
from people.personal_data import Row
from visits.models import Evaluation, LogEntry, Placement, PlacementEvent


def placements(person: User) -> list[Row]:
    """The pupil's own, and those an adult advises, guides or stands by."""
    part = Q(pupil=person) | Q(adviser=person) | Q(supervisor=person) | Q(second_adult=person)
    rows = Placement.objects.filter(part).select_related("offer").order_by("pk")
    return [
        {
            "placement": row.pk,
            "title": row.offer.title,
            "state": row.get_state_display(),
            "first_day": row.first_day,
            "last_day": row.last_day,
            **({"goals": row.goals} if row.pupil_id == person.pk else {}),
        }
        for row in rows
    ]


def log(person: User) -> list[Row]:
    """What the pupil wrote down; what an adult signed."""
    written = LogEntry.objects.filter(placement__pupil=person)
    signed = LogEntry.objects.filter(Q(signed_by=person) | Q(countersigned_by=person))
    return [
        *(
            {
                "placement": row.placement_id,
                "day": row.day,
                "starts": row.starts,
                "ends": row.ends,
                "did": row.did,
                "learnt": row.learnt,
                "question": row.question,
            }
            for row in written
        ),
        *({"placement": row.placement_id, "signed_day": row.day} for row in signed),
    ]


def words(person: User) -> list[Row]:
    """Last words the person wrote, and those adults wrote about the pupil; what the person did in the history."""
    about = Evaluation.objects.filter(Q(author=person) | Q(placement__pupil=person)).order_by("pk")
    done = PlacementEvent.objects.filter(actor=person).order_by("pk")
    return [
        *(
            {
                "placement": row.placement_id,
                "by": row.get_side_display(),
                "scores": ", ".join(f"{code} {score}" for code, score in sorted(row.scores.items())),
                **_said(person, row),
                "written_at": row.written_at,
            }
            for row in about
        ),
        *({"action": row.get_action_display(), "text": row.text, "at": row.at} for row in done),
    ]


def _said(person: User, row: Evaluation) -> dict[str, str]:
    """As `placement_said` shows it: what an adult may not tell the pupil is not in the pupil's copy either."""
    if row.author_id == person.pk or not guarded_words.found_in(*row.said.values()):
        return row.said
    return {**dict.fromkeys(row.said, ""), "words": care_words.kept_back()}
