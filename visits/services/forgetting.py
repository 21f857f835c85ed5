"""How visits forget a pupil: that somebody went stays as a number; the name, and what guardians told, does not.

Inside the transaction of the erasure or of the pseudonymisation, with the trail open.
"""

from collections.abc import Callable

from django.db.models import Q

from core import clock, trail
from network.services.former_pupils import without
from people.models import User
from people.services import history
from visits import rules
from visits.models import Agreement, Attendee, Visit, VisitEvent
from visits.services import leaving_off

_TEXTS = ("purpose", "transport_plan", "meeting_point", "needs", "reason")


def rosters(person: User) -> None:
    """Off the rosters to come as soon as this is done: whoever is erased is no school's pupil any more."""
    _forget_notes(Q(attendee__pupil=person))
    _rename(person.pk, person.full_name, history.NAME)
    leaving_off.pupils_left(0, [person.pk])


def pseudonymised(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`."""
    _forget_notes(Q(attendee__pupil=pupil))
    _rename(pupil, name, instead)


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


def _rename(pupil: int, name: str, instead: str) -> None:
    """In what was written about the visits the pupil was to go on."""
    replaced = without(name, instead)
    own = Attendee.objects.filter(pupil=pupil).values("visit")
    for visit in Visit.objects.filter(pk__in=own):
        changed = _changed(visit, replaced)
        if changed:
            trail.update(Visit.objects.filter(pk=visit.pk), **changed)
    for kept in trail.rows_of(Visit).filter(id__in=own):
        if changed := _changed(kept, replaced):
            history.scrub(Visit, {"history_id": kept.history_id}, **changed)
    for line in VisitEvent.objects.filter(visit__in=own).exclude(text=""):
        line.text = replaced(line.text)
        line.save(update_fields=["text"])


def _changed(row: object, replaced: Callable[[str], str]) -> dict[str, str]:
    texts = {name: getattr(row, name) for name in _TEXTS}
    return {name: after for name, text in texts.items() if (after := replaced(text)) != text}
