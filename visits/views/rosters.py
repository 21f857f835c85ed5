"""The roster of a visit, for the school's staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.attachments import Attachment, attached
from core.errors import Conflict, Invalid
from core.permissions import reason
from core.sheets.writing import XLSX
from people import senders
from visits.forms.rosters import AgreementPaperForm, FindForm, PupilsForm
from visits.models import Visit
from visits.permissions import rosters as permissions
from visits.permissions import visits as visit_permissions
from visits.selectors import rosters as selectors
from visits.services import agreements, asking, roster_pages
from visits.services import rosters as services


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who goes, what each guardian said, and who would be left off if it were confirmed now."""
    visit = selectors.get_for(request.user, pk)
    context = {
        "visit": visit,
        "roster": roster_pages.shown(visit=visit, viewer=request.user),
        "may_change": visit_permissions.can_prepare(request.user, visit),
        "why_not_ask": reason(permissions.check_can_ask, request.user, visit),
        "why_not_print": reason(permissions.check_can_be_told, visit),
        "reaches_phones": senders.reaches_phones(),
    }
    return render(request, "visits/roster.html", context)


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose from a class, a club, or by name; what was ticked stays ticked when it cannot be taken."""
    visit = selectors.get_for(request.user, pk)
    visit_permissions.check_can_prepare(request.user, visit)
    finding = FindForm(visit, request.GET)
    form = PupilsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, services.add(visit=visit, pupils=form.cleaned_data["pupils"], by=request.user))
        except (Conflict, Invalid) as refusal:
            form.add_error(None, refusal.sentence)
    wanted = finding.wanted()
    context = {
        "visit": visit,
        "finding": finding,
        "form": form,
        "ticked": set(request.POST.getlist("pupils")),
        "active": len(wanted),
        "found": roster_pages.found(visit=visit, viewer=request.user, **wanted),
        "most": selectors.FOUND_MOST,
        "room": max(0, visit.party - visit.attendees.filter(left_off_at=None).count()),
    }
    return render(request, "visits/roster_add.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    services.remove(visit=selectors.get_for(request.user, pk), pupil=pupil_pk, by=request.user)
    messages.success(request, _("Đã bỏ em ấy khỏi danh sách."))
    return redirect("visit_roster", pk)


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    done = asking.ask(visit=selectors.get_for(request.user, pk), by=request.user)
    messages.success(
        request,
        _("Đã hỏi phụ huynh của %(asked)s em; hôm nay gửi tin cho nhà của %(sent)s em.")
        % {"asked": done.asked, "sent": done.sent},
    )
    if done.without_phone:
        sentence = _("%(count)s em chưa có số điện thoại được xác nhận: xin in phiếu cho các em ấy.")
        messages.warning(request, sentence % {"count": done.without_phone})
    return redirect("visit_roster", pk)


@login_required
def export(request: HttpRequest, pk: int) -> HttpResponse:
    content = roster_pages.export(visit=selectors.get_for(request.user, pk), viewer=request.user)
    return attached(Attachment(f"danh-sach-tham-quan-{pk}.xlsx", XLSX, content))


@login_required
def forms(request: HttpRequest, pk: int) -> HttpResponse:
    visit = selectors.get_for(request.user, pk)
    facts, made = roster_pages.forms(visit=visit, viewer=request.user)
    return render(request, "visits/roster_forms.html", {"visit": visit, "facts": facts, "forms": made})


@login_required
def pupil(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    """One pupil: who may answer, a signed form to write down, a form that waits for a second person."""
    visit = selectors.get_for(request.user, pk)
    attendee = selectors.attendee_for(visit, pupil_pk)
    family = roster_pages.one(visit=visit, attendee=attendee, viewer=request.user)
    form = AgreementPaperForm(family.guardians, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = agreements.record_paper(attendee=attendee, paper=form.paper(), by=request.user)
            _say_recorded(request, row.waits)
            return redirect("visit_roster_pupil", pk, pupil_pk)
        except Conflict as refusal:
            form.add_error(None, refusal.sentence)
        except Invalid as refusal:
            form.take(refusal)
    context = {
        "visit": visit,
        "line": family.line,
        "guardians": family.guardians,
        "form": form,
        "why_not": reason(visit_permissions.check_can_prepare, request.user, visit)
        or reason(permissions.check_can_be_told, visit),
        "papers": [(paper, permissions.can_second(request.user, visit, paper)) for paper in family.line.papers],
    }
    return render(request, "visits/roster_pupil.html", context)


@login_required
@require_POST
def confirm_paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = selectors.paper_for(_visit(request, pk), paper_pk)
    agreements.confirm_paper(paper=paper, by=request.user)
    messages.success(request, _("Phiếu đã có hai thầy cô đứng tên, từ bây giờ có giá trị."))
    return redirect("visit_roster_pupil", pk, paper.attendee.pupil_id)


@login_required
@require_POST
def turn_down_paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    paper = selectors.paper_for(_visit(request, pk), paper_pk)
    agreements.turn_down_paper(paper=paper, by=request.user)
    messages.success(request, _("Đã bỏ phiếu này. Ghi lại khi có phiếu đúng."))
    return redirect("visit_roster_pupil", pk, paper.attendee.pupil_id)


def _visit(request: HttpRequest, pk: int) -> Visit:
    return selectors.get_for(request.user, pk)


def _added(request: HttpRequest, done: services.Added) -> HttpResponse:
    sentence = ngettext("Đã thêm %(count)d em.", "Đã thêm %(count)d em.", done.count) % {"count": done.count}
    if done.already:
        sentence += " " + _("%(count)d em đã có tên từ trước.") % {"count": done.already}
    messages.success(request, sentence)
    return redirect("visit_roster", done.visit.pk)


def _say_recorded(request: HttpRequest, waits: bool) -> None:
    if waits:
        messages.success(request, _("Đã ghi. Phiếu có giá trị khi một thầy cô khác đọc và xác nhận."))
    else:
        messages.success(request, _("Đã ghi. Lời từ chối có hiệu lực ngay."))
