"""The list of organisations, one organisation, and what the Department decides on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.pagination import piece_of
from people import rules
from people.forms.organisations import OrganisationFilterForm
from people.permissions import organisations as permissions
from people.selectors import hats
from people.selectors import organisations as selectors
from people.services import organisations as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    filters = OrganisationFilterForm(request.GET)
    wanted = filters.wanted()
    rows = selectors.narrow(selectors.visible_to(request.user), **wanted)
    context = {
        "filters": filters,
        "active": len(wanted),
        "piece": piece_of(rows, request.GET.get("page")),
        "sees_all": hats.of(request.user).is_department_officer,
    }
    return render(request, "people/organisation_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = selectors.get_for(request.user, pk)
    may_decide = permissions.can_decide_on(request.user, organisation)
    context = {
        "organisation": organisation,
        "people": selectors.cleared_people_of(organisation),
        "may_decide": may_decide,
        "actions": [row.action for row in rules.ORGANISATION.allowed(organisation.status)] if may_decide else [],
        "touched": services.weigh_suspension(organisation=organisation, by=request.user) if may_decide else [],
    }
    return render(request, "people/organisation_detail.html", context)


@login_required
@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    services.verify(organisation=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã xác minh. Người và bài của tổ chức có thể hiện với học sinh khi đủ điều kiện."))
    return redirect("organisation_detail", pk)


@login_required
@require_POST
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    services.suspend(organisation=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã tạm ngừng. Người, bài đăng và trao đổi của tổ chức ẩn đi ngay."))
    return redirect("organisation_detail", pk)


@login_required
@require_POST
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    services.reinstate(organisation=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Tổ chức hoạt động trở lại."))
    return redirect("organisation_detail", pk)
