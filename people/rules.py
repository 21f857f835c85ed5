"""What is counted in days and years, and the life of an organisation as one table."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import ClearanceCheck, ContactLevel, OrganisationStatus

# The text guardians agree to; a new wording gets a new version, and each consent keeps the one it was given to.
CONSENT_TEXT = "2026.1"
# A consent covers one school year; the next one is asked anew.
CONSENT_DAYS = 365
ADULT_AGE = 18

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

MACHINES = {ORGANISATION.name: ORGANISATION}


def age_on(day: dt.date, birth_date: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older from 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
