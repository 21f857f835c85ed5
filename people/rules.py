"""What is counted in days and years, and the life of an organisation as one table."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import OrganisationStatus

# The text guardians agree to; a new wording gets a new version, and each consent keeps the one it was given to.
CONSENT_TEXT = "2026.1"
# A consent covers one school year; the next one is asked anew.
CONSENT_DAYS = 365
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

MACHINES = {ORGANISATION.name: ORGANISATION}


def age_on(day: dt.date, birth_date: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older from 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
