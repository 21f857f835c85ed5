"""What is said by the clock: who holds a step up, what is missing before the day, what to bring tomorrow, what froze.

Each runs as often as one likes: what was said once is not said again.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from people.models import User
from visits import events, rules
from visits.enums import UNCONFIRMED_STATES, Step, VisitAction, VisitState
from visits.models import Hosting, Visit
from visits.notice_kinds import chain as kinds
from visits.permissions import changes as permissions
from visits.selectors import obstacles, parties, readiness, waits
from visits.services import notices, visits

_BRING_MOST = 300


@signed
@transaction.atomic
def remind(*, visit: Visit, step: Step, by: User) -> Visit:
    """By hand, of one step and once a day."""
    visit = visits.locked(visit)
    permissions.check_can_remind(by, visit)
    wait = next((wait for wait in waits.of([visit]).get(visit.pk, []) if wait.step == step), None)
    if wait is None:
        raise Conflict(_("Bước này không còn chờ ai."))
    permissions.check_is_worth_reminding(by, wait)
    _note(visit, step, by)
    return visit


def remind_holders() -> int:
    """Whoever holds a step up for `rules.REMIND_AFTER`, once in that time. Returns of how many visits."""
    late = clock.now() - rules.REMIND_AFTER
    rows = Visit.objects.filter(
        state__in=UNCONFIRMED_STATES, waits_since__lte=late, slot__starts_at__gt=clock.now()
    ).exclude(reminded_at__gt=late)
    return sum(_remind_holders(visit) for visit in rows.order_by("pk"))


def tell_missing() -> int:
    """The organiser, a week and three days before the day of a visit that is not confirmed. Returns how many."""
    last = clock.now() + dt.timedelta(days=max(rules.MISSING_DAYS))
    rows = _whole().filter(state__in=UNCONFIRMED_STATES, slot__starts_at__gt=clock.now(), slot__starts_at__lte=last)
    return sum(_tell_missing(visit) for visit in rows)


def tell_day_before() -> int:
    """Everybody who goes or receives; nobody where something froze the visit. Returns of how many visits."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    rows = [visit for visit in _confirmed() if timezone.localdate(visit.slot.starts_at) == tomorrow]
    frozen = obstacles.among(rows)
    going = [visit for visit in rows if visit.pk not in frozen]
    for visit in going:
        _tell_day_before(visit)
    return len(going)


def tell_frozen() -> int:
    """Whoever prepares a confirmed visit that something freezes today, once for each set of reasons."""
    rows = list(_confirmed())
    frozen = obstacles.among(rows)
    for visit in rows:
        if visit.pk in frozen:
            key = f"visit-frozen:{visit.pk}:{visit.sequence}:{'-'.join(frozen[visit.pk])}"
            told = parties.organisers_of(visit) | parties.heads_of(visit.school_id)
            notices.tell(visit, kinds.VISIT_PAUSED, told, key=key)
    return len(frozen)


@transaction.atomic
def _remind_holders(visit: Visit) -> bool:
    visit = visits.locked(visit)
    late = clock.now() - rules.REMIND_AFTER
    if visit.waits_since > late or (visit.reminded_at and visit.reminded_at > late):
        return False
    for wait in waits.of([visit]).get(visit.pk, []):
        _note(visit, wait.step, None)
    visit.reminded_at = clock.now()
    visit.save()
    return True


def _note(visit: Visit, step: Step, by: User | None) -> None:
    visits.record(visit, VisitAction.REMIND, by, about=step)
    events.visit_reminded.publish(visit.pk, step.value)


def _tell_missing(visit: Visit) -> bool:
    days = (timezone.localdate(visit.slot.starts_at) - clock.today()).days
    step = min((mark for mark in rules.MISSING_DAYS if days <= mark), default=None)
    if step is None:
        return False
    # Two keys and the last one are missing, too, as long as they are not turned.
    count = len(readiness.missing_from(visit)) + len(waits.of([visit]).get(visit.pk, []))
    key = f"visit-missing:{visit.pk}:{visit.sequence}:{step}"
    notices.tell(visit, kinds.VISIT_MISSING, parties.organisers_of(visit), key=key, count=count)
    return True


def _tell_day_before(visit: Visit) -> None:
    hosting = Hosting.objects.filter(offer=visit.slot.offer_id).first()
    bring = " ".join(hosting.to_bring.split())[:_BRING_MOST] if hosting else ""
    key = f"visit-tomorrow:{visit.pk}:{visit.sequence}"
    time = f"{timezone.localtime(visit.slot.starts_at):%H:%M}"
    notices.tell(visit, kinds.VISIT_TOMORROW, notices.everybody_grown(visit), key=key, time=time)
    kind = kinds.VISIT_BRING if bring else kinds.VISIT_TOMORROW
    notices.tell(visit, kind, parties.pupils_of(visit), key=key, time=time, bring=bring)


def _confirmed() -> list[Visit]:
    rows = _whole().filter(state=VisitState.CONFIRMED, slot__starts_at__gt=clock.now())
    return list(rows.order_by("pk"))


def _whole() -> QuerySet[Visit]:
    return Visit.objects.select_related("slot__offer__organisation", "school__organisation", "safety", "accepted_by")
