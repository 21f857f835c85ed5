"""Consents end with the school year: the school hears of it a month before, and a month after of what is still open."""

import datetime as dt

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from core import clock
from people import rules
from people.enums import Role
from people.models import Affiliation, Consent
from people.notice_kinds import CONSENTS_ENDED, CONSENTS_ENDING, Kind
from people.selectors import gates
from people.selectors.guardians import stands
from people.selectors.pupil_papers import IN_CHARGE
from people.services import notices


def remind_schools() -> None:
    today = clock.today()
    near, gone = today + dt.timedelta(days=rules.RENEWAL_DAYS), today - dt.timedelta(days=rules.RENEWAL_DAYS)
    among = Consent.objects.filter(stands("guardianship__"), withdrawn_at=None)
    _tell(among.filter(expires_on__range=(today, near)), CONSENTS_ENDING)
    _tell(among.filter(expires_on__range=(gone, today - dt.timedelta(days=1))), CONSENTS_ENDED)


def _tell(rows: QuerySet[Consent], kind: Kind) -> None:
    """One line a school and school year, to each of those in charge, with how many pupils it is about."""
    in_school = gates.affiliation_is_current("guardianship__pupil__affiliations__") & Q(
        guardianship__pupil__affiliations__role=Role.STUDENT
    )
    counted = (
        rows.filter(in_school)
        .values("expires_on", school=F("guardianship__pupil__affiliations__organisation"))
        .annotate(pupils=Count("guardianship__pupil", distinct=True))
        .order_by("school", "expires_on")
    )
    for line in counted:
        notices.send(
            to=_in_charge(line["school"]),
            kind=kind,
            path=f"{reverse('consent_board')}?school={line['school']}",
            key=f"{kind.code}:{line['school']}:{line['expires_on']:%Y}",
            pupils=line["pupils"],
            day=f"{line['expires_on']:%d/%m/%Y}",
        )


def _in_charge(school: int) -> QuerySet[Affiliation, int]:
    rows = Affiliation.objects.filter(
        gates.affiliation_is_current(), organisation=school, role__in=IN_CHARGE, user__is_active=True
    )
    return rows.values_list("user", flat=True)
