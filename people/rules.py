"""What is counted in days and years, and the life of an organisation as one table."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from people.enums import OrganisationStatus, RosterState

# The text guardians agree to; a new wording gets a new version, and each consent keeps the one it was given to.
CONSENT_TEXT = "2026.1"
# A consent covers one school year; the next one is asked anew.
CONSENT_DAYS = 365
CLEARANCE_DAYS = 365
ADULT_AGE = 18
# Whom a school of ours can have on its roll.
PUPIL_AGES = (10, 20)
GRADES = (6, 12)
# An uploaded roster that nobody applies is thrown away: it is a list of children.
ROSTER_DAYS = 7

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

MACHINES = {machine.name: machine for machine in (ORGANISATION, ROSTER)}


def age_on(day: dt.date, birth_date: dt.date) -> int:
    """Whole years; somebody born on 29 February is a year older from 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
