"""How a person came into organisations, and what the person did for them and for a school's roll."""

from django.db.models import Q

from people.models import (
    AlumnusClaim,
    Delegation,
    Invitation,
    OrganisationChange,
    OrganisationStep,
    RollOver,
    Roster,
    User,
)
from people.personal_data import Row


def invitations(person: User) -> list[Row]:
    """Those taken and those sent; who was invited is their own."""
    rows = Invitation.objects.filter(Q(accepted_by=person) | Q(created_by=person)).select_related("organisation")
    return [
        {
            "what": "accepted" if row.accepted_by_id == person.pk else "sent",
            "organisation": row.organisation.name,
            "role": row.get_role_display(),
            "created_at": row.created_at,
            "used_at": row.used_at,
        }
        for row in rows.order_by("pk")
    ]


def alumnus_claims(person: User) -> list[Row]:
    rows = AlumnusClaim.objects.filter(user=person).select_related("school__organisation").order_by("pk")
    return [
        {
            "school": row.school.organisation.name,
            "year": row.year,
            "state": row.get_state_display(),
            "made_at": row.made_at,
            "decided_at": row.decided_at,
            "reason": row.reason,
        }
        for row in rows
    ]


def delegations(person: User) -> list[Row]:
    """Rights the person handed on or took back for the Department."""
    rows = Delegation.objects.filter(Q(given_by=person) | Q(revoked_by=person)).select_related("taker").order_by("pk")
    return [
        {
            "right": row.get_right_display(),
            "organisation": row.taker.name,
            "scope": row.get_scope_display(),
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "given_at": row.given_at,
            "revoked_at": row.revoked_at,
        }
        for row in rows
    ]


def organisation_acts(person: User) -> list[Row]:
    """Files of organisations handed in, and what was decided about organisations, in the person's own words."""
    handed_in = OrganisationChange.objects.filter(submitted_by=person).select_related("organisation").order_by("pk")
    steps = OrganisationStep.objects.filter(by=person).select_related("organisation").order_by("pk")
    return [
        *(
            {"what": "change", "organisation": row.organisation.name, "at": row.submitted_at, "reason": ""}
            for row in handed_in
        ),
        *(
            {"what": row.act, "organisation": row.organisation.name, "at": row.at, "reason": row.reason}
            for row in steps
        ),
    ]


def rolls(person: User) -> list[Row]:
    """Lists of pupils uploaded or written, and classes moved up; the pupils are not told."""
    rosters = Roster.objects.filter(Q(uploaded_by=person) | Q(applied_by=person)).select_related("school__organisation")
    moved = RollOver.objects.filter(applied_by=person).select_related("school__organisation").order_by("pk")
    return [
        *(
            {
                "what": "roster",
                "school": row.school.organisation.name,
                "at": row.created_at,
                "applied_at": row.applied_at,
            }
            for row in rosters.order_by("pk")
        ),
        *({"what": "roll-over", "school": row.school.organisation.name, "at": row.applied_at} for row in moved),
    ]
