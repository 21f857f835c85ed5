"""Who was there: the newest mark of each pupil counts, and nobody is taken for present whom nobody marked."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from visits.enums import CAME, HERE, MarkKind
from visits.models import Attendee, Mark, Visit


@dataclass(frozen=True)
class Figures:
    """Numbers alone: also for hosts."""

    going: int
    present: int
    late: int
    absent: int
    left_early: int

    @property
    def here(self) -> int:
        return self.present + self.late

    @property
    def unmarked(self) -> int:
        return self.going - self.here - self.absent - self.left_early


def who_came(visit: Visit) -> QuerySet[Attendee]:
    """Those marked present or late, also when they left early. Without any marks: nobody."""
    return _going(visit).annotate(last_kind=_last()).filter(last_kind__in=CAME)


def figures(visit: Visit) -> Figures:
    kinds = Counter(_going(visit).annotate(last_kind=_last()).values_list("last_kind", flat=True))
    return Figures(kinds.total(), *(kinds[kind.value] for kind in MarkKind))


def latest(visit: Visit) -> dict[int, Mark]:
    """By attendee, each with who took it."""
    rows = Mark.objects.filter(attendee__visit=visit).select_related("by").order_by("at", "pk")
    return {row.attendee_id: row for row in rows}


def here_at(visit: Visit, moment: dt.datetime) -> int:
    """How many were marked as there, by what was noted until then."""
    return _going(visit).annotate(last_kind=_last(until=moment)).filter(last_kind__in=HERE).count()


def _going(visit: Visit) -> QuerySet[Attendee]:
    return Attendee.objects.filter(visit=visit, left_off_at=None)


def _last(until: dt.datetime | None = None) -> Subquery:
    marks = Mark.objects.filter(attendee=OuterRef("pk")).order_by("-at", "-pk")
    if until is not None:
        marks = marks.filter(at__lte=until)
    return Subquery(marks.values("kind")[:1])
