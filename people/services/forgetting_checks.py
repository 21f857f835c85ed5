"""How what the checks of an adult keep forgets the adult. Inside the erasure's transaction; counts stay."""

from core import clock
from people.enums import RequestOutcome
from people.models import ClearanceRequest, ConductSignature, Reference, ReferenceLink, User
from people.services import history


def requests(person: User) -> None:
    """Nobody decides any more on what still waits."""
    rows = ClearanceRequest.objects.filter(user=person)
    rows.filter(decided_at=None).update(
        decided_at=clock.now(), decided_by=person, outcome=RequestOutcome.WITHDRAWN, reason=""
    )
    rows.update(reason="")


def signatures(person: User) -> None:
    ConductSignature.objects.filter(user=person).update(signed_name=history.NAME)


def references(person: User) -> None:
    """Nobody is named or asked any more. A worry nobody has settled keeps its words: children count more."""
    now = clock.now()
    rows = Reference.objects.filter(user=person)
    ReferenceLink.objects.filter(reference__in=rows, used_at=None, revoked_at=None).update(revoked_at=now)
    rows.filter(ended_at=None).update(ended_at=now)
    rows.update(name=history.NAME, email="", with_children="", settled_note="")
    rows.exclude(has_concern=True, settled_at=None).update(concern="")
