"""Before a check lapses its adult is told, thirty and seven days ahead; once each, however often this runs."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from core import clock, jobs, wording
from people import rules
from people.enums import ClearanceCheck
from people.models import Clearance, Notice
from people.notice_kinds import CLEARANCE_EXPIRING
from people.selectors import gates
from people.services import notices


@transaction.atomic
def remind_lapsing() -> int:
    """How many letters were queued: a day on which the worker slept is caught up with."""
    last = clock.today() + dt.timedelta(days=max(rules.LAPSE_REMINDER_DAYS))
    rows = gates.standing_checks(clock.today()).filter(gates.is_supporter("user"), expires_on__lte=last)
    return sum(_remind(row) for row in rows.select_related("user").order_by("pk"))


def _remind(row: Clearance) -> bool:
    left = (row.expires_on - clock.today()).days
    step = min(days for days in rules.LAPSE_REMINDER_DAYS if left <= days)
    key = f"clearance-expiring:{row.pk}:{row.expires_on}:{step}"
    with translation.override(row.user.language):
        check, day = str(ClearanceCheck(row.check_kind).label), wording.short_date(row.expires_on)
    path = reverse("clearance")
    notices.send(to=[row.user_id], kind=CLEARANCE_EXPIRING, path=path, key=key, check=check, day=day)
    unsent = Notice.objects.filter(recipient=row.user_id, key=key, mailed_at=None).values_list("pk", flat=True).first()
    if unsent is None:
        return False
    jobs.enqueue("people.tasks.mail_notice", unsent)
    return True
