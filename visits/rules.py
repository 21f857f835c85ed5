"""The chain of a visit as one table, what a change opens again, and the numbers everything keeps to."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from visits.enums import (
    OPEN_VISIT_STATES,
    PREPARED_PLACEMENT_STATES,
    Change,
    PlacementState,
    Step,
    VisitState,
)

_S = VisitState
_EITHER = (_S.PREPARING, _S.CONFIRMED)

VISIT = Machine(
    "visit",
    VisitState,
    _S.WAITING,
    [
        # Whoever books joins the line; with seats free the line moves at once.
        Transition("promote", _S.WAITING, _S.ASKED, _("được xếp chỗ")),
        Transition("approve", _S.ASKED, _S.SCHOOL_APPROVED, _("nhà trường duyệt")),
        Transition("approve", _S.HOST_ACCEPTED, _S.PREPARING, _("nhà trường duyệt")),
        Transition("accept", _S.ASKED, _S.HOST_ACCEPTED, _("nơi đón nhận lời")),
        Transition("accept", _S.SCHOOL_APPROVED, _S.PREPARING, _("nơi đón nhận lời")),
        Transition("confirm", _S.PREPARING, _S.CONFIRMED, _("chốt chuyến đi")),
        # A key taken back, or opened again by a change that it did not know of.
        Transition("reopen_school", _S.SCHOOL_APPROVED, _S.ASKED, _("cần nhà trường duyệt lại")),
        Transition("reopen_school", _EITHER, _S.HOST_ACCEPTED, _("cần nhà trường duyệt lại")),
        Transition("reopen_host", _S.HOST_ACCEPTED, _S.ASKED, _("cần nơi đón nhận lời lại")),
        Transition("reopen_host", _EITHER, _S.SCHOOL_APPROVED, _("cần nơi đón nhận lời lại")),
        Transition("reopen_both", _EITHER, _S.ASKED, _("cần cả hai bên đồng ý lại")),
        Transition("reopen", _S.CONFIRMED, _S.PREPARING, _("cần chốt lại")),
        Transition("hold", _S.CONFIRMED, _S.HELD, _("đã diễn ra")),
        Transition("refuse", OPEN_VISIT_STATES[:-1], _S.REFUSED, _("từ chối")),
        Transition("cancel", OPEN_VISIT_STATES, _S.CANCELLED, _("hủy")),
        Transition("expire", OPEN_VISIT_STATES[:-1], _S.EXPIRED, _("quá hạn")),
    ],
)

_P = PlacementState
# The four keys turn in any order and are columns of the row; all four together make it agreed.
PLACEMENT = Machine(
    "placement",
    PlacementState,
    _P.ASKED,
    [
        Transition("agree", _P.ASKED, _P.AGREED, _("đủ bốn bên đồng ý")),
        # A key turned back, or opened again by a change that it did not know of.
        Transition("reopen", _P.AGREED, _P.ASKED, _("cần đồng ý lại")),
        Transition("begin", _P.AGREED, _P.RUNNING, _("bắt đầu thực tập")),
        Transition("complete", _P.RUNNING, _P.COMPLETED, _("hoàn thành")),
        Transition("stop", _P.RUNNING, _P.STOPPED, _("dừng giữa chừng")),
        Transition("refuse", PREPARED_PLACEMENT_STATES, _P.REFUSED, _("từ chối")),
        Transition("withdraw", PREPARED_PLACEMENT_STATES, _P.WITHDRAWN, _("rút lại")),
        Transition("expire", PREPARED_PLACEMENT_STATES, _P.EXPIRED, _("quá hạn")),
    ],
)
MACHINES = {machine.name: machine for machine in (VISIT, PLACEMENT)}

# Which steps a change opens again: exactly those that were taken without knowing of it.
TOUCHES: dict[Change, frozenset[Step]] = {
    Change.TIME: frozenset({Step.SCHOOL, Step.HOST, Step.GUARDIANS, Step.CONFIRMATION}),
    Change.PLACE: frozenset({Step.SCHOOL, Step.GUARDIANS, Step.CONFIRMATION}),
    Change.PARTY: frozenset({Step.SCHOOL, Step.HOST, Step.CONFIRMATION}),
    Change.STAFF: frozenset({Step.SCHOOL, Step.CONFIRMATION}),
    Change.TRANSPORT: frozenset({Step.SCHOOL, Step.GUARDIANS, Step.CONFIRMATION}),
    # Only whoever joins needs an answer, and each answer belongs to one pupil.
    Change.ROSTER: frozenset({Step.CONFIRMATION}),
}
# Where each key has been turned.
SCHOOL_KEY_STATES = (_S.SCHOOL_APPROVED, *_EITHER, _S.HELD)
HOST_KEY_STATES = (_S.HOST_ACCEPTED, *_EITHER, _S.HELD)

PARTY_MOST = 200
# Pupils to one grown-up of the school, where the place asks for nothing stricter.
RATIO = 15
STAFF_LEAST = 2
# A host's answers about safety are offered again for so long.
SAFETY_DAYS = 183
# How long before it begins a slot can still be booked: the guardians need time to answer.
BOOK_AHEAD = dt.timedelta(days=3)
# How long a step waits before whoever holds it up is reminded.
REMIND_AFTER = dt.timedelta(days=3)
SERIES_DAYS = 366
SLOT_MINUTES = (30, 10 * 60)
NEAREST = 5

# No placement is longer, and none is asked for further ahead.
PLACEMENT_DAYS = 183
PLACEMENT_TASKS = 6
# For so long a day may still be written down.
LOG_BACK_DAYS = 14
# So long before its last day, and after it ended, the three last words may be written.
EVALUATION_BEFORE_DAYS, EVALUATION_AFTER_DAYS = 7, 30
