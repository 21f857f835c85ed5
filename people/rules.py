"""What is counted in days and years, the lives of things as tables, and what may be handed on to whom."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import (
    ChangeState,
    ClaimState,
    DelegationScope,
    OrganisationKind,
    OrganisationStatus,
    Right,
    SchoolLevel,
)

# The text guardians agree to; a new wording gets a new version, and each consent keeps the one it was given to.
CONSENT_TEXT = "2026.1"
# A consent covers one school year; the next one is asked anew.
CONSENT_DAYS = 365
CLEARANCE_DAYS = 365
ADULT_AGE = 18

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

MACHINES = {machine.name: machine for machine in (ORGANISATION, ORGANISATION_CHANGE, ALUMNUS_CLAIM)}

# How long an invitation waits for its answer.
INVITATION_DAYS = 14
# How long a code that proves an e-mail address is good, and how often it may be mistyped or asked for again.
CODE_MINUTES = 15
CODE_TRIES = 5
CODE_LETTERS = 3
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


def age_on(day: dt.date, birth_date: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older from 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
