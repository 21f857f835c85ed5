"""One visit with everything its reader may know: the next step, the chain, what is missing, who goes, what happened."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.permissions import reason
from network.forms.proposals import ReasonForm
from visits.enums import HOLDING_STATES, OPEN_VISIT_STATES, VisitSide, VisitState
from visits.forms.chain import AcceptForm
from visits.models import Hosting, Visit
from visits.permissions import changes
from visits.permissions import day as day_permissions
from visits.permissions import visits as permissions
from visits.rules import HOST_KEY_STATES, SCHOOL_KEY_STATES
from visits.selectors import chain, day, obstacles, readiness, talks, waits
from visits.selectors import visits as selectors
from visits.views import next_step


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, selectors.get_for(request.user, pk))


def page(request: HttpRequest, visit: Visit, *, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms`: what somebody sent with a mistake, shown again with everything typed."""
    user, side = request.user, selectors.side_of(request.user, visit)
    frozen, answers = obstacles.of(visit), waits.answers_of([visit])[visit.pk]
    open_steps = waits.of([visit], {visit.pk: answers}).get(visit.pk, [])
    is_prepared = side == VisitSide.SCHOOL and visit.state in HOLDING_STATES
    missing = readiness.missing_from(visit) if is_prepared and visit.state != VisitState.CONFIRMED else []
    staff = list(visit.staff.select_related("person"))
    context = {
        "visit": visit,
        "side": side,
        "hosting": Hosting.objects.filter(offer=visit.slot.offer_id).first(),
        "next": next_step.of(user, visit, side, missing, frozen),  # type: ignore[arg-type]
        "frozen": [found.label for found in frozen],
        "chain": chain.links(visit, side, open_steps, answers) if side != VisitSide.PUPIL else [],
        "reminders": _reminders(request, open_steps) if side != VisitSide.PUPIL else [],
        "missing": [(found.label, next_step.form_for(found, visit)) for found in missing],
        "answers": answers,
        "staff": staff if side == VisitSide.SCHOOL else [row for row in staff if row.is_lead],
        "history": chain.history(visit, user.pk, side),
        "roster_url": next_step.place("visit_roster", visit.pk) if side == VisitSide.SCHOOL else "",
        "day_url": _day_url(request, visit, side),
        "may_talk": visit.state in (*HOLDING_STATES, VisitState.HELD) and talks.is_in(user, visit),
        **_may(request, visit, side),
        **_forms(visit, side),
        **forms,
    }
    return render(request, "visits/visit_detail.html", context, status=status)


def _day_url(request: HttpRequest, visit: Visit, side: VisitSide) -> str:
    """Where attendance is: with names for those who go along, in numbers for the other grown-ups."""
    if visit.state not in day.ON_STATES or side == VisitSide.PUPIL:
        return ""
    goes = side == VisitSide.SCHOOL and day_permissions.can_go_along(request.user, visit)  # type: ignore[arg-type]
    return next_step.place("visit_day" if goes else "visit_reception", visit.pk)


def _may(request: HttpRequest, visit: Visit, side: VisitSide) -> dict[str, Any]:
    """What the reader may do here; a right that lacks only something says what."""
    user: Any = request.user
    if side == VisitSide.PUPIL or visit.state not in OPEN_VISIT_STATES:
        return {}
    heads, hosts = permissions.is_head_of(user, visit.school_id), permissions.hosts(user, visit)
    # In the line it is nobody's guest yet: nothing to decide.
    school_open = visit.state in HOLDING_STATES and visit.state not in SCHOOL_KEY_STATES
    host_open = visit.state in HOLDING_STATES and visit.state not in HOST_KEY_STATES
    return {
        "decides_school": heads and school_open,
        "decides_host": side == VisitSide.HOST and host_open,
        "approve_held": reason(permissions.check_can_approve, user, visit) if heads and school_open else None,
        "accept_held": reason(permissions.check_can_accept, user, visit) if hosts and host_open else None,
        "may_send_back": permissions.can_send_back(user, visit),
        "may_refuse": (heads and school_open) or (hosts and host_open),
        "may_take_back": (heads and visit.state in SCHOOL_KEY_STATES) or (hosts and visit.state in HOST_KEY_STATES),
        "may_cancel": permissions.can_cancel(user, visit),
        "may_prepare": permissions.can_prepare(user, visit),
        "may_hand_in": permissions.can_hand_in(user, visit),
        "may_move_slot": side == VisitSide.HOST and changes.can_move_slot(user, visit.slot),
    }


def _forms(visit: Visit, side: VisitSide) -> dict[str, Any]:
    sheets = chain.sheets_for(visit) if side == VisitSide.HOST else []
    names = ("send_back", "refuse", "take_key_back", "cancel")
    return {
        **{f"{name}_form": ReasonForm(prefix=None, auto_id=f"id_{name}_%s") for name in names},
        "accept_form": AcceptForm(sheets=sheets) if sheets else None,
    }


def _reminders(request: HttpRequest, open_steps: list[waits.Wait]) -> list[tuple[waits.Wait, str | None]]:
    return [(wait, reason(changes.check_is_worth_reminding, request.user, wait)) for wait in open_steps]
