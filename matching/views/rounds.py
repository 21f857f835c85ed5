"""A season's rounds: open one, have it solved, compare, look over, publish."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from core.errors import Conflict, Invalid
from core.pagination import piece_of
from matching.enums import RoundObjective, RoundState, Standing
from matching.forms import ObjectiveForm, RoundForm, StandingForm
from matching.models import Round
from matching.permissions import rounds as permissions
from matching.selectors import round_reports as reports
from matching.selectors import rounds as selectors
from matching.services import rounds as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see_rounds(request.user)
    piece = piece_of(selectors.listed(request.user), request.GET.get("page"))
    return render(request, "matching/round_list.html", {"piece": piece})


@login_required
def create(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see_rounds(request.user)
    form = RoundForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            return redirect("round_detail", services.create(terms=form.terms, by=request.user).pk)
        except Invalid as refusal:
            form.take(refusal)
    return render(request, "matching/round_form.html", {"form": form})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The three plans side by side, what would help those without a place, and the next step."""
    a_round = selectors.get_for(request.user, pk)
    context = _frame(request, a_round, "round_detail") | {
        "outcomes": reports.compare(request.user, a_round),
        "are_alike": reports.are_alike(a_round),
        "wishes": reports.wishes(request.user, a_round),
        "progress": selectors.progress(a_round),
    }
    return render(request, "matching/round_detail.html", context)


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar, which asks again by itself; once there is a result, the whole page."""
    a_round = selectors.get_for(request.user, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("round_detail", pk)
    counted = selectors.progress(a_round)
    if not (a_round.state == RoundState.SOLVING or (a_round.state == RoundState.PUBLISHED and counted.waiting)):
        return HttpResponseClientRedirect(reverse("round_detail", args=[pk]))
    return render(request, "matching/_round_progress.html", {"round": a_round, "progress": counted})


@login_required
def pairs(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = selectors.get_for(request.user, pk)
    show = request.GET.get("show", "chosen")
    show = show if show in selectors.SHOWS else "chosen"
    context = _frame(request, a_round, "round_pairs") | {
        "piece": piece_of(selectors.pairs(request.user, a_round, show), request.GET.get("page")),
        "show": show,
        "hidden": selectors.hidden(request.user, a_round) if show == "chosen" else 0,
    }
    return render(request, "matching/round_pairs.html", context)


@login_required
def ideas(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = selectors.get_for(request.user, pk)
    without = request.GET.get("show") == "without"
    context = _frame(request, a_round, "round_ideas") | {
        "fates": selectors.fates(request.user, a_round, request.GET.get("page"), without=without),
        "without": without,
    }
    return render(request, "matching/round_ideas.html", context)


@login_required
def fairness(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = selectors.get_for(request.user, pk)
    context = _frame(request, a_round, "round_fairness") | {"fairness": reports.fairness(request.user, a_round)}
    return render(request, "matching/round_fairness.html", context)


@login_required
@require_POST
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, lambda found: services.solve(a_round=found, by=request.user))


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = selectors.get_for(request.user, pk), ObjectiveForm(request.POST)
    permissions.check_can_run(request.user, found)
    if not form.is_valid():
        raise Invalid(_("Hãy chọn một trong ba cách."), field="objective")
    objective = RoundObjective(form.cleaned_data["objective"])
    return _step(request, pk, lambda found: services.choose(a_round=found, objective=objective, by=request.user))


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, lambda found: services.publish(a_round=found, by=request.user))


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, lambda found: services.discard(a_round=found, by=request.user))


@login_required
@require_POST
def decide(request: HttpRequest, pk: int, pair_pk: int) -> HttpResponse:
    """Keep a pair, take it out, or leave it to the plan again."""
    pair = selectors.get_pair(request.user, selectors.get_for(request.user, pk), pair_pk)
    permissions.check_can_run(request.user, pair.round)
    form = StandingForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Hãy chọn giữ, loại, hay để máy xếp."), field="standing")
    try:
        services.decide(
            pair=pair,
            standing=Standing(form.cleaned_data["standing"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, _("Đã ghi. Hãy tính lại để các cặp khác xếp theo."))
    except (Conflict, Invalid) as refusal:
        messages.error(request, refusal.sentence)
    show = request.POST.get("show", "")
    return redirect(f"{reverse('round_pairs', args=[pk])}?show={show if show in selectors.SHOWS else 'chosen'}")


def _step(request: HttpRequest, pk: int, act: Callable[[Round], object]) -> HttpResponse:
    """One step of the round; why it cannot be taken now is said on its page."""
    try:
        act(selectors.get_for(request.user, pk))
    except Conflict as refusal:
        messages.error(request, refusal.sentence)
    return redirect("round_detail", pk)


def _frame(request: HttpRequest, a_round: Round, here: str) -> dict[str, object]:
    """What each page of a round shows: its head and the way to the others."""
    pages = {
        "round_detail": _("Kết quả"),
        "round_pairs": _("Các cặp"),
        "round_ideas": _("Từng ý tưởng"),
        "round_fairness": _("Công bằng"),
    }
    return {
        "round": a_round,
        "may_run": permissions.can_run(request.user, a_round),
        "tabs": [
            {"label": label, "url": reverse(name, args=[a_round.pk]), "active": name == here, "count": ""}
            for name, label in pages.items()
        ],
    }
