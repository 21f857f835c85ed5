"""The work list of requests about personal data, for the school's management and the Department."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.pagination import piece_of
from people.enums import DataAsker, DataRequestKind, RefusalGround
from people.forms.data_requests import AskForForm, CompleteForm, CorrectForm, FindForm, RefuseForm, WorkFilterForm
from people.models import DataRequest
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors
from people.services import data_requests as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_work(request.user)
    filters = WorkFilterForm(request.GET)
    wanted = filters.wanted()
    rows = selectors.narrow(selectors.in_charge_of(request.user), **wanted)
    piece = piece_of(rows, request.GET.get("page"))
    services.noted(request.user, piece.rows)
    lines = [(row, selectors.next_due(row), selectors.urgency(row)) for row in piece.rows]
    context = {"filters": filters, "active": len(wanted), "piece": piece, "lines": lines}
    return render(request, "people/data_request_list.html", context)


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """For whom a request is to be written down."""
    permissions.check_can_work(request.user)
    form = FindForm(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    found = services.found(reader=request.user, q=q)
    return render(request, "people/data_request_find.html", {"form": form, "q": q, "found": found})


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.check_can_work(request.user)
    person = services.chosen(reader=request.user, pk=pk)
    form = AskForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, asked_as = DataRequestKind(form.cleaned_data["kind"]), DataAsker(form.cleaned_data["asked_as"])
        try:
            row = services.ask(
                subject=person, kind=kind, note=form.cleaned_data["note"], asked_as=asked_as, by=request.user
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi yêu cầu. Hạn của luật tính từ hôm nay."))
            return redirect("data_request_detail", row.pk)
    return render(request, "people/data_request_create.html", {"person": person, "form": form})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_in_charge(request.user, pk))


@login_required
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    services.acknowledge(request=selectors.get_in_charge(request.user, pk), by=request.user)
    messages.success(request, _("Đã xác nhận với người yêu cầu."))
    return redirect("data_request_detail", pk)


@login_required
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    row = selectors.get_in_charge(request.user, pk)
    form = _completing(row, request)

    def act() -> None:
        facts = dict(form.cleaned_data)
        services.complete(request=row, answer=facts.pop("answer"), corrected=facts, by=request.user)

    return _answer(request, row, "complete", form, act)


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    row = selectors.get_in_charge(request.user, pk)
    form = RefuseForm(request.POST)

    def act() -> None:
        ground = RefusalGround(form.cleaned_data["ground"])
        services.refuse(request=row, ground=ground, answer=form.cleaned_data["answer"], by=request.user)

    return _answer(request, row, "refuse", form, act)


@login_required
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    services.lift(request=selectors.get_in_charge(request.user, pk), by=request.user)
    messages.success(request, _("Dữ liệu được xử lý trở lại, tài khoản mở lại."))
    return redirect("data_request_detail", pk)


def _answer(
    request: HttpRequest, row: DataRequest, name: str, form: CompleteForm | RefuseForm, act: Callable[[], None]
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi trả lời."))
            return redirect("data_request_detail", row.pk)
    return _page(request, row, **{name: form})


def _completing(row: DataRequest, request: HttpRequest | None = None) -> CompleteForm:
    data = request.POST if request else None
    if row.kind == DataRequestKind.CORRECTION:
        known = {"full_name": row.subject.full_name, "birth_date": row.subject.birth_date}
        return CorrectForm(data, initial=known)
    return CompleteForm(data)


def _page(request: HttpRequest, row: DataRequest, **forms: CompleteForm | RefuseForm) -> HttpResponse:
    services.noted(request.user, [row])
    copies = list(selectors.exports_of(row.subject, request.user))
    context = {
        "row": row,
        "due": selectors.next_due(row),
        "urgency": selectors.urgency(row),
        "may_handle": permissions.can_handle(request.user, row),
        "complete": forms.get("complete") or _completing(row),
        "refuse": forms.get("refuse") or RefuseForm(),
        "exports": copies,
        "making": any(made.is_being_made for made in copies),
    }
    return render(request, "people/data_request_detail.html", context)
