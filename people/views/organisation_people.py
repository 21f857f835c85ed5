"""Who is in an organisation: roles given and taken, people invited, alumni confirmed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.pagination import piece_of
from people import invitation_links
from people.enums import Role
from people.forms.joining import InvitationForm, RoleForm
from people.forms.organisation_files import ReasonForm
from people.models import Organisation, User
from people.permissions import affiliations as affiliation_permissions
from people.permissions import invitations as permissions
from people.permissions import organisations as organisation_permissions
from people.selectors import affiliations as affiliation_selectors
from people.selectors import alumni as alumni_selectors
from people.selectors import invitations as selectors
from people.selectors import organisations
from people.services import affiliations, alumni
from people.services import invitations as services

_SHOWN = 30


@login_required
def index(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    givable = set(affiliation_permissions.roles_to_give(request.user, organisation))
    piece = piece_of(affiliation_selectors.adults_at(organisation), request.GET.get("page"), size=50)
    for hat in piece.rows:
        hat.may_take = hat.user_id == request.user.pk or hat.role in givable  # type: ignore[attr-defined]
    context = {
        "organisation": organisation,
        "piece": piece,
        "invitations": selectors.of_organisation(request.user, organisation)[:_SHOWN],
        "claims": alumni_selectors.waiting_at(request.user, organisation)[:_SHOWN],
        "may_give": bool(givable - {Role.STUDENT}),
        "may_invite": bool(permissions.roles_to_invite(request.user, organisation)),
    }
    return render(request, "people/organisation_people.html", context)


@login_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """One role more for somebody who is here already."""
    organisation = _managed(request, pk)
    form = _role_form(request.POST or None, request.user, organisation)
    if request.method == "POST" and form.is_valid():
        person, role = form.cleaned_data["person"], Role(form.cleaned_data["role"])
        try:
            affiliations.open_for(user=person, organisation=organisation, role=role, by=request.user)
        except (Invalid, Conflict) as refusal:
            form.take(refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence))
        else:
            messages.success(request, _("Đã giao thêm vai trò."))
            return redirect("organisation_people", pk)
    return render(request, "people/role_give.html", {"organisation": organisation, "form": form})


@login_required
@require_POST
def take(request: HttpRequest, pk: int, hat_pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    affiliations.close(affiliation=affiliation_selectors.get_at(organisation, hat_pk), by=request.user)
    messages.success(request, _("Đã thu vai trò. Người này giữ vai trò đến hết hôm nay."))
    return redirect("organisation_people", pk)


@login_required
@never_cache
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The link is in this one answer and nowhere else."""
    organisation = _managed(request, pk)
    form = InvitationForm(request.POST or None, roles=permissions.roles_to_invite(request.user, organisation))
    context: dict[str, Any] = {"organisation": organisation, "form": form}
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            row, link = services.invite(
                organisation=organisation, link=invitation_links.maker(request), by=request.user, **facts
            )
            context |= {"invitation": row, "link": link}
        except Conflict as refusal:
            form.take(Invalid(refusal.sentence))
    return render(request, "people/invitation_create.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = selectors.get_for(request.user, pk)
    services.revoke(invitation=invitation, by=request.user)
    messages.success(request, _("Đã thu hồi lời mời. Đường dẫn không dùng được nữa."))
    return redirect("organisation_people", invitation.organisation_id)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    claim = alumni.confirm(claim=alumni_selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã xác nhận cựu học sinh."))
    return redirect("organisation_people", claim.school_id)


@login_required
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    claim = alumni_selectors.get_for(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        alumni.refuse(claim=claim, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã ghi là không xác nhận. Người ấy được báo lý do."))
        return redirect("organisation_people", claim.school_id)
    return render(request, "people/alumnus_refuse.html", {"claim": claim, "form": form})


def _managed(request: HttpRequest, pk: int) -> Organisation:
    organisation = organisations.get_for(request.user, pk)
    organisation_permissions.check_can_manage_people(request.user, organisation)
    return organisation


def _role_form(data: Any, by: User, organisation: Organisation) -> RoleForm:
    people = organisations.adults_of(organisation).exclude(pk=by.pk)
    roles = [r for r in affiliation_permissions.roles_to_give(by, organisation) if r != Role.STUDENT]
    return RoleForm(data, people=people, roles=roles)
