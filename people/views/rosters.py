"""A school's list from a file: choose it, name its columns where needed, look at what it changes, write it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.attachments import attached
from core.errors import Conflict, Invalid
from people.enums import RosterState
from people.forms.rosters import ColumnsForm, RosterUploadForm
from people.models import Roster
from people.permissions import rosters as permissions
from people.rosters.plan import Entry, Kind
from people.selectors import pupils
from people.selectors import rosters as selectors
from people.selectors.rosters import Preview
from people.services import read_log, roster_files
from people.services import rosters as services

STEPS = (gettext_lazy("Tải tệp lên"), gettext_lazy("Xem trước"), gettext_lazy("Ghi vào danh sách"))
# What a preview shows in which order, and how it is called.
_SECTIONS = (
    (Kind.NEW, gettext_lazy("Em mới"), "user-plus"),
    (Kind.MOVED, gettext_lazy("Chuyển lớp"), "arrows-exchange"),
    (Kind.CHANGED, gettext_lazy("Thay đổi thông tin"), "edit"),
    (Kind.RETURNED, gettext_lazy("Trở lại trường"), "arrow-back-up"),
    (Kind.LEFT, gettext_lazy("Rời trường: có trong danh sách trường, không có trong tệp"), "user-minus"),
)
_FIELDS = {
    "full_name": gettext_lazy("họ tên"),
    "birth_date": gettext_lazy("ngày sinh"),
    "class_name": gettext_lazy("lớp"),
    "code": gettext_lazy("mã học sinh"),
    "guardian": gettext_lazy("thêm phụ huynh"),
    "guardian_name": gettext_lazy("tên phụ huynh"),
    "guardian_phone": gettext_lazy("điện thoại phụ huynh"),
}
_SHOWN, _SHOWN_FAULTS, _RECENT = 50, 100, 10


@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    school = pupils.school_of(pk)
    permissions.check_can_upload_to(request.user, school)
    sent = request.method == "POST"
    form = RosterUploadForm(request.POST, request.FILES) if sent else RosterUploadForm()
    if sent and form.is_valid():
        try:
            roster = services.upload(school=school, **form.cleaned_data, by=request.user)
            return redirect("roster_columns" if roster.state == RosterState.MAPPING else "roster_detail", roster.pk)
        except Invalid as refusal:
            form.take(refusal)
    recent = selectors.visible_to(request.user).filter(school=school).defer("raw", "sheets")[:_RECENT]
    return render(
        request, "people/roster_upload.html", {"school": school, "form": form, "steps": STEPS, "recent": recent}
    )


@login_required
def template(request: HttpRequest, pk: int) -> HttpResponse:
    return attached(roster_files.template(school=pupils.school_of(pk), by=request.user))


@login_required
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    roster = selectors.get_for(request.user, pk)
    if roster.state != RosterState.MAPPING:
        return redirect("roster_detail", pk)
    sent = request.method == "POST"
    form = ColumnsForm(request.POST if sent else None, roster=roster)
    if sent and form.is_valid():
        try:
            facts = {"heading_row": form.cleaned_data["heading_row"], "places": form.places()}
            services.map_columns(roster=roster, **facts, by=request.user)
            return redirect("roster_detail", pk)
        except Invalid as refusal:
            form.take(refusal)
    return render(request, "people/roster_columns.html", {"roster": roster, "form": form, "steps": STEPS})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview; while it is written, how far it has come; afterwards what it did."""
    roster = selectors.get_for(request.user, pk)
    if roster.state == RosterState.MAPPING:
        return redirect("roster_columns", pk)
    if request.headers.get("HX-Request") and roster.state != RosterState.APPLYING:
        return HttpResponseClientRefresh()
    context: dict[str, Any] = {"roster": roster, "steps": STEPS, "step": 2}
    if roster.state == RosterState.READY:
        context |= _preview(request, roster)
    else:
        context["step"] = 3 if roster.state == RosterState.APPLYING else 4
    return render(request, "people/roster_detail.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    answers = {
        name.removeprefix("row:"): int(value)
        for name, value in request.POST.items()
        if name.startswith("row:") and value.isascii() and value.isdigit() and len(value) < 19
    }
    whole_school = "whole_school" in request.POST
    roster = selectors.get_for(request.user, pk)
    services.answer(roster=roster, answers=answers, whole_school=whole_school, by=request.user)
    return redirect("roster_detail", pk)


@login_required
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    roster = selectors.get_for(request.user, pk)
    try:
        services.apply(roster=roster, seen=request.POST.get("seen", ""), by=request.user)
    except Conflict as refusal:
        messages.error(request, refusal.sentence)
    return redirect("roster_detail", pk)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    roster = selectors.get_for(request.user, pk)
    services.discard(roster=roster, by=request.user)
    messages.success(request, _("Đã bỏ tệp vừa tải lên. Danh sách của trường vẫn như cũ."))
    return redirect("roster_upload", roster.school_id)


@login_required
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    return attached(roster_files.faults(roster=selectors.get_for(request.user, pk), by=request.user))


def _preview(request: HttpRequest, roster: Roster) -> dict[str, Any]:
    """What is to be mended; once nothing is, what would change."""
    preview = selectors.preview_of(roster)
    skipped = [title for title in preview.skipped if title]
    if preview.read.faults:
        return {"skipped": skipped, **_faults(roster, preview)}
    found = [(kind, label, icon, preview.plan.of(kind)) for kind, label, icon in _SECTIONS]
    sections = [
        {"kind": kind.value, "label": label, "icon": icon, "count": len(of_kind), "rows": _rows(of_kind)}
        for kind, label, icon, of_kind in found
        if of_kind
    ]
    asked = preview.plan.of(Kind.ASKED)
    shown = [entry for _kind, _label, _icon, of_kind in found for entry in of_kind[:_SHOWN]]
    read_log.record(reader=request.user, pupils=_named([*shown, *asked]), what="roster")
    return {
        "skipped": skipped,
        "counts": preview.plan.counts,
        "rows": _rows_in(roster),
        "sections": sections,
        "asked": asked[:_SHOWN],
        "more_asked": max(0, len(asked) - _SHOWN),
        "digest": preview.digest,
        "is_clean": preview.is_clean,
        "many_leave": _many_leave(preview),
    }


def _faults(roster: Roster, preview: Preview) -> dict[str, Any]:
    found = preview.read.faults
    return {
        "faults": found[:_SHOWN_FAULTS],
        "more_faults": max(0, len(found) - _SHOWN_FAULTS),
        "fault_rows": len({fault.place for fault in found}),
        "several_pages": len(roster.sheets) > 1,
    }


def _rows(entries: list[Entry]) -> list[dict[str, Any]]:
    """The first ones, each change with its name."""
    return [
        {"entry": entry, "changes": [(_FIELDS[change.field], change) for change in entry.changes]}
        for entry in entries[:_SHOWN]
    ]


def _named(entries: list[Entry]) -> list[int]:
    known = [entry.known for entry in entries if entry.known] + [one for entry in entries for one in entry.candidates]
    return [pupil.pupil for pupil in known]


def _rows_in(roster: Roster) -> int:
    return sum(len(page["rows"]) for page in roster.sheets)


def _many_leave(preview: Preview) -> bool:
    """More than a quarter of the school would leave: the wrong file, or a part of it."""
    here = sum(pupil.is_here for pupil in preview.known)
    return len(preview.plan.of(Kind.LEFT)) * 4 > here
