"""What visits keep about a person, as the person reads it. Others stand here as what they are, never by name."""

from people.models import User
from people.personal_data import Row
from visits.models import Visit, VisitEvent, VisitStaff


def visits(person: User) -> list[Row]:
    """What the person organised, decided on, and went along to."""
    rows = Visit.objects.select_related("slot__offer__organisation")
    organised = rows.filter(organiser=person).order_by("pk")
    approved = rows.filter(approved_by=person).order_by("pk")
    accepted = rows.filter(accepted_by=person).order_by("pk")
    staffed = VisitStaff.objects.filter(person=person).select_related("visit__slot__offer__organisation").order_by("pk")
    return [
        *({**_facts(row), "booked_at": row.booked_at, "purpose": row.purpose} for row in organised),
        *({**_facts(row), "approved": True} for row in approved),
        *({**_facts(row), "accepted": True} for row in accepted),
        *({**_facts(row.visit), "is_lead": row.is_lead} for row in staffed),
    ]


def steps(person: User) -> list[Row]:
    """What the person did and wrote in the course of visits."""
    said = VisitEvent.objects.filter(actor=person).order_by("pk")
    return [{"visit": row.visit_id, "action": row.get_action_display(), "text": row.text, "at": row.at} for row in said]


def _facts(visit: Visit) -> Row:
    return {
        "visit": visit.pk,
        "host": visit.slot.offer.organisation.name,
        "starts_at": visit.slot.starts_at,
        "state": visit.get_state_display(),
    }
