"""What visits keep about a person, as the person reads it. Others stand here as what they are, never by name."""

from django.db.models import Q

from people.models import User
from people.personal_data import Row
from visits.models import Agreement, Attendee


def rosters(person: User) -> list[Row]:
    """The visits a pupil is or was on the roster of, and what guardians said of them."""
    places = Attendee.objects.filter(pupil=person).select_related("visit__slot__offer__organisation").order_by("pk")
    said = Agreement.objects.filter(attendee__pupil=person).order_by("pk")
    return [
        *(
            {
                "visit": row.visit.slot.offer.organisation.name,
                "starts_at": row.visit.slot.starts_at,
                "state": row.visit.get_state_display(),
                "added_at": row.added_at,
                "left_off_at": row.left_off_at,
            }
            for row in places
        ),
        *(
            {
                "answer": row.get_answer_display(),
                "way": row.get_way_display(),
                "answered_at": row.answered_at,
                "note": row.note,
            }
            for row in said
        ),
    ]


def papers(person: User) -> list[Row]:
    """The signed forms the person wrote down or confirmed."""
    rows = Agreement.objects.filter(Q(taken_by=person) | Q(confirmed_by=person)).order_by("pk")
    return [{"answer": row.get_answer_display(), "answered_at": row.answered_at} for row in rows]
