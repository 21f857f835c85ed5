"""How the ways into an organisation and a school's roll forget an adult. Inside the erasure's transaction.

What an office or a school decided stays: it is theirs, and names nobody but by the account.
"""

from django.db.models import Q

from core import clock, trail
from core.text import fold
from people.enums import ClaimState, RosterState
from people.models import AlumnusClaim, Invitation, Organisation, OrganisationChange, Roster, User
from people.selectors import own_joining
from people.services import history


def invitations(person: User) -> None:
    """No link of the person's opens anything, and none says to which address it went."""
    Invitation.objects.filter(created_by=person, used_at=None, revoked_at=None).update(revoked_at=clock.now())
    own = Q(accepted_by=person)
    if person.email:
        own |= Q(email__iexact=person.email)
    Invitation.objects.filter(own, used_at=None, revoked_at=None).update(revoked_at=clock.now())
    Invitation.objects.filter(own).update(email="", title="")


def alumnus_claims(person: User) -> None:
    """One that waits goes; of one that was decided the words go."""
    rows = AlumnusClaim.objects.filter(user=person)
    rows.filter(state=ClaimState.WAITING).delete()
    rows.update(reason="")


def signed_files(person: User) -> None:
    """No file says any more that the person signs for it: the organisation is asked for whoever does now."""
    names = {fold(name) for name in own_joining.names_of(person)}
    near = list(own_joining.files_near(person).values_list("pk", flat=True))
    for home in Organisation.objects.select_for_update().filter(pk__in=near).exclude(signatory_name=""):
        if fold(home.signatory_name) in names:
            home.signatory_name = ""
            home.save(update_fields=["signatory_name"])
    for change in OrganisationChange.objects.filter(organisation__in=near):
        if fold(change.content.get("signatory_name", "")) in names:
            change.content["signatory_name"] = ""
            change.save(update_fields=["content"])
    kept = trail.rows_of(Organisation).filter(id__in=near).values_list("signatory_name", flat=True).distinct()
    told = [name for name in kept if fold(name) in names]
    history.scrub(Organisation, {"id__in": near, "signatory_name__in": told}, signatory_name="")


def rolls(person: User) -> None:
    """Lists of pupils nobody will write any more."""
    Roster.objects.filter(uploaded_by=person, state__in=[RosterState.MAPPING, RosterState.READY]).delete()
