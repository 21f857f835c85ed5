"""Certificates: issued, printed, taken back, and checked by anybody who holds one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.attachments import attached
from core.errors import Invalid
from network.forms.proposals import ReasonForm
from people.accounts import address_of
from visits.forms.after import NameForm
from visits.models import Certificate, Visit
from visits.permissions import after as permissions
from visits.selectors import certificates as selectors
from visits.selectors import visits
from visits.services import certificate_checks, certificate_files
from visits.services import certificates as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """One's own."""
    return render(request, "visits/certificate_list.html", {"rows": selectors.own(request.user)})


@login_required
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    made = services.issue(visit=visits.get_for(request.user, pk), by=request.user)
    told = ngettext("Đã cấp %(n)d giấy chứng nhận.", "Đã cấp %(n)d giấy chứng nhận.", len(made)) % {"n": len(made)}
    messages.success(request, told)
    return redirect("visit_after", pk)


@login_required
def print_all(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _minded(request, pk)
    return _printed(request, list(selectors.of_visit(visit)), reverse("visit_after", args=[pk]))


@login_required
def docx_all(request: HttpRequest, pk: int) -> HttpResponse:
    return _docx(request, list(selectors.of_visit(_minded(request, pk))))


@login_required
def print_one(request: HttpRequest, code: str) -> HttpResponse:
    row = selectors.get_for(request.user, code)
    return _printed(request, [row], reverse("visit_after", args=[row.attendee.visit_id]))


@login_required
def docx_one(request: HttpRequest, code: str) -> HttpResponse:
    return _docx(request, [selectors.get_for(request.user, code)])


@login_required
@require_POST
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    row, form = selectors.get_for(request.user, code), ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Hãy ghi lý do."), field="reason")
    services.revoke(certificate=row, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Đã thu hồi. Ai kiểm tra mã này sẽ biết giấy không còn hiệu lực."))
    return redirect("visit_after", row.attendee.visit_id)


@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """For anybody who holds the paper: whether it holds, and whether the name typed is the one it was given to."""
    form = NameForm(request.POST or None)
    match = None
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        match = certificate_checks.check_name(code=code, name=name, address=address_of(request))
    row = selectors.by_code(code)
    visit = row.attendee.visit
    context = {"certificate": row, "visit": visit, "form": form, "match": match}
    return render(request, "visits/certificate_verify.html", context)


def _minded(request: HttpRequest, pk: int) -> Visit:
    visit = visits.get_for(request.user, pk)
    permissions.check_can_issue(request.user, visit)
    return visit


def _pages(request: HttpRequest, rows: list[Certificate]) -> list[certificate_files.Page]:
    site = request.build_absolute_uri(reverse("certificate_list"))
    return certificate_files.pages(certificates=rows, site=site, reader=request.user)


def _printed(request: HttpRequest, rows: list[Certificate], back_url: str) -> HttpResponse:
    context = {"pages": _pages(request, rows), "back_url": back_url}
    return render(request, "visits/certificate_print.html", context)


def _docx(request: HttpRequest, rows: list[Certificate]) -> HttpResponse:
    return attached(certificate_files.docx(_pages(request, rows)))
