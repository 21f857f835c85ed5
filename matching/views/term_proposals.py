"""Proposed terms: one's own, and the Department's queue with what each would do."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.pagination import piece_of
from matching.enums import TermProposalState
from matching.forms import TermDecisionForm
from matching.models import TermProposal
from matching.permissions import terms as permissions
from matching.selectors import term_proposals as selectors
from matching.selectors import term_reviews
from matching.services import term_proposals as services
from matching.views.terms import tabs


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see(request.user)
    decides = permissions.can_decide(request.user)
    state = request.GET.get("state", TermProposalState.PROPOSED if decides else "")
    state = state if state in TermProposalState.values else ""
    context = {
        "piece": piece_of(selectors.listed(request.user, state), request.GET.get("page")),
        "decides": decides,
        "states": _states(state),
        "tabs": tabs("term_proposal_list"),
    }
    return render(request, "matching/term_proposal_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.check_can_see(request.user)
    return _detail(request, selectors.get_for(request.user, pk), TermDecisionForm())


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return _moved(request, pk, lambda: services.accept(proposal=found, by=request.user))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return _moved(request, pk, lambda: services.withdraw(proposal=found, by=request.user))


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _refuse(request, pk, services.decline)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _refuse(request, pk, services.take_back)


def _refuse(request: HttpRequest, pk: int, act: Callable[..., TermProposal]) -> HttpResponse:
    """With a reason; without one the page says that it is missing."""
    found = _found(request, pk)
    permissions.check_can_decide(request.user)
    form = TermDecisionForm(request.POST)
    if not form.is_valid():
        return _detail(request, found, form)
    try:
        return _moved(request, pk, lambda: act(proposal=found, reason=form.cleaned_data["reason"], by=request.user))
    except Invalid as refusal:
        form.take(refusal)
        return _detail(request, found, form)


def _moved(request: HttpRequest, pk: int, act: Callable[[], TermProposal]) -> HttpResponse:
    """Why it cannot be done now is said on its page."""
    try:
        moved = act()
        messages.success(request, _("Đã ghi: %(state)s.") % {"state": moved.get_state_display()})
    except Conflict as refusal:
        messages.error(request, refusal.sentence)
    return redirect("term_proposal_detail", pk)


def _detail(request: HttpRequest, found: TermProposal, form: TermDecisionForm) -> HttpResponse:
    context = {
        "proposal": found,
        "review": term_reviews.of(
            request.user, found, get_language() or "vi", decides=permissions.can_decide(request.user)
        ),
        "form": form,
        "may_withdraw": permissions.can_withdraw(request.user, found),
    }
    return render(request, "matching/term_proposal_detail.html", context)


def _found(request: HttpRequest, pk: int) -> TermProposal:
    permissions.check_can_see(request.user)
    return selectors.get_for(request.user, pk)


def _states(here: str) -> list[dict[str, object]]:
    url = reverse("term_proposal_list")
    names = [*TermProposalState.choices, ("", _("tất cả"))]
    return [
        {"label": capfirst(str(label)), "url": f"{url}?state={state}", "active": state == here, "count": ""}
        for state, label in names
    ]
