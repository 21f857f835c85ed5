"""How the ways into an organisation and a school's roll forget an adult. Inside the erasure's transaction.

What an office or a school decided stays: it is theirs, and names nobody but by the account.
"""

from django.db.models import Q

from core import clock
from people.enums import ClaimState, RosterState
from people.models import AlumnusClaim, Invitation, Roster, User


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


def rolls(person: User) -> None:
    """Lists of pupils nobody will write any more."""
    Roster.objects.filter(uploaded_by=person, state__in=[RosterState.MAPPING, RosterState.READY]).delete()
