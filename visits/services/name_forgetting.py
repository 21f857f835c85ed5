"""How visits forget a person: whoever was to go along does not, and the name goes out of every text.

Inside the erasure's transaction (`people/services/erasure.py`). The visit, and how many went, stay.
"""

from collections.abc import Callable

from django.db.models import Model, Q

from core import clock, trail
from network.services.former_pupils import without
from people.models import User
from people.services import history
from visits.enums import OPEN_VISIT_STATES
from visits.models import SafetySheet, Visit, VisitEvent, VisitStaff
from visits.selectors import own_data
from visits.services import busy

_WORDS = (
    "purpose", "transport_plan", "meeting_point", "emergency_name", "needs", "returned_for", "reason",
)  # fmt: skip
# A confirmed visit must have a number to call; this one calls nobody.
_NO_NUMBER = "0"


def staff(person: User) -> None:
    """Out of what is still to come; what has taken place keeps the place, without a name."""
    rows = VisitStaff.objects.filter(person=person, visit__state__in=OPEN_VISIT_STATES)
    for row in rows.filter(visit__slot__ends_at__gt=clock.now()).select_related("visit"):
        busy.let_go(visit=row.visit, people=[person.pk])
        row.delete()


def words(person: User) -> None:
    """Also of pupils who went: their teachers may have written about them."""
    replace_name(person.pk, person.full_name, history.NAME)


def safety(person: User) -> None:
    """The sheet stays as it was signed, without the guide's name."""
    own = own_data.sheets_with(person).filter(guide_name=person.full_name)
    pks = list(own.values_list("pk", flat=True))
    for row in SafetySheet.objects.filter(pk__in=pks):
        row.guide_name = history.NAME
        row.save()
    history.scrub(SafetySheet, {"id__in": pks, "guide_name": person.full_name}, guide_name=history.NAME)


def replace_name(person: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`, too: in every text of visits the person had a part in."""
    part = Q(organiser=person) | Q(staff__person=person) | Q(attendees__pupil=person) | Q(events__actor=person)
    # Whoever was taken out of one stands in its trail alone.
    left = trail.rows_of(VisitStaff).filter(person_id=person).values("visit_id")
    own = list(Visit.objects.filter(part | Q(pk__in=left)).distinct().values_list("pk", flat=True))
    _numbers(own, name)

    replaced = without(name, instead)
    for row in Visit.objects.filter(pk__in=own):
        if _change(row, _WORDS, replaced):
            row.save()
    for event in VisitEvent.objects.filter(visit__in=own, text__gt=""):
        event.text = replaced(event.text)
        event.save()
    for kept in trail.rows_of(Visit).filter(id__in=own):
        if changed := _change(kept, _WORDS, replaced):
            history.scrub(Visit, {"history_id": kept.history_id}, **changed)


def _numbers(visits: list[int], name: str) -> None:
    """The number to call goes with the name it belongs to."""
    for row in Visit.objects.filter(pk__in=visits, emergency_name__contains=name):
        row.emergency_phone = _NO_NUMBER
        row.save()
    history.scrub(Visit, {"id__in": visits, "emergency_name__contains": name}, emergency_phone=_NO_NUMBER)


def _change(row: Model, columns: tuple[str, ...], replaced: Callable[[str], str]) -> dict[str, str]:
    changed = {name: new for name in columns if (new := replaced(getattr(row, name))) != getattr(row, name)}
    for name, text in changed.items():
        setattr(row, name, text)
    return changed
