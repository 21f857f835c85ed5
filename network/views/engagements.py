"""A live mentorship's pages: goals, check-ins, closing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid, NotFound
from core.forms import TidyForm
from core.pagination import piece_of
from core.permissions import reason
from network.enums import EngagementStatus, Side
from network.forms.proposals import CheckInForm, ClosingForm, GoalForm, ReasonForm
from network.models import Engagement
from network.permissions import engagements as permissions
from network.selectors import engagement_words as words
from network.selectors import engagements as selectors
from network.selectors import idea_titles
from network.services import engagements as services
from network.services import name_reads
from people.selectors import contact_levels


@login_required
def index(request: HttpRequest) -> HttpResponse:
    ended = "ended" in request.GET
    rows = selectors.visible_to(request.user)
    rows = rows.exclude(status=EngagementStatus.ACTIVE) if ended else rows.filter(status=EngagementStatus.ACTIVE)
    piece = piece_of(rows, request.GET.get("page"))
    names = selectors.supporter_names_for(request.user, piece.rows)
    for row in piece.rows:
        row.supporter_name = names[row.pk]  # type: ignore[attr-defined]
    idea_titles.put_on(request.user, [row.proposal for row in piece.rows])
    context = {"ended": ended, "piece": piece}
    return render(request, "network/engagement_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_for(request.user, pk))


@login_required
@require_POST
def add_goal(request: HttpRequest, pk: int) -> HttpResponse:
    return _take(request, pk, "goal_form", GoalForm(request.POST), services.add_goal, _("Đã thêm mục tiêu."))


@login_required
@require_POST
def mark_goal(request: HttpRequest, pk: int, goal_pk: int) -> HttpResponse:
    engagement = selectors.get_for(request.user, pk)
    goal = engagement.goals.filter(pk=goal_pk).first()
    if goal is None:
        raise NotFound(_("Không tìm thấy mục tiêu này."))
    services.mark_goal(goal=goal, done="done" in request.POST, by=request.user)
    return redirect("engagement_detail", pk)


@login_required
@require_POST
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    return _take(request, pk, "check_in_form", CheckInForm(request.POST), services.check_in, _("Đã ghi buổi gặp."))


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    services.close(engagement=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Cảm ơn cả hai bên! Mời mỗi bên trả lời ba câu hỏi ngắn."))
    return redirect("engagement_detail", pk)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _take(request, pk, "end_form", ReasonForm(request.POST), services.end, _("Đã dừng đồng hành."))


@login_required
@require_POST
def answer_closing(request: HttpRequest, pk: int) -> HttpResponse:
    form = ClosingForm(request.POST)
    return _take(request, pk, "closing_form", form, services.answer_closing, _("Cảm ơn bạn đã trả lời."))


def _take(request: HttpRequest, pk: int, name: str, form: TidyForm, service: Any, said: str) -> HttpResponse:
    """A form of this page into its service; on a mistake the page again with everything that was typed."""
    engagement = selectors.get_for(request.user, pk)
    if form.is_valid():
        try:
            service(engagement=engagement, by=request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, said)
            return redirect("engagement_detail", pk)
    return _page(request, engagement, **{name: form})


def _page(request: HttpRequest, engagement: Engagement, **forms: Any) -> HttpResponse:
    user, post = request.user, engagement.proposal.post
    here = permissions.standing_of(user, engagement)
    closings = words.closings_for(user, engagement) if engagement.status != EngagementStatus.ACTIVE else []
    idea = engagement.proposal.idea
    team = name_reads.noted(user, selectors.team_for(user, engagement, here.obstacles), "engagement")
    idea_titles.put_on(user, [engagement.proposal])
    may_answer = permissions.can_answer_closing(user, engagement, here)
    context = {
        "engagement": engagement,
        "idea": idea,
        "post": post,
        "names": selectors.names_for(user, engagement, team),
        "supporter_name": selectors.supporter_name_for(user, engagement),
        "adviser_name": selectors.adviser_name_for(user, engagement),
        "contact": contact_levels.contact_in(engagement) if here.side == Side.ADVISER else None,
        "end_reason": selectors.end_reason_for(user, engagement),
        "goals": words.goals_for(user, engagement),
        "check_ins": words.check_ins_for(user, engagement, here.obstacles),
        "obstacles": [selectors.SENTENCES[found] for found in here.obstacles],
        "held": reason(permissions.check_can_work_in, user, engagement, here),
        "may_talk": user.pk in {engagement.supporter_id, idea.club.adviser_id, *(row.pupil_id for row in team)},
        "may_close": permissions.can_close(user, engagement, here),
        "closings": closings,
        "may_answer": may_answer and here.side not in {closing.side for closing in closings},
        "goal_form": GoalForm(),
        "check_in_form": CheckInForm(),
        "end_form": ReasonForm(),
        "closing_form": ClosingForm(),
        **forms,
    }
    return render(request, "network/engagement_detail.html", context, status=422 if forms else 200)
