"""An adult's referees: for the adult who they are and where it stands, for reviewers what they answered."""

from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people.models import Reference, User


def standing_of(user: User) -> list[Reference]:
    """Those who hold a place, in the order of the places."""
    return list(Reference.objects.filter(user=user, ended_at=None).order_by("place"))


def own_of(user: User, pk: int) -> Reference:
    found = Reference.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy người giới thiệu này."))
    return found


def state_of(reference: Reference) -> str:
    """In one word, for badges: answered · waiting · expired. Never what was answered."""
    if reference.answered_at is not None:
        return "answered"
    return "waiting" if reference.expires_at > clock.now() else "expired"
