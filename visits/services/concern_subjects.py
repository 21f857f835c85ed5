"""A visit as something that can be reported, and frozen by a safeguarding lead."""

from typing import Any

from django.utils.translation import gettext as _

from core import wording
from people.concern_subjects import Kind, Someone, Subject
from people.enums import ConcernAbout
from people.selectors import hats
from visits.enums import OPEN_VISIT_STATES
from visits.models import Visit
from visits.selectors import visits

KIND = "visit"


def visit(viewer: hats.Anyone, pk: int) -> Subject | None:
    """With the adults of both sides: who receives, who goes along. Pupils read only what these are."""
    row = (
        Visit.objects.filter(pk=pk)
        .select_related("slot__offer__organisation", "slot__offer__author", "school", "accepted_by", "organiser")
        .prefetch_related("staff__person")
        .first()
    )
    if row is None:
        return None
    offer, staff = row.slot.offer, [one.person for one in row.staff.all()]
    content: dict[str, Any] = {
        "visit": row.pk,
        "offer": offer.title,
        "host": offer.organisation.name,
        "at": row.slot.starts_at.isoformat(),
        "state": row.state,
        "party": row.party,
        "transport": row.transport_plan,
        "meeting_point": row.meeting_point,
        "staff": [{"id": person.pk, "name": person.full_name} for person in staff],
    }
    label = f"{offer.organisation.name}, {wording.short_date(row.slot.starts_at)}"
    return Subject(label, content, _adults(viewer, row), row.school_id)


def holdables(
    named: frozenset[int], school: int | None, about: tuple[str, int] | None, found: list[tuple[str, int, str]]
) -> None:
    """Subscribed to `people.events.holdables_sought`: open visits of the named adults with this school, and the one the
    report is about.
    """
    rows = Visit.objects.filter(state__in=OPEN_VISIT_STATES).select_related("slot__offer__organisation")
    theirs = rows.filter(slot__offer__author__in=named) | rows.filter(accepted_by__in=named)
    theirs |= rows.filter(staff__person__in=named) | rows.filter(organiser__in=named)
    if school is not None:
        theirs = theirs.filter(school=school)
    if about is not None and about[0] == KIND:
        theirs |= rows.filter(pk=about[1])
    found += [(KIND, row.pk, _label(row)) for row in theirs.distinct()]


def _label(row: Visit) -> str:
    place = {"host": row.slot.offer.organisation.name, "day": wording.short_date(row.slot.starts_at)}
    return _("Chuyến đi đến %(host)s ngày %(day)s") % place


def _adults(viewer: hats.Anyone, row: Visit) -> tuple[Someone, ...]:
    host = row.accepted_by or row.slot.offer.author
    shown = _("người đón đoàn") if hats.of(viewer).is_pupil else host.full_name
    people = [Someone(host.pk, shown, ConcernAbout.OUTSIDE)]
    for one in row.staff.all():
        known = row.school_id in hats.of(viewer).school_ids or one.is_lead
        people.append(
            Someone(one.person_id, one.person.full_name if known else _("thầy cô đi cùng"), ConcernAbout.STAFF)
        )
    return tuple({someone.pk: someone for someone in people}.values())


KINDS = (Kind(KIND, visits.get_for, visit),)
