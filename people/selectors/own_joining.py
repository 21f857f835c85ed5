"""How a person came into organisations, and what the person did for them and for a school's roll."""

from django.db.models import Q, QuerySet

from core import trail
from core.text import fold
from people.models import (
    Affiliation,
    AlumnusClaim,
    Delegation,
    Invitation,
    Organisation,
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


def signed_files(person: User) -> list[Row]:
    """Organisations of the person whose file names the person as who signs for it."""
    names = {fold(name) for name in names_of(person)}
    rows = files_near(person).order_by("pk").values_list("name", "signatory_name", "signatory_title")
    return [{"organisation": name, "title": title} for name, signatory, title in rows if fold(signatory) in names]


def names_of(person: User) -> set[str]:
    """Today's and those the trail knows: a file may still say an older one."""
    return {person.full_name, *trail.rows_of(User).filter(id=person.pk).values_list("full_name", flat=True)} - {""}


def files_near(person: User) -> QuerySet[Organisation]:
    """Where the person has ever been, or whose file the person handed in: elsewhere a like name is somebody else's."""
    been = Affiliation.objects.filter(user=person).values("organisation")
    handed_in = OrganisationChange.objects.filter(submitted_by=person).values("organisation")
    return Organisation.objects.filter(Q(pk__in=been) | Q(pk__in=handed_in))


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
