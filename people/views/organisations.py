"""The list of organisations, one organisation, and what is decided on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.pagination import piece_of
from people import rules
from people.enums import OrganisationAct, OrganisationKind, OrganisationStatus, SchoolLevel
from people.forms.organisation_files import DecisionForm, FileForm, NewOrganisationForm, ReasonForm
from people.forms.organisations import OrganisationFilterForm
from people.models import AdminUnit, Organisation, User
from people.permissions import organisations as permissions
from people.selectors import delegations, hats, organisation_files
from people.selectors import organisations as selectors
from people.services import organisation_decisions as decisions
from people.services import organisation_files as files
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
        "may_queue": permissions.can_see_queue(request.user),
        "runs": bool(selectors.run_by(request.user)),
    }
    return render(request, "people/organisation_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = selectors.get_for(request.user, pk)
    may_decide = permissions.can_decide_on(request.user, organisation)
    may_file = permissions.can_see_file(request.user, organisation)
    context = {
        "organisation": organisation,
        "people": selectors.cleared_people_of(organisation),
        "may_decide": may_decide,
        "may_file": may_file,
        "may_edit": permissions.can_edit_file(request.user, organisation),
        "may_verify": permissions.can_verify(request.user, organisation),
        "may_manage": permissions.can_manage_people(request.user, organisation),
        "is_pupil": hats.of(request.user).is_pupil,
        "history": selectors.history_of(organisation) if may_file else [],
        "rights": delegations.visible_to(request.user).filter(delegations.is_current(), taker=organisation),
        "actions": [row.action for row in rules.ORGANISATION.allowed(organisation.status)] if may_decide else [],
    }
    return render(request, "people/organisation_detail.html", context)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations one looks after: where each stands and what it lacks."""
    rows = [_card(organisation) for organisation in selectors.run_by(request.user)]
    return render(request, "people/organisation_mine.html", {"rows": rows})


@login_required
def create(request: HttpRequest) -> HttpResponse:
    permissions.check_can_register(request.user)
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _register(form, request.user)
        except (Invalid, Conflict) as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("Đã thêm tổ chức. Giờ anh chị mời người đại diện đầu tiên."))
            return redirect("organisation_people", made.pk)
    return render(request, "people/organisation_create.html", {"form": form})


@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the organisation says of itself; once it is verified a change waits for a second look."""
    organisation = selectors.get_for(request.user, pk)
    permissions.check_can_edit_file(request.user, organisation)
    change = organisation_files.waiting_change_of(organisation)
    form = FileForm(request.POST or None, organisation=organisation, initial=change.content if change else {})
    if request.method == "POST" and form.is_valid():
        try:
            return _filed(request, files.edit(organisation=organisation, content=form.content(), by=request.user), pk)
        except (Invalid, Conflict) as refusal:
            _show(form, refusal)
    context = {**_card(organisation), "form": form, "change": change}
    return render(request, "people/organisation_file.html", context)


@login_required
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    files.hand_in(organisation=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã gửi lại hồ sơ. Sở sẽ xem sớm."))
    return redirect("organisation_file", pk)


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see_queue(request.user)
    piece = piece_of(selectors.waiting_for(request.user), request.GET.get("page"))
    rows = [{"organisation": row, "missing": _labels(organisation_files.missing_in(row))} for row in piece.rows]
    may_register = permissions.can_register(request.user)
    return render(
        request, "people/organisation_queue.html", {"piece": piece, "rows": rows, "may_register": may_register}
    )


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, what it lacks or what would change in it, and the decision."""
    organisation = selectors.get_for(request.user, pk)
    permissions.check_can_verify(request.user, organisation)
    form = DecisionForm(request.POST or None, acts=decisions.open_to(request.user, organisation))
    if request.method == "POST" and form.is_valid():
        try:
            act, reason = OrganisationAct(form.cleaned_data["act"]), form.cleaned_data["reason"]
            decisions.decide(organisation=organisation, act=act, reason=reason, by=request.user)
        except (Invalid, Conflict) as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("Đã ghi quyết định. Tổ chức được báo ngay."))
            return redirect("organisation_queue")
    return render(request, "people/organisation_review.html", {**_reviewed(organisation), "form": form})


@login_required
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """What it would touch, before it is done."""
    organisation = selectors.get_for(request.user, pk)
    touched = services.weigh_suspension(organisation=organisation, by=request.user)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.suspend(organisation=organisation, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã tạm ngừng. Người, bài đăng và trao đổi của tổ chức ẩn đi ngay."))
        return redirect("organisation_detail", pk)
    context = {"organisation": organisation, "touched": touched, "form": form}
    return render(request, "people/organisation_suspend.html", context)


@login_required
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = selectors.get_for(request.user, pk)
    permissions.check_can_decide_on(request.user, organisation)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.reinstate(organisation=organisation, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Tổ chức hoạt động trở lại."))
        return redirect("organisation_detail", pk)
    context = {"organisation": organisation, "form": form, "history": selectors.history_of(organisation)}
    return render(request, "people/organisation_reinstate.html", context)


def _register(form: NewOrganisationForm, by: User) -> Organisation:
    content, kind = form.content(), OrganisationKind(form.cleaned_data["kind"])
    facts = files.checked(Organisation(kind=kind), content)
    commune: AdminUnit = form.cleaned_data["commune"]
    del facts["commune"]
    if kind != OrganisationKind.SCHOOL:
        return services.register(kind=kind, commune=commune, by=by, **facts)
    level, code = SchoolLevel(form.cleaned_data["level"]), form.cleaned_data["ministry_code"]
    return services.register_school(commune=commune, level=level, ministry_code=code, by=by, **facts).organisation


def _filed(request: HttpRequest, change: Any, pk: int) -> HttpResponse:
    if change is None:
        messages.success(request, _("Đã lưu hồ sơ."))
    else:
        messages.success(request, _("Đã gửi thay đổi. Hồ sơ đã xác minh vẫn giữ nguyên cho tới khi được duyệt."))
    return redirect("organisation_file", pk)


def _card(organisation: Organisation) -> dict[str, Any]:
    asked = organisation.steps.filter(act__in=(OrganisationAct.REQUEST_CHANGES, OrganisationAct.REFUSE)).first()
    is_back = organisation.status in {OrganisationStatus.CHANGES_REQUESTED, OrganisationStatus.REFUSED}
    return {
        "organisation": organisation,
        "missing": _labels(organisation_files.missing_in(organisation)),
        "asked": asked if is_back else None,
        "change": organisation_files.waiting_change_of(organisation),
        "decided": organisation_files.last_decided_change_of(organisation),
    }


def _reviewed(organisation: Organisation) -> dict[str, Any]:
    change = organisation_files.waiting_change_of(organisation)
    changed = organisation_files.differences(organisation, change.content) if change else []
    facts = organisation_files.read(organisation)
    return {
        "organisation": organisation,
        "change": change,
        "facts": [(FileForm.base_fields[name].label, facts[name]) for name in rules.FILE if name != "commune"],
        "changes": [(FileForm.base_fields[name].label, before, after) for name, before, after in changed],
        "missing": _labels(organisation_files.missing_in(organisation)),
        "history": selectors.history_of(organisation),
    }


def _labels(names: list[str]) -> list[str]:
    return [str(FileForm.base_fields[name].label) for name in names]


def _show(form: Any, refusal: Invalid | Conflict) -> None:
    form.take(refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence))
