"""One internship's page, as its reader may see it and with what the reader may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.permissions import reason
from network.forms.proposals import ReasonForm
from people.models import User
from visits import labour, placement_words
from visits.enums import OPEN_PLACEMENT_STATES, Competence, EvaluationSide, PlacementKey, PlacementState
from visits.forms.placements import EvaluationForm, LogForm, PaperForm, ReflectionForm
from visits.models import Placement
from visits.permissions import placements as permissions
from visits.rules import PLACEMENT_CALENDAR_STATES
from visits.selectors import placement_guardians, placement_said
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import placement_reads
from visits.services.placements import key_of

BEGUN = (PlacementState.RUNNING, PlacementState.COMPLETED, PlacementState.STOPPED)


def page(request: HttpRequest, placement: Placement, **forms: Any) -> HttpResponse:
    user = request.user
    context = {**shown(user, placement), **_may(user, placement), **_forms(user, placement), **forms}
    return render(request, "visits/placement_detail.html", context, status=422 if forms else 200)


def shown(user: User, placement: Placement) -> dict[str, Any]:
    """What the page and the printed summary tell."""
    needs = readiness.missing_from(placement)
    name = placement_reads.noted(user, placement, needs)
    reads = selectors.reads_pupil(user, placement, needs)
    weeks = placement_said.weeks_for(user, placement) if reads and placement.state in BEGUN else []
    return {
        "placement": placement,
        "offer": placement.offer,
        "name": name,
        "reads": reads,
        "is_of_the_school": selectors.is_of_the_school(user, placement),
        "grade": selectors.grade_of(placement) if reads else None,
        "needs": needs if placement.state in OPEN_PLACEMENT_STATES else [],
        "week_lines": placement_words.week_lines(placement.week),
        "weeks": weeks,
        "minutes": placement_words.hours(sum(week.minutes for week in weeks)),
        "evaluations": _evaluations(user, placement) if reads else [],
        "sources": labour.of(placement.labour_version).sources,
    }


def _may(user: User, placement: Placement) -> dict[str, Any]:
    own = key_of(user, placement)
    keys = readiness.turned(placement)
    is_open = placement.state in OPEN_PLACEMENT_STATES
    return {
        "is_open": is_open,
        "in_calendars": placement.state in PLACEMENT_CALENDAR_STATES,
        "keys": [(key, stands) for key, stands in keys.items()],
        "own_key": own,
        "has_turned": own is not None and keys[own],
        "why_not": _why_not(user, placement, own) if is_open and own and not keys[own] else None,
        "may_change": permissions.can_change(user, placement),
        "may_describe": permissions.can_describe(user, placement),
        "may_refuse": permissions.can_refuse(user, placement),
        "may_withdraw": permissions.can_withdraw(user, placement),
        "may_stop": permissions.can_stop(user, placement),
        "may_complete": permissions.can_complete(user, placement),
        "may_log": permissions.can_log(user, placement),
        "may_sign": permissions.can_sign(user, placement),
        "may_countersign": permissions.can_countersign(user, placement),
        "reason": selectors.reason_for(user, placement),
        "events": placement_said.events_for(user, placement),
    }


def _forms(user: User, placement: Placement) -> dict[str, Any]:
    """Only those this reader may send now."""
    side = permissions.side_of(user, placement)
    may_say = permissions.can_evaluate(user, placement) and not placement.evaluations.filter(side=side).exists()
    found: dict[str, Any] = {"reason_form": ReasonForm(), "log_form": LogForm()}
    if may_say:
        found["words_form"] = ReflectionForm() if side == EvaluationSide.PUPIL else EvaluationForm()
        found["is_pupil_words"] = side == EvaluationSide.PUPIL
    if permissions.can_take_paper(user, placement):
        found["paper_form"] = PaperForm(guardians=placement_guardians.guardians_of(placement))
        found["papers"] = placement_guardians.papers_waiting(placement)
    return found


def _why_not(user: User, placement: Placement, key: PlacementKey) -> str:
    check = {
        PlacementKey.SCHOOL: permissions.check_can_approve,
        PlacementKey.HOST: permissions.check_can_accept,
        PlacementKey.PUPIL: permissions.check_can_agree,
    }[key]
    return reason(check, user, placement) or ""


def _evaluations(user: User, placement: Placement) -> list[Any]:
    """Each with its scores in words."""
    rows = placement_said.last_words_for(user, placement)
    for row in rows:
        row.lines = [(one.label, row.scores[one.value]) for one in Competence if one.value in row.scores]  # type: ignore[attr-defined]
    return rows
