"""The chain of a visit as one table, what a change opens again, and the numbers everything keeps to."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES, Change, Step, VisitState

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
MACHINES = {machine.name: machine for machine in (VISIT,)}

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
# What of a visit a calendar shows.
ON_CALENDARS = frozenset({Change.TIME, Change.PLACE, Change.TRANSPORT})
# As what a calendar shows a visit; what is not named is no entry yet, or no entry any more.
CALENDAR_STATUS = {
    **dict.fromkeys(HOLDING_STATES, "TENTATIVE"),
    _S.CONFIRMED: "CONFIRMED",
    _S.HELD: "CONFIRMED",
    **dict.fromkeys((_S.REFUSED, _S.CANCELLED, _S.EXPIRED), "CANCELLED"),
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
# How long before it begins the organiser is told what is still missing.
MISSING_DAYS = (7, 3)
STAFF_MOST = 20
SERIES_DAYS = 366
SLOT_MINUTES = (30, 10 * 60)
NEAREST = 5
