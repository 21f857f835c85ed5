"""The daily log: written by the pupil, signed week by week by the supervisor, then by the adviser."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid, NotFound
from core.text import tidy
from network import guarded_words
from people.models import User
from visits.labour import Span
from visits.models import LogEntry, Placement
from visits.permissions import placements as permissions
from visits.rules import LOG_BACK_DAYS
from visits.selectors import school_terms
from visits.services import care, placement_hours, placements


@dataclass(frozen=True)
class Day:
    """What the pupil writes down of some hours."""

    day: dt.date
    starts: dt.time
    ends: dt.time
    did: str
    learnt: str = ""
    question: str = ""


@signed
@transaction.atomic
def write(*, placement: Placement, entry: Day, by: User) -> LogEntry:
    """Hours over the limits, at forbidden times or on days off are refused with the rule.

    An entry that calls for help stays with its writer and the school's staff: `selectors.placement_said`.
    """
    # Of two placements of one pupil the hours count together.
    User.objects.select_for_update(no_key=True).get(pk=placement.pupil_id)
    placement = placements.locked(placement)
    permissions.check_can_log(by, placement)
    _check_day(placement, entry.day)
    if not tidy(entry.did):
        raise Invalid(_("Phần này cần có vài chữ."), field="did")
    guarded_words.check_no_contact_but_help(did=entry.did, learnt=entry.learnt, question=entry.question)
    span = Span(entry.day.weekday(), _minute(entry.starts), _minute(entry.ends))
    placement_hours.check_entry(placement, entry.day, span)
    row = LogEntry.objects.create(
        placement=placement,
        day=entry.day,
        starts=span.starts,
        ends=span.ends,
        minutes=span.minutes,
        did=tidy(entry.did),
        learnt=tidy(entry.learnt),
        question=tidy(entry.question),
        written_at=clock.now(),
    )
    care.watch_log(row, by)
    return row


@signed
@transaction.atomic
def remove(*, placement: Placement, entry: int, by: User) -> Placement:
    """The pupil takes a slip out again, until it is signed."""
    placement = placements.locked(placement)
    permissions.check_can_log(by, placement)
    row = placement.entries.filter(pk=entry).first()
    if row is None:
        raise NotFound(_("Không tìm thấy dòng nhật ký này."))
    if row.signed_by_id is not None:
        raise Conflict(_("Dòng này đã được ký, không sửa được nữa."))
    row.delete()
    return placement


@signed
@transaction.atomic
def sign_week(*, placement: Placement, day: dt.date, by: User) -> int:
    """The supervisor signs everything of the week of `day` that is not signed yet. Returns how much."""
    placement = placements.locked(placement)
    permissions.check_can_sign(by, placement)
    rows = list(_week(placement, day).filter(signed_by=None))
    for row in rows:
        row.signed_by, row.signed_at = by, clock.now()
        row.save(update_fields=["signed_by", "signed_at"])
    return _some(rows)


@signed
@transaction.atomic
def countersign_week(*, placement: Placement, day: dt.date, by: User) -> int:
    """The adviser, after the supervisor."""
    placement = placements.locked(placement)
    permissions.check_can_countersign(by, placement)
    rows = list(_week(placement, day).filter(signed_by__isnull=False, countersigned_by=None))
    for row in rows:
        row.countersigned_by, row.countersigned_at = by, clock.now()
        row.save(update_fields=["countersigned_by", "countersigned_at"])
    return _some(rows)


def _week(placement: Placement, day: dt.date) -> QuerySet[LogEntry]:
    monday = school_terms.monday_of(day)
    return placement.entries.filter(day__range=(monday, monday + dt.timedelta(days=6)))


def _minute(time: dt.time) -> dt.time:
    return time.replace(second=0, microsecond=0)


def _some(rows: list[LogEntry]) -> int:
    if not rows:
        raise Conflict(_("Tuần này không có dòng nào chờ ký."))
    return len(rows)


def _check_day(placement: Placement, day: dt.date) -> None:
    if day > clock.today():
        raise Invalid(_("Ngày này chưa đến. Hãy chọn hôm nay hoặc một ngày đã qua."), field="day")
    if day < clock.today() - dt.timedelta(days=LOG_BACK_DAYS):
        raise Invalid(_("Chỉ ghi được trong vòng hai tuần. Nhờ thầy cô giúp nhé."), field="day")
    if not placement.first_day <= day <= placement.last_day:
        raise Invalid(_("Ngày này nằm ngoài kỳ thực tập của em."), field="day")
