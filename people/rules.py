"""What is counted in days and years, the lives of things as tables, and what may be handed on to whom."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import (
    OPEN_DATA_REQUESTS,
    ChangeState,
    ClaimState,
    ClearanceCheck,
    ConcernStatus,
    ContactLevel,
    DataRequestKind,
    DataRequestState,
    DelegationScope,
    OrganisationKind,
    OrganisationStatus,
    Right,
    RosterState,
    SchoolLevel,
)

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
ADULT_AGE = 18
# Whom a school of ours can have on its roll.
PUPIL_AGES = (10, 20)
GRADES = (6, 12)
# An uploaded roster that nobody applies is thrown away: it is a list of children.
ROSTER_DAYS = 7

# How long each of an adult's checks holds from the day it was granted.
CHECK_DAYS = {
    ClearanceCheck.IDENTITY: 3 * 365,
    ClearanceCheck.ORGANISATION_WORD: 365,
    ClearanceCheck.REFERENCES: 3 * 365,
    ClearanceCheck.CODE_OF_CONDUCT: 365,
    ClearanceCheck.SAFEGUARDING_QUIZ: 365,
}
# What one does alone, at a screen: no reviewer stands behind it.
SELF_SERVICE = frozenset({ClearanceCheck.CODE_OF_CONDUCT, ClearanceCheck.SAFEGUARDING_QUIZ})
# A check that stands may be made anew once it is this old.
RENEW_AFTER_DAYS = 300
# Before a check lapses its adult is told once in each of these numbers of days.
LAPSE_REMINDER_DAYS = (30, 7)
# After a new code of conduct comes into force, those who signed an older one have so long to sign it.
CONDUCT_GRACE_DAYS = 30

REFEREES = 2
REFERENCE_DAYS = 21
REFERENCE_REMINDER_DAYS = 5
# Letters to strangers are not sent without end, and an old answer grants nothing.
REFEREES_A_DAY = 6
REFERENCE_FRESH_DAYS = 180

QUIZ_QUESTIONS = 10
# At least so many of the drawn questions are of those that must be right.
QUIZ_MUSTS = 4
QUIZ_PASS_PERCENT = 80
QUIZ_TRIES_A_DAY = 3


@dataclass(frozen=True)
class Need:
    """One check a level asks for; `within_days`: granted at most so long ago; `in_person`: not over a screen."""

    check: ClearanceCheck
    within_days: int | None = None
    in_person: bool = False


_FIVE = tuple(Need(check) for check in ClearanceCheck)
_SEEN = Need(ClearanceCheck.IDENTITY, within_days=365, in_person=True)
# What each level of contact needs; a level holds everything the one before it does.
LEVELS: dict[ContactLevel, tuple[Need, ...]] = {
    ContactLevel.POST_ONLY: (
        Need(ClearanceCheck.IDENTITY),
        Need(ClearanceCheck.ORGANISATION_WORD),
        Need(ClearanceCheck.CODE_OF_CONDUCT),
    ),
    # The five that `selectors/gates.py` asks for: from here on pupils and the adult may know of each other.
    ContactLevel.SUPERVISED_ONLINE: _FIVE,
    ContactLevel.ON_SITE: (*_FIVE, _SEEN),
    ContactLevel.IN_PERSON_MENTOR: (
        *_FIVE,
        _SEEN,
        Need(ClearanceCheck.REFERENCES, within_days=2 * 365),
        Need(ClearanceCheck.SAFEGUARDING_QUIZ, within_days=180),
    ),
}

_S = OrganisationStatus
ORGANISATION = Machine(
    "organisation",
    OrganisationStatus,
    _S.PENDING,
    [
        Transition("verify", _S.PENDING, _S.VERIFIED, _("xác minh")),
        Transition("request_changes", _S.PENDING, _S.CHANGES_REQUESTED, _("đề nghị bổ sung")),
        Transition("hand_in", _S.CHANGES_REQUESTED, _S.PENDING, _("gửi lại hồ sơ")),
        Transition("refuse", (_S.PENDING, _S.CHANGES_REQUESTED), _S.REFUSED, _("không nhận")),
        Transition("reopen", _S.REFUSED, _S.PENDING, _("xét lại")),
        Transition("suspend", (_S.PENDING, _S.CHANGES_REQUESTED, _S.VERIFIED), _S.SUSPENDED, _("tạm ngừng")),
        # Whoever was suspended while waiting becomes verified by being let in: the Department has looked.
        Transition("reinstate", _S.SUSPENDED, _S.VERIFIED, _("cho hoạt động lại")),
    ],
)
ORGANISATION_CHANGE = Machine(
    "organisation_change",
    ChangeState,
    ChangeState.WAITING,
    [
        Transition("accept", ChangeState.WAITING, ChangeState.ACCEPTED, _("duyệt")),
        Transition("refuse", ChangeState.WAITING, ChangeState.REFUSED, _("không duyệt")),
    ],
)
ALUMNUS_CLAIM = Machine(
    "alumnus_claim",
    ClaimState,
    ClaimState.WAITING,
    [
        Transition("confirm", ClaimState.WAITING, ClaimState.CONFIRMED, _("xác nhận")),
        Transition("refuse", ClaimState.WAITING, ClaimState.REFUSED, _("không xác nhận")),
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

ROSTER = Machine(
    "roster",
    RosterState,
    RosterState.MAPPING,
    [
        Transition("map", RosterState.MAPPING, RosterState.READY, _("chọn cột")),
        Transition("apply", RosterState.READY, RosterState.APPLYING, _("ghi vào danh sách trường")),
        # The school has changed since the preview, or the server broke down: nothing was written.
        Transition("give_back", RosterState.APPLYING, RosterState.READY, _("trả lại để xem")),
        Transition("finish", RosterState.APPLYING, RosterState.APPLIED, _("ghi xong")),
    ],
)

_MACHINES = (ORGANISATION, ORGANISATION_CHANGE, ALUMNUS_CLAIM, CONCERN, DATA_REQUEST, ROSTER)
MACHINES = {machine.name: machine for machine in _MACHINES}

# How long an invitation waits for its answer.
INVITATION_DAYS = 14
# How long a code that proves an e-mail address is good, and how often it may be mistyped or asked for again.
MAIL_CODE_MINUTES, MAIL_CODE_TRIES, MAIL_CODE_LETTERS = 15, 5, 3
# How far back somebody may have left school.
OLDEST_LEAVING_YEAR = 1950
OLDEST_AGE = 110

# What an organisation's file holds, as plain text; `commune` is a commune's code.
FILE = (
    "name", "short_name", "legal_name", "tax_code", "address", "commune", "signatory_name", "signatory_title",
    "website", "sector", "about",
)  # fmt: skip
_SIGNED = ("legal_name", "address", "signatory_name", "signatory_title")
_TAXED = ("legal_name", "tax_code", "address", "signatory_name", "signatory_title")
# Without these an organisation is not verified. Of public bodies the Department knows them.
NEEDED_IN_FILE: dict[OrganisationKind, tuple[str, ...]] = {
    OrganisationKind.ENTERPRISE: _TAXED,
    OrganisationKind.INVESTOR: _TAXED,
    OrganisationKind.UNIVERSITY: _SIGNED,
    OrganisationKind.YOUTH_UNION: _SIGNED,
    OrganisationKind.BUSINESS_ASSOCIATION: _SIGNED,
    OrganisationKind.ALUMNI_ASSOCIATION: _SIGNED,
}

# Which right goes to which kind of organisation, and how far it reaches there.
DELEGABLE: dict[tuple[OrganisationKind, Right], tuple[DelegationScope, ...]] = {
    (OrganisationKind.COMMUNE_OFFICE, Right.REVIEW_POSTS): (DelegationScope.COMMUNE,),
    (OrganisationKind.COMMUNE_OFFICE, Right.VERIFY_ORGANISATIONS): (DelegationScope.COMMUNE,),
    (OrganisationKind.COMMUNE_OFFICE, Right.RECORD_IDENTITY): (DelegationScope.COMMUNE,),
    (OrganisationKind.COMMUNE_OFFICE, Right.SEE_COVERAGE): (DelegationScope.COMMUNE, DelegationScope.THCS_OF_COMMUNE),
    (OrganisationKind.COMMUNE_OFFICE, Right.HANDLE_ERASURE): (DelegationScope.THCS_OF_COMMUNE,),
    (OrganisationKind.SCHOOL, Right.SEE_COVERAGE): (DelegationScope.OWN_SCHOOL,),
    (OrganisationKind.SCHOOL, Right.HANDLE_ERASURE): (DelegationScope.OWN_SCHOOL,),
}
# What the communes run since the districts went.
COMMUNE_LEVELS = (SchoolLevel.THCS,)


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
