"""Bringing sheets in and taking them out: choose a file, look at it, write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from core.errors import Conflict, Invalid
from network.forms.imports import UploadForm
from network.permissions import imports as permissions
from network.selectors import imports as selectors
from network.services import import_jobs, sheet_files
from network.services import imports as services
from network.services.sheet_files import SheetFile
from network.sheet_columns import SHEETS, sheet_of

STEPS = (gettext_lazy("Tải tệp lên"), gettext_lazy("Xem trước"), gettext_lazy("Ghi vào mạng lưới"))
_LISTS = {"challenge": "challenge_list", "offer": "offer_list", "idea": "idea_list"}
_RECENT = 10


@login_required
def home(request: HttpRequest) -> HttpResponse:
    sheets = [
        {
            "sheet": sheet,
            "may_import": permissions.can_import(request.user, sheet.kind),
            "may_export": permissions.can_export(request.user, sheet.kind),
        }
        for sheet in SHEETS.values()
    ]
    usable = [entry for entry in sheets if entry["may_import"] or entry["may_export"]]
    recent = [(batch, sheet_of(batch.kind).title) for batch in selectors.own_of(request.user)[:_RECENT]]
    return render(request, "network/import_home.html", {"sheets": usable, "recent": recent})


@login_required
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    permissions.check_can_import(request.user, kind)
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        try:
            batch = services.preview(kind=kind, file=form.cleaned_data["file"], by=request.user)
            return redirect("import_preview", batch.pk)
        except Invalid as refusal:
            form.take(refusal)
    context = {"sheet": sheet_of(kind), "form": form, "steps": STEPS}
    return render(request, "network/import_upload.html", context)


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    batch = selectors.get_for(request.user, pk)
    context = {
        "batch": batch,
        "sheet": sheet_of(batch.kind),
        "for_others": permissions.writes_for_others(request.user, batch.kind),
        "preview": selectors.preview_of(batch),
        "known": [] if batch.applied_at else selectors.titles_known_already(batch),
        "list_url": _LISTS[batch.kind],
        "steps": STEPS,
        "step": {"applied": 4, "running": 3}.get(batch.state, 2),
    }
    return render(request, "network/import_preview.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for it to be written; the page then says how far it is, also to who comes back later."""
    try:
        import_jobs.start(batch=selectors.get_for(request.user, pk), by=request.user)
    except Conflict as refusal:
        messages.error(request, refusal.sentence)
    return redirect("import_preview", pk)


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar, which asks again by itself; once there is a result, the whole page."""
    batch = selectors.progress_for(request.user, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("import_preview", pk)
    if batch.state != "running":
        return HttpResponseClientRedirect(reverse("import_preview", args=[pk]))
    return render(request, "network/_import_progress.html", {"batch": batch})


@login_required
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    return attached(sheet_files.faults(batch=selectors.get_for(request.user, pk)))


@login_required
def template(request: HttpRequest, kind: str) -> HttpResponse:
    return attached(sheet_files.template(kind=kind, by=request.user))


@login_required
def export(request: HttpRequest, kind: str) -> HttpResponse:
    return attached(sheet_files.export(kind=kind, by=request.user, as_csv=request.GET.get("as") == "csv"))


def attached(file: SheetFile) -> HttpResponse:
    """Always a download: a browser never shows what somebody typed into a cell as a page of ours."""
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
