"""The chain of a visit as one table, what a change opens again, and the numbers everything keeps to."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from network.enums import OfferKind
from visits.calendar_enums import CalendarStatus
from visits.enums import (
    HOLDING_STATES,
    OPEN_SESSION_STATES,
    OPEN_VISIT_STATES,
    PREPARED_PLACEMENT_STATES,
    Change,
    PlacementState,
    SessionState,
    SlotRequestState,
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

_A, _B = SessionState.ASKED, SessionState.BOOKED
# The mentor said yes beforehand, by opening the hours; the other yes is that of the staff member who will be there: no
# adult and minor alone.
SESSION = Machine(
    "session",
    SessionState,
    _A,
    [
        Transition("attend", OPEN_SESSION_STATES, _B, _("thầy cô xác nhận có mặt")),
        Transition("step_back", _B, _A, _("thầy cô không có mặt được")),
        # The staff may correct a no-show that was noted by mistake.
        Transition("hold", (_B, SessionState.NO_SHOW), SessionState.HELD, _("ghi đã gặp")),
        Transition("miss", _B, SessionState.NO_SHOW, _("ghi không đến")),
        Transition("cancel", OPEN_SESSION_STATES, SessionState.CANCELLED, _("hủy")),
        # Nobody of the staff confirmed before it began, or nobody noted in time what became of it.
        Transition("expire", OPEN_SESSION_STATES, SessionState.EXPIRED, _("quá hạn")),
    ],
)
SLOT_REQUEST = Machine(
    "slot_request",
    SlotRequestState,
    SlotRequestState.OPEN,
    [
        Transition("answer", SlotRequestState.OPEN, SlotRequestState.ANSWERED, _("mở khung giờ và nhận đoàn")),
        Transition("withdraw", SlotRequestState.OPEN, SlotRequestState.WITHDRAWN, _("rút lại")),
        Transition("expire", SlotRequestState.OPEN, SlotRequestState.EXPIRED, _("quá hạn")),
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
MACHINES = {machine.name: machine for machine in (VISIT, SESSION, SLOT_REQUEST, PLACEMENT)}

# Which steps a change opens again: exactly those that were taken without knowing of it.
TOUCHES: dict[Change, frozenset[Step]] = {
    Change.TIME: frozenset({Step.SCHOOL, Step.HOST, Step.GUARDIANS, Step.CONFIRMATION}),
    Change.PLACE: frozenset({Step.SCHOOL, Step.GUARDIANS, Step.CONFIRMATION}),
    Change.PARTY: frozenset({Step.SCHOOL, Step.HOST, Step.CONFIRMATION}),
    # Teachers and buses are found after the head and the host said yes: the head may still take the key back.
    Change.STAFF: frozenset({Step.CONFIRMATION}),
    Change.TRANSPORT: frozenset({Step.GUARDIANS, Step.CONFIRMATION}),
    # Only whoever joins needs an answer, and each answer belongs to one pupil.
    Change.ROSTER: frozenset({Step.CONFIRMATION}),
}
# What of a visit a calendar shows.
ON_CALENDARS = frozenset({Change.TIME, Change.PLACE, Change.TRANSPORT})
# As what a calendar shows a visit; what is not named is no entry yet, or no entry any more.
CALENDAR_STATUS = {
    **dict.fromkeys(HOLDING_STATES, CalendarStatus.TENTATIVE),
    _S.CONFIRMED: CalendarStatus.CONFIRMED,
    _S.HELD: CalendarStatus.CONFIRMED,
    **dict.fromkeys((_S.REFUSED, _S.CANCELLED, _S.EXPIRED), CalendarStatus.CANCELLED),
}
# As what it shows a mentoring session, and an internship: one is no entry before everybody has agreed.
SESSION_CALENDAR_STATUS = {
    _A: CalendarStatus.TENTATIVE,
    **dict.fromkeys((_B, SessionState.HELD, SessionState.NO_SHOW), CalendarStatus.CONFIRMED),
    **dict.fromkeys((SessionState.CANCELLED, SessionState.EXPIRED), CalendarStatus.CANCELLED),
}
PLACEMENT_CALENDAR_STATES = (_P.AGREED, _P.RUNNING, _P.COMPLETED, _P.STOPPED)
# How far back and ahead a calendar reaches, and how long a span one may ask for at once.
CALENDAR_BACK, CALENDAR_AHEAD, CALENDAR_SPAN = dt.timedelta(days=60), dt.timedelta(days=366), dt.timedelta(days=100)
# Days of a calendar that a page shows as a list.
CALENDAR_PAGE = dt.timedelta(days=28)
FEEDS_MOST = 5
# Programs read a calendar every hour or so; more often than this in an hour nobody needs it.
FEED_READS_AN_HOUR = 60
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
# How long teachers and host may still talk after the day.
TALK_AFTER = dt.timedelta(days=14)
SERIES_DAYS = 366
SLOT_MINUTES = (30, 10 * 60)
# Nobody receives pupils before or after.
SLOT_HOURS = (dt.time(6), dt.time(21))
GROUPS_MOST = 20
# Kinds of offers that receive pupils at set times.
HOSTED_KINDS = (OfferKind.VISIT, OfferKind.TALK, OfferKind.INTERNSHIP)
NEAREST = 5

# Guardians who are silent are told again after so many days, so many times.
TELL_AGAIN_AFTER = dt.timedelta(days=3)
TELL_AGAIN = 2
# What guardians told the teachers about a child's health is thrown away so long after the visit.
NOTES_KEPT = dt.timedelta(days=30)
# Mentoring sessions: from so many minutes to so many
SESSION_MINUTES = (15, 180)
# Adults write to pupils, and meet them, between these hours of the day.
DAY_BEGINS, DAY_ENDS = dt.time(6), dt.time(21)
# How long before it begins a session can be asked for: the staff have to arrange to be there.
SESSION_AHEAD = dt.timedelta(hours=12)
# How many days ahead times are offered.
SESSION_DAYS = 28
# Whoever cancels later than this before the beginning says why.
CANCEL_FREELY = dt.timedelta(hours=12)
# The room opens so long before the beginning.
JOIN_EARLY = dt.timedelta(minutes=15)
# What became of a session is noted until so long after its end.
MARK_WITHIN = dt.timedelta(hours=48)
# A challenge names no hours a month: each of its teams has so many minutes.
CHALLENGE_MINUTES = 120
# A team's fair share of a month is never less than this, as long as the whole lasts.
SHARE_LEAST = 60
# So many sessions a mentor missed within so long: somebody asks how they are.
MISSED_OFTEN, MISSED_WITHIN = 2, dt.timedelta(days=120)
HOURS_MOST = 30
DAYS_OFF_AHEAD = 366
# Where near in time and near in place are weighed against each other, a day is as much as so many kilometres.
KM_A_DAY = 5
# Hosts who are told of one request.
TOLD_MOST = 10
# No placement is longer, and none is asked for further ahead.
PLACEMENT_DAYS = 183
PLACEMENT_TASKS = 6
# For so long a day may still be written down.
LOG_BACK_DAYS = 14
# So long before its last day, and after it ended, the three last words may be written.
EVALUATION_BEFORE_DAYS, EVALUATION_AFTER_DAYS = 7, 30
# Who is there is noted from so long before a visit begins until so long after its end; then it is final.
DAY_BEFORE, DAY_AFTER = dt.timedelta(hours=3), dt.timedelta(hours=12)
# What a phone sends at once, after hours without a network.
SENT_MOST = 400

# So long after a visit a pupil may tell of it.
REFLECT_WITHIN = dt.timedelta(days=30)
# What one side said of a visit the other reads once both have, or so long after the day.
FEEDBACK_HIDDEN = dt.timedelta(days=14)
# A share of fewer answers would tell who said what.
AGAIN_LEAST = 5
# Who has not yet told of a visit, or said how it was, is reminded once, so long after it.
TELL_AFTER = dt.timedelta(days=3)
# Names that may be tried on certificates in an hour: from one address, and on one certificate.
NAME_TRIES, NAME_TRIES_A_CODE = 10, 30
