"""The school's staff put pupils on a visit's roster and take them off it, never more than its party."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, jobs, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from people.models import User
from visits.enums import Answer, Change, VisitState
from visits.models import Agreement, Attendee, Visit
from visits.permissions import visits as permissions
from visits.selectors import agreements, readiness, rosters
from visits.services import busy, visits

_ASKED_BY_ITSELF = (VisitState.PREPARING, VisitState.CONFIRMED)


@dataclass(frozen=True)
class Added:
    """`already`: of those named, how many were on the roster before."""

    visit: Visit
    count: int
    already: int


@signed
@transaction.atomic
def add(*, visit: Visit, pupils: Iterable[int], by: User) -> Added:
    """All of them or none, with their time; who is there already stays. A confirmed visit is confirmed anew."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    named = _named(visit, set(pupils))
    there = {row.pupil_id: row for row in visit.attendees.all()}
    new = [pupil for pupil in named if pupil.pk not in there or there[pupil.pk].left_off_at]
    if new:
        _check_room(visit, len(new), sum(row.left_off_at is None for row in there.values()))
        _check_old_enough(visit, new)
        _check_not_refused(visit, new)
        busy.take(
            visit=visit,
            people=[pupil.pk for pupil in new],
            starts_at=visit.slot.starts_at,
            ends_at=visit.slot.ends_at,
        )
        _write(visit, [pupil.pk for pupil in new], there)
        _changed(visit, by, ngettext("Thêm %(count)d em.", "Thêm %(count)d em.", len(new)) % {"count": len(new)})
    return Added(visit, len(new), len(named) - len(new))


@signed
@transaction.atomic
def remove(*, visit: Visit, pupil: int, by: User) -> Visit:
    """Off the roster as if never on it, with what guardians said about it; the trail keeps both."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    row = visit.attendees.filter(pupil=pupil).first()
    if row is None:
        raise Conflict(_("Em này không còn trong danh sách."))
    was_on = row.left_off_at is None
    row.delete()
    if was_on:
        busy.let_go(visit=visit, people=[pupil])
        _changed(visit, by, _("Bớt 1 em."))
    return visit


def _named(visit: Visit, wanted: set[int]) -> list[User]:
    if not wanted:
        raise Invalid(_("Hãy chọn ít nhất một em."), field="pupils")
    found = rosters.may_join(visit, wanted)
    if len(found) != len(wanted):
        raise Invalid(_("Có em không còn học ở trường này. Hãy tải lại trang rồi chọn lại."), field="pupils")
    return found


def _check_room(visit: Visit, more: int, there: int) -> None:
    room = max(0, visit.party - there)
    if more > room:
        raise Conflict(
            _(
                "Chuyến đi giữ %(party)d chỗ, danh sách còn %(room)d, mà thầy cô chọn %(more)d em."
                " Hãy chọn bớt, hoặc đổi số học sinh của chuyến đi."
            )
            % {"party": visit.party, "room": room, "more": more}
        )


def _check_old_enough(visit: Visit, pupils: list[User]) -> None:
    young = [pupil.full_name for pupil in pupils if not readiness.is_old_enough(pupil.birth_date, visit)]
    if young and visit.safety:
        raise Conflict(
            _("Nơi đón nhận học sinh từ %(age)d tuổi. Chưa đủ tuổi, hoặc hồ sơ chưa có ngày sinh: %(names)s.")
            % {"age": visit.safety.age_min, "names": ", ".join(young)}
        )


def _check_not_refused(visit: Visit, pupils: list[User]) -> None:
    """A guardian's no is changed by the guardian, not by asking again."""
    said = Agreement.objects.filter(attendee__visit=visit, attendee__pupil__in=pupils)
    answers = agreements.answers_among(said)
    refused = {pk for pk, answer in answers.items() if answer == Answer.NO}
    names = Attendee.objects.filter(pk__in=refused).values_list("pupil__full_name", flat=True)
    if names:
        raise Conflict(
            _("Phụ huynh đã nói không cho chuyến này, và chỉ gia đình mới đổi được: %(names)s.")
            % {"names": ", ".join(names)}
        )


def _write(visit: Visit, pupils: list[int], there: dict[int, Attendee]) -> None:
    now = clock.now()
    back = [there[pk].pk for pk in pupils if pk in there]
    trail.update(Attendee.objects.filter(pk__in=back), left_off_at=None)
    rows = [Attendee(visit=visit, pupil_id=pk, added_at=now) for pk in pupils if pk not in there]
    trail.create(Attendee, rows)


def _changed(visit: Visit, by: User, text: str) -> None:
    if visit.state == VisitState.CONFIRMED:
        visits.reopen(visit, Change.ROSTER, by, text)
    if visit.state in _ASKED_BY_ITSELF:
        jobs.enqueue("visits.tasks.ask_guardians", visit.pk)
