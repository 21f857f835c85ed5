"""The pupil's own yes, besides the guardian's."""

from core import clock
from core.actors import signed
from people import events
from people.models import User
from people.permissions import pupils as permissions
from people.selectors import hats
from people.services import tokens


@signed
def give(*, by: User) -> None:
    """Said once; saying it again changes nothing."""
    permissions.check_can_assent(by)
    if by.assented_at is None:
        by.assented_at = clock.now()
        by.save(update_fields=["assented_at"])
        hats.forget(by)
        events.assent_changed.publish(by.pk)


@signed
def withdraw(*, by: User) -> None:
    """The pupil stops: the account closes at once, and what needs it with it, until the pupil says yes again."""
    permissions.check_can_assent(by)
    if by.assented_at is not None:
        by.assented_at = None
        by.save(update_fields=["assented_at"])
        tokens.revoke_all(of=by)
        hats.forget(by)
        events.assent_changed.publish(by.pk)
