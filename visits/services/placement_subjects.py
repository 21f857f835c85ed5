"""An internship as something that can be reported, and that a safeguarding lead may freeze."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from people.concern_subjects import Kind, Someone, Subject
from people.enums import ConcernAbout
from people.selectors import hats
from visits.enums import OPEN_PLACEMENT_STATES
from visits.models import LogEntry, Placement
from visits.selectors import placements as selectors

KIND = "placement"
# So many of the last log entries are sealed.
_SEALED = 50


def placement(viewer: hats.Anyone, pk: int) -> Subject | None:
    """With its plan, its tasks and the log; the adults are the two at the host and the adviser."""
    row = (
        Placement.objects.filter(pk=pk)
        .select_related("offer__organisation", "pupil", "adviser", "supervisor", "second_adult")
        .first()
    )
    if row is None:
        return None
    content = {
        "offer": row.offer.title,
        "organisation": row.offer.organisation.name,
        "pupil": {"id": row.pupil_id, "name": row.pupil.full_name},
        "from": row.first_day.isoformat(),
        "to": row.last_day.isoformat(),
        "week": row.week,
        "tasks": [task["text"] for task in row.tasks],
        "goals": row.goals,
        "log": [_line(entry) for entry in row.entries.order_by("-day", "-starts")[:_SEALED]],
    }
    outside = [one for one in (row.supervisor, row.second_adult) if one]
    adults = [Someone(one.pk, one.full_name, ConcernAbout.OUTSIDE) for one in outside]
    adults.append(Someone(row.adviser_id, row.adviser.full_name, ConcernAbout.STAFF))
    return Subject(row.offer.title, content, tuple(adults), row.school_id)


def holdables(
    named: frozenset[int], school: int | None, about: tuple[str, int] | None, found: list[tuple[str, int, str]]
) -> None:
    """Subscribed to `people.events.holdables_sought`: open placements of the named adults with this school, and the
    one the report is about.
    """
    rows = Placement.objects.filter(state__in=OPEN_PLACEMENT_STATES).select_related("offer__organisation")
    theirs = rows.filter(
        Q(supervisor__in=named) | Q(second_adult__in=named) | Q(adviser__in=named) | Q(offer__author__in=named)
    )
    if school is not None:
        theirs = theirs.filter(school=school)
    if about is not None and about[0] == KIND:
        theirs |= rows.filter(pk=about[1])
    found += [(KIND, row.pk, _label(row)) for row in theirs.distinct()]


def _label(row: Placement) -> str:
    return _("Thực tập: %(offer)s") % {"offer": f"{row.offer.title} · {row.offer.organisation.name}"}


def _line(entry: LogEntry) -> dict[str, Any]:
    return {
        "day": entry.day.isoformat(),
        "hours": f"{entry.starts:%H:%M}–{entry.ends:%H:%M}",
        "did": entry.did,
        "learnt": entry.learnt,
        "question": entry.question,
    }


KINDS = (Kind(KIND, selectors.get_for, placement),)
