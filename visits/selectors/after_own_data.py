"""What is kept about a person after visits, as the person reads it. Others stand here as what they are."""

from people.models import User
from people.personal_data import Row
from visits.models import Certificate, Credit, Feedback, Reflection

_VISIT = "attendee__visit__slot__offer__organisation"


def reflections(person: User) -> list[Row]:
    """What a pupil told, drafts too; of a teacher the kind words."""
    own = Reflection.objects.filter(attendee__pupil=person).select_related(_VISIT).order_by("pk")
    words = Reflection.objects.filter(word_by=person).order_by("pk")
    return [
        *(
            {
                "visit": row.attendee.visit.slot.offer.organisation.name,
                "seen": row.seen,
                "surprised": row.surprised,
                "onward": row.onward,
                "saved_at": row.saved_at,
                "sent_at": row.sent_at,
                "word": row.word,
                "shared_at": row.shared_at,
            }
            for row in own
        ),
        *({"word": row.word} for row in words),
    ]


def certificates(person: User) -> list[Row]:
    """A pupil's own, and how many somebody issued or took back."""
    own = Certificate.objects.filter(attendee__pupil=person).select_related(_VISIT).order_by("pk")
    issued = Certificate.objects.filter(issued_by=person).order_by("pk")
    revoked = Certificate.objects.filter(revoked_by=person).order_by("pk")
    return [
        *(
            {
                "visit": row.attendee.visit.slot.offer.organisation.name,
                "code": row.code,
                "issued_at": row.issued_at,
                "revoked_at": row.revoked_at,
                "reason": row.reason,
            }
            for row in own
        ),
        *({"issued_at": row.issued_at} for row in issued),
        *({"revoked_at": row.revoked_at, "reason": row.reason} for row in revoked),
    ]


def feedbacks(person: User) -> list[Row]:
    rows = Feedback.objects.filter(author=person).order_by("pk")
    return [
        {
            "visit": row.visit_id,
            "score": row.score,
            "well": row.well,
            "better": row.better,
            "again": row.get_again_display(),
            "written_at": row.written_at,
        }
        for row in rows
    ]


def hours_given(person: User) -> list[Row]:
    rows = Credit.objects.filter(user=person).select_related("organisation").order_by("pk")
    return [{"organisation": row.organisation.name, "minutes": row.minutes, "given_on": row.given_on} for row in rows]
