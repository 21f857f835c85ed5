"""The pages of ideas: from a pupil's first draft to what partners may read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import written
from core.errors import Invalid, NotFound
from core.pagination import piece_of
from core.permissions import reason
from network.enums import IdeaStatus
from network.forms.ideas import IdeaFilterForm, IdeaForm, PublishForm, ReturnForm, publish_form
from network.models import Club, Idea
from network.permissions import ideas as permissions
from network.selectors import audiences, clubs, idea_lists, idea_versions, search, teams
from network.selectors import ideas as selectors
from network.services import ideas as services
from network.services import name_reads
from people.selectors import hats


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What the reader may see; with `?show=mine` the own ones, with `?show=waiting` what waits for this adviser."""
    worn = hats.of(request.user)
    shown = request.GET.get("show", "") if request.GET.get("show") in idea_lists.LISTS else ""
    reader = hats.reader(request.user)
    filters = IdeaFilterForm(request.GET)
    wanted = filters.wanted()
    words, facts = search.taken_apart(wanted)
    rows = written.rows(idea_lists.narrowed, reader, words, shown=shown, **facts)
    context = {
        "filters": filters,
        "active": len(wanted),
        "shown": shown,
        "piece": piece_of(rows, request.GET.get("page")),
        "own_clubs": list(written.rows(clubs.own_of, reader)) if worn.school_ids else [],
        "is_inside_school": bool(worn.school_ids),
        "is_adviser": worn.is_adviser,
    }
    return render(request, "network/idea_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Open without a log-in as far as the idea is public."""
    try:
        idea = selectors.get_for(request.user, pk)
    except NotFound:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise
    return _detail_page(request, idea)


@login_required
def create(request: HttpRequest, club_pk: int) -> HttpResponse:
    club = clubs.get_for(request.user, club_pk)
    permissions.check_can_start(request.user, club)
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, services.draft(club=club, content=form.content(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    return _form_page(request, form, club)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    idea = selectors.get_for(request.user, pk)
    permissions.check_can_edit(request.user, idea)
    form = IdeaForm(request.POST or None, idea=idea)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, services.edit(idea=idea, content=form.content(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    return _form_page(request, form, idea.club, idea)


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    services.submit(idea=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã gửi thầy cô phụ trách. Em chờ thầy cô đọc nhé."))
    return redirect("idea_detail", pk)


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    idea = selectors.get_for(request.user, pk)
    permissions.check_can_return(request.user, idea)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, idea, return_form=form)
    services.send_back(idea=idea, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Đã trả lại cho nhóm, kèm lời thầy cô viết."))
    return redirect("idea_detail", pk)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    idea = selectors.get_for(request.user, pk)
    permissions.check_can_publish(request.user, idea)
    form = publish_form(idea, request.POST)
    if not form.is_valid():
        return _detail_page(request, idea, publish_form=form)
    services.publish(idea=idea, visibility=form.chosen, draft_version=form.draft_version, by=request.user)
    messages.success(request, _("Đã ghi. Trang này cho biết hiện giờ ai xem được ý tưởng."))
    return redirect("idea_detail", pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    services.withdraw(idea=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã gỡ xuống. Từ giờ chỉ nhóm và thầy cô của trường thấy."))
    return redirect("idea_detail", pk)


@login_required
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    services.archive(idea=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã cất ý tưởng. Các bạn trong nhóm có thể bắt đầu ý tưởng khác."))
    return redirect("idea_list")


@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    idea = selectors.get_for(request.user, pk)
    revisions = idea_versions.history_for(request.user, idea)
    name_reads.noted_people(request.user, idea_versions.pupils_among(revisions), "history")
    return render(request, "network/idea_history.html", {"idea": idea, "revisions": revisions})


def _saved(request: HttpRequest, idea: Idea) -> HttpResponse:
    """To the idea, handed in at once where the button said so."""
    if "submit" in request.POST and idea.status == IdeaStatus.DRAFT:
        services.submit(idea=idea, by=request.user)
        messages.success(request, _("Đã lưu và gửi thầy cô phụ trách."))
    else:
        messages.success(request, _("Đã lưu."))
    return redirect("idea_detail", idea.pk)


def _form_page(request: HttpRequest, form: IdeaForm, club: Club, idea: Idea | None = None) -> HttpResponse:
    context = {"form": form, "club": club, "idea": idea, "is_pupil": hats.of(request.user).is_pupil}
    return render(request, "network/idea_form.html", context)


def _detail_page(request: HttpRequest, idea: Idea, **forms: ReturnForm | PublishForm) -> HttpResponse:
    inside = teams.is_inside(request.user, idea)
    names_are_open = teams.names_are_open_to(request.user, idea)
    team = name_reads.noted(request.user, teams.named_for(request.user, idea), "team")
    context: dict[str, Any] = {
        "idea": idea,
        "inside": inside,
        "audience": audiences.of(idea),
        "team": team,
        "team_size": len(team) if names_are_open else selectors.team_of(idea).count(),
        "names_are_open": names_are_open,
    }
    if inside:
        context |= _what_may_be_done(request, idea)
    if context.get("may_publish"):
        context["publish_form"] = publish_form(idea)
        context["return_form"] = ReturnForm()
    return render(request, "network/idea_detail.html", context | forms)


def _what_may_be_done(request: HttpRequest, idea: Idea) -> dict[str, Any]:
    user = request.user
    in_team, advises = permissions.is_in_team(user, idea), permissions.advises(user, idea)
    return {
        "in_team": in_team,
        "may_act": in_team or advises,
        "why_no_edit": reason(permissions.check_can_edit, user, idea, in_team) or "",
        "may_submit": in_team and permissions.can_submit(user, idea, in_team),
        "may_publish": permissions.can_publish(user, idea),
        "may_withdraw": permissions.can_withdraw(user, idea, in_team),
        "may_archive": permissions.can_archive(user, idea, in_team),
        "last_return": idea_versions.last_return(idea) if idea.status == IdeaStatus.DRAFT else "",
    }
