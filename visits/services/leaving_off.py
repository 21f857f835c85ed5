"""Pupils go off a roster without a teacher's doing: a guardian says no, a consent falls, the pupil leaves the school.

What counts is derived (`selectors/agreements.py`); here it takes effect on seats and time. People's events come inside
transactions that hold pupils' rows, which a visit's come before: so they only queue the look (`tasks.look_again`).
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, jobs, trail
from people.enums import ConsentPurpose
from visits import events
from visits.enums import HOLDING_STATES, Answer, Leaving, VisitAction, VisitState
from visits.models import Attendee, Visit
from visits.selectors import agreements, rosters
from visits.services import busy, seats, visits


def consent_withdrawn(pupil: int, purpose: str) -> None:
    """Subscribed to `people.events.consent_withdrawn`."""
    if purpose == ConsentPurpose.VISIT:
        _queue([pupil])


def pupils_left(_school: int, pupils: Sequence[int]) -> None:
    """Subscribed to `people.events.pupils_left`."""
    _queue(pupils)


def look_again(*, pupil: int) -> None:
    """At every visit to come of a pupil who lost a consent, or the school. Safe to run twice."""
    rows = Attendee.objects.filter(rosters.upcoming("visit__"), pupil=pupil, left_off_at=None)
    for visit in Visit.objects.filter(pk__in=rows.values("visit")).order_by("pk"):
        if not settle(visit=visit) and rows.filter(~agreements.may_go(), visit=visit).exists():
            events.attendee_lapsed.publish(visit.pk)


def settle_all() -> int:
    """At every visit to come: what ended quietly. Safe to run twice. Returns how many pupils went off."""
    return sum(settle(visit=visit) for visit in Visit.objects.filter(rosters.upcoming()).order_by("pk"))


@transaction.atomic
def settle(*, visit: Visit) -> int:
    """Off goes who is no pupil of the school any more; of a confirmed visit also who has no counting yes."""
    visit = visits.locked(visit)
    if visit.state not in HOLDING_STATES or visit.slot.starts_at <= clock.now():
        return 0
    is_here = ExpressionWrapper(agreements.is_here(), output_field=BooleanField())
    rows = list(visit.attendees.filter(left_off_at=None).annotate(is_here=is_here))
    answers = agreements.answers_on(visit) if visit.state == VisitState.CONFIRMED else None
    gone = [row for row in rows if not row.is_here]
    lapsed = [row for row in rows if row not in gone and answers is not None and answers.get(row.pk) != Answer.YES]
    take_off(visit=visit, rows=gone, why=Leaving.GONE)
    take_off(visit=visit, rows=lapsed, why=Leaving.LAPSED)
    return len(gone) + len(lapsed)


def take_off(*, visit: Visit, rows: Iterable[Attendee], why: Leaving) -> None:
    """Off at once: their time is free, and of a confirmed visit their seats. `visit` is locked by the caller."""
    rows = list(rows)
    if not rows:
        return
    trail.update(Attendee.objects.filter(pk__in=[row.pk for row in rows]), left_off_at=clock.now())
    if visit.state == VisitState.CONFIRMED:
        visits.line_up_all(visit)
    busy.let_go(visit=visit, people=[row.pupil_id for row in rows])
    if visit.state == VisitState.CONFIRMED:
        _free_seats(visit)
    events.attendees_left.publish(visit.pk, len(rows), why.value)


def _free_seats(visit: Visit) -> None:
    """The party shrinks to those who go; a visit keeps one seat until somebody cancels it."""
    party = max(1, visit.attendees.filter(left_off_at=None).count())
    if party >= visit.party or not seats.resize(slot=visit.slot_id, old=visit.party, new=party):
        return
    visit.party = party
    visit.save(update_fields=["party"])
    with translation.override("vi"):
        text = _("Đoàn còn %(count)d học sinh.") % {"count": party}
    visits.record(visit, VisitAction.CHANGE, None, text)
    visits.move_line(slot=visit.slot_id)


def _queue(pupils: Iterable[int]) -> None:
    rows = Attendee.objects.filter(rosters.upcoming("visit__"), pupil__in=list(pupils), left_off_at=None)
    for pupil in sorted(set(rows.values_list("pupil", flat=True))):
        jobs.enqueue("visits.tasks.look_again", pupil)
