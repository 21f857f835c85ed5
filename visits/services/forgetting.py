"""How visits forget a pupil: that somebody went stays as a number; the name, and what guardians told, does not.

Inside the transaction of the erasure or of the pseudonymisation, with the trail open.
"""

from django.db.models import Q

from core import clock, trail
from people.models import User
from people.services import history
from visits import rules
from visits.models import Agreement
from visits.services import leaving_off, name_forgetting


def rosters(person: User) -> None:
    """Off the rosters to come as soon as this is done: whoever is erased is no school's pupil any more."""
    _forget_notes(Q(attendee__pupil=person))
    leaving_off.pupils_left(0, [person.pk])


def pseudonymised(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`."""
    _forget_notes(Q(attendee__pupil=pupil))
    name_forgetting.replace_name(pupil, name, instead)


def drop_old_notes() -> int:
    """What guardians said of a child's health has done its work once the visit is over. Returns how many notes went."""
    before = clock.now() - rules.NOTES_KEPT
    old = Q(attendee__visit__slot__ends_at__lt=before)
    if not Agreement.objects.filter(old).exclude(note="").exists():
        return 0
    with history.opened():
        return _forget_notes(old)


def _forget_notes(which: Q) -> int:
    rows = Agreement.objects.filter(which)
    dropped = trail.update(rows.exclude(note=""), note="")
    history.scrub(Agreement, {"id__in": list(rows.values_list("pk", flat=True))}, note="")
    return dropped
