"""The pupil's own yes, besides the guardian's."""

from core import clock
from core.actors import signed
from people.models import User
from people.permissions import pupils as permissions
from people.selectors import hats


@signed
def give(*, by: User) -> None:
    """Said once; saying it again changes nothing."""
    permissions.check_can_assent(by)
    if by.assented_at is None:
        by.assented_at = clock.now()
        by.save(update_fields=["assented_at"])
        hats.forget(by)
