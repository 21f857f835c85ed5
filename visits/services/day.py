"""What teachers note on the day of a visit: marks and head counts, many at once, sent twice and counted once."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from people.models import User
from visits.enums import HERE, CountMoment, MarkKind, Sent
from visits.models import Attendee, HeadCount, Mark, Visit
from visits.permissions import day as permissions
from visits.selectors import attendance
from visits.selectors import day as selectors
from visits.services import visits

_A_MOMENT = dt.timedelta(seconds=1)


@dataclass(frozen=True)
class NewMark:
    attendee: int
    kind: MarkKind
    client_id: uuid.UUID
    at: dt.datetime


@dataclass(frozen=True)
class NewCount:
    moment: CountMoment
    counted: int
    client_id: uuid.UUID
    at: dt.datetime


@dataclass(frozen=True)
class Told:
    """What became of one of them; `why` it was refused."""

    client_id: uuid.UUID
    outcome: Sent
    why: str = ""


@signed
@transaction.atomic
def take(
    *,
    visit: Visit,
    marks: Sequence[NewMark] = (),
    counts: Sequence[NewCount] = (),
    by: User,
    sent_at: dt.datetime | None = None,
    owner: int | None = None,
) -> list[Told]:
    """One that cannot be taken does not hold up the others. `sent_at`: what the phone's own clock said when it sent.

    `owner`: on whose page it was noted. Who logged in on that phone in the meantime does not sign for it.
    """
    visit = visits.locked(visit)
    permissions.check_can_take(by, visit)
    if owner is not None and owner != by.pk:
        raise Conflict(_("Điện thoại này đang đăng nhập bằng tài khoản khác. Đăng nhập lại để gửi những gì đã ghi."))
    batch = _Batch(visit, by, sent_at, [*marks, *counts])
    told = [batch.mark(mark) for mark in marks]
    Mark.objects.bulk_create(batch.marks)
    return told + [batch.count(count) for count in counts]


@signed
@transaction.atomic
def check_in(*, visit: Visit, code: str, by: User) -> tuple[Attendee, bool]:
    """By the code on the printed sheet. False when the pupil was marked as there already."""
    visit = visits.locked(visit)
    permissions.check_can_take(by, visit)
    attendee = selectors.attendee_by(visit, code)
    last = attendance.latest(visit).get(attendee.pk)
    if last is not None and last.kind in HERE:
        return attendee, False
    now = clock.now()
    Mark.objects.create(attendee=attendee, kind=MarkKind.PRESENT, at=now, taken_at=now, by=by, client_id=uuid.uuid4())
    return attendee, True


class _Batch:
    """What is sent in one go, looked at with what is known. The visit's row is locked."""

    def __init__(self, visit: Visit, by: User, sent_at: dt.datetime | None, sent: Iterable[NewMark | NewCount]) -> None:
        self.visit, self.by, self.now = visit, by, clock.now()
        self.sent_at = sent_at or self.now
        self.window = selectors.window_of(visit.slot)
        self.on = set(visit.attendees.filter(left_off_at=None).values_list("pk", flat=True))
        self.known = _known([one.client_id for one in sent])
        self.marks: list[Mark] = []

    def mark(self, new: NewMark) -> Told:
        if new.client_id not in self.known and new.attendee not in self.on:
            return Told(new.client_id, Sent.REFUSED, _("Em này không còn trong danh sách của chuyến đi."))
        at = self._own_time(new.at)
        if told := self._not_taken(new, at):
            return told
        facts = {"attendee_id": new.attendee, "kind": new.kind, "client_id": new.client_id}
        self.marks.append(Mark(at=at, taken_at=self.now, by=self.by, **facts))
        return Told(new.client_id, Sent.TAKEN)

    def count(self, new: NewCount) -> Told:
        """After the marks are written: what was noted until then says how many are expected."""
        at = self._own_time(new.at)
        if told := self._not_taken(new, at):
            return told
        HeadCount.objects.create(
            visit=self.visit,
            moment=new.moment,
            counted=new.counted,
            expected=attendance.here_at(self.visit, at),
            client_id=new.client_id,
            at=at,
            taken_at=self.now,
            by=self.by,
        )
        return Told(new.client_id, Sent.TAKEN)

    def _not_taken(self, new: NewMark | NewCount, at: dt.datetime) -> Told | None:
        if new.client_id in self.known:
            return Told(new.client_id, Sent.KNOWN)
        if at < self.window.opens_at:
            return Told(new.client_id, Sent.REFUSED, _("Giờ ghi không thuộc ngày đi của chuyến này."))
        self.known.add(new.client_id)
        return None

    def _own_time(self, noted: dt.datetime) -> dt.datetime:
        """By our clock, whatever the phone's says: as long ago as it was there, which may be before the visit's day."""
        ago = max(self.sent_at - noted, dt.timedelta())
        return self.now - min(ago, self.now - self.window.opens_at + _A_MOMENT)


def _known(client_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    return {
        client_id
        for model in (Mark, HeadCount)
        for client_id in model.objects.filter(client_id__in=client_ids).values_list("client_id", flat=True)
    }
