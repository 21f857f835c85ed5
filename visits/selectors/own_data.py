"""What visits keep about a person, as the person reads it. Others stand here as what they are, never by name."""

from django.db.models import Q, QuerySet

from people.models import User
from people.personal_data import Row
from visits.models import Agreement, Attendee, PlacementAgreement, SafetySheet, Visit, VisitEvent, VisitStaff


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
    """The signed forms the person wrote down or confirmed, of visits and of internships."""
    own = Q(taken_by=person) | Q(confirmed_by=person)
    rows = [row for model in (Agreement, PlacementAgreement) for row in model.objects.filter(own).order_by("pk")]
    return [{"answer": row.get_answer_display(), "answered_at": row.answered_at} for row in rows]


def safety(person: User) -> list[Row]:
    """The answers about safety the person signed, or is named in as the guide."""
    rows = sheets_with(person).select_related("offer__organisation").order_by("pk")
    return [
        {
            "host": row.offer.organisation.name,
            "signed_at": row.signed_at,
            "signed": row.signed_by_id == person.pk,
            "guides": row.guide_name == person.full_name,
        }
        for row in rows
    ]


def sheets_with(person: User) -> QuerySet[SafetySheet]:
    """Guides have a name and no account: whoever is called so at the same host is meant."""
    homes = person.affiliations.values("organisation")
    return SafetySheet.objects.filter(
        Q(signed_by=person) | Q(guide_name=person.full_name, offer__organisation__in=homes)
    )


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
