"""What is counted in days and years; the life of an organisation and of a request about data, each as one table."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import OPEN_DATA_REQUESTS, ConcernStatus, DataRequestKind, DataRequestState, OrganisationStatus

# The text guardians agree to; a new wording gets a new version, and each consent keeps the one it was given to.
CONSENT_TEXT = "2026.1"
# Consents end with the school year. Those given in its last days already cover the next one: that is how they renew.
SCHOOL_YEAR_ENDS = (7, 31)
RENEWAL_DAYS = 30
# How long a link may be answered, a code be typed, a visit last.
GUARDIAN_LINK_DAYS = 30
CODE_MINUTES, CODE_TRIES, CODES_AN_HOUR = 10, 5, 3
GUARDIAN_VISIT_MINUTES = 30
PAPER_BYTES = 10 * 1024 * 1024
CLEARANCE_DAYS = 365
ADULT_AGE = 18

ORGANISATION = Machine(
    "organisation",
    OrganisationStatus,
    OrganisationStatus.PENDING,
    [
        Transition("verify", OrganisationStatus.PENDING, OrganisationStatus.VERIFIED, _("xác minh")),
        Transition(
            "suspend",
            (OrganisationStatus.PENDING, OrganisationStatus.VERIFIED),
            OrganisationStatus.SUSPENDED,
            _("tạm ngừng"),
        ),
        # Whoever was suspended while waiting becomes verified by being let in: the Department has looked.
        Transition("reinstate", OrganisationStatus.SUSPENDED, OrganisationStatus.VERIFIED, _("cho hoạt động lại")),
    ],
)

# Decree 356/2025/NĐ-CP, article 5: a request is answered within 2 working days and carried out within days that differ
# by what is asked. For an erasure it allows 20; ours are 15, so that a slip of some days breaks no law.
ACKNOWLEDGE_WORKING_DAYS = 2
COMPLETE_DAYS = {
    DataRequestKind.ACCESS: 10,
    DataRequestKind.CORRECTION: 10,
    DataRequestKind.RESTRICTION: 15,
    DataRequestKind.ERASURE: 15,
}
# How long before its end a clock is said to be short.
SHORT_DAYS = 3
EXPORT_DAYS = 7

DATA_REQUEST = Machine(
    "data_request",
    DataRequestState,
    DataRequestState.RECEIVED,
    [
        Transition("acknowledge", DataRequestState.RECEIVED, DataRequestState.ACKNOWLEDGED, _("xác nhận đã nhận")),
        Transition("complete", OPEN_DATA_REQUESTS, DataRequestState.DONE, _("thực hiện")),
        Transition("refuse", OPEN_DATA_REQUESTS, DataRequestState.REFUSED, _("từ chối")),
        Transition("withdraw", OPEN_DATA_REQUESTS, DataRequestState.WITHDRAWN, _("rút lại")),
        # Of a restriction alone: the data may be used again.
        Transition("lift", DataRequestState.DONE, DataRequestState.LIFTED, _("cho xử lý lại")),
    ],
)

CONCERN = Machine(
    "concern",
    ConcernStatus,
    ConcernStatus.NEW,
    [
        Transition("look", ConcernStatus.NEW, ConcernStatus.LOOKED, _("mở xem")),
        Transition("ask_close", ConcernStatus.LOOKED, ConcernStatus.CLOSING, _("đề nghị khép lại")),
        Transition("keep_open", ConcernStatus.CLOSING, ConcernStatus.LOOKED, _("chưa khép lại")),
        Transition("confirm", ConcernStatus.CLOSING, ConcernStatus.CLOSED, _("người thứ hai xác nhận")),
    ],
)

MACHINES = {machine.name: machine for machine in (ORGANISATION, CONCERN, DATA_REQUEST)}

SATURDAY = 5


def consent_ends(given_on: dt.date) -> dt.date:
    """The last day a consent given on that day counts: 31 July following, or a year later when that is near."""
    end = dt.date(given_on.year, *SCHOOL_YEAR_ENDS)
    return end if given_on < end - dt.timedelta(days=RENEWAL_DAYS) else end.replace(year=end.year + 1)


def consents_count_from(today: dt.date) -> dt.date:
    """The first day whose consents still count today."""
    end = dt.date(today.year, *SCHOOL_YEAR_ENDS)
    last = end if today > end else end.replace(year=end.year - 1)
    return last - dt.timedelta(days=RENEWAL_DAYS)


def age_on(day: dt.date, birth_date: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older from 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def one_working_day_after(moment: dt.datetime) -> dt.datetime:
    """The same time on the next weekday; what comes in at a weekend is due by the end of Monday's working hours."""
    if moment.weekday() >= SATURDAY:
        moment = moment.replace(hour=17, minute=0, second=0, microsecond=0)
        return moment + dt.timedelta(days=7 - moment.weekday())
    return moment + dt.timedelta(days=1 if moment.weekday() + 1 < SATURDAY else 3)
