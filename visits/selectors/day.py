"""The day of a visit: when it is, who goes, what was noted, and the code that stands for one pupil of one visit."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from visits import rules
from visits.enums import HERE, MarkKind, VisitState
from visits.models import Attendee, HeadCount, Mark, Reception, Slot, Visit
from visits.selectors import attendance, rosters

# What has taken place stays open until the window ends.
ON_STATES = (VisitState.CONFIRMED, VisitState.HELD)
_SIGNER = signing.Signer(salt="visits.check_in", sep=".")


@dataclass(frozen=True)
class Window:
    opens_at: dt.datetime
    closes_at: dt.datetime

    @property
    def is_open(self) -> bool:
        return self.opens_at <= clock.now() <= self.closes_at

    @property
    def is_over(self) -> bool:
        return clock.now() > self.closes_at


@dataclass(frozen=True)
class Line:
    attendee: Attendee
    mark: Mark | None

    @property
    def class_name(self) -> str:
        return self.attendee.class_name or ""  # type: ignore[attr-defined]

    @property
    def code(self) -> str:
        return code_of(self.attendee)


@dataclass(frozen=True)
class Day:
    """`missing`: who is marked absent, or not at all."""

    visit: Visit
    window: Window
    lines: list[Line]
    counts: list[HeadCount]
    reception: Reception | None

    @property
    def figures(self) -> attendance.Figures:
        kinds = [line.mark.kind for line in self.lines if line.mark]
        return attendance.Figures(len(self.lines), *(kinds.count(kind) for kind in MarkKind))

    @property
    def here(self) -> list[Line]:
        return [line for line in self.lines if line.mark and line.mark.kind in HERE]

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.mark is None or line.mark.kind == MarkKind.ABSENT]

    @property
    def last_count(self) -> HeadCount | None:
        return self.counts[-1] if self.counts else None


def window_of(slot: Slot) -> Window:
    return Window(slot.starts_at - rules.DAY_BEFORE, slot.ends_at + rules.DAY_AFTER)


def is_on(visit: Visit) -> bool:
    """It takes place, and what is noted now is taken."""
    return visit.state in ON_STATES and window_of(visit.slot).is_open


def of(visit: Visit) -> Day:
    """In four queries, however many pupils."""
    marks = attendance.latest(visit)
    return Day(
        visit,
        window_of(visit.slot),
        [Line(row, marks.get(row.pk)) for row in rosters.going(visit)],
        list(visit.head_counts.select_related("by").order_by("at", "pk")),
        reception_of(visit),
    )


def reception_of(visit: Visit) -> Reception | None:
    return Reception.objects.filter(visit=visit).first()


def attendee_for(visit: Visit, pk: int) -> Attendee:
    """Of a visit that `rosters.get_for` gave."""
    found = rosters.going(visit).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Em này không có trong danh sách của chuyến đi."))
    return found


def code_of(attendee: Attendee) -> str:
    """For the printed sheet; worth something to teachers of this visit, on its day."""
    return _SIGNER.sign(f"{attendee.visit_id}-{attendee.pk}")


def attendee_by(visit: Visit, code: str) -> Attendee:
    try:
        of_visit, _dash, pk = _SIGNER.unsign(code).partition("-")
    except signing.BadSignature:
        raise NotFound(_("Mã này không đúng, hoặc thuộc một chuyến đi khác.")) from None
    if int(of_visit) != visit.pk:
        raise NotFound(_("Mã này không đúng, hoặc thuộc một chuyến đi khác."))
    return attendee_for(visit, int(pk))
