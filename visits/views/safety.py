"""Safety sheets: signed by the host, read by the school's staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock, wording
from core.errors import Invalid
from network.models import Offer
from network.selectors import posts
from visits import sectors
from visits.forms.safety import SafetyForm
from visits.models import SafetySheet
from visits.permissions import hostings as permissions
from visits.selectors import safety as selectors
from visits.services import safety as services


@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_host(request.user, offer)
    context = {"offer": offer, "sheets": selectors.history_of(offer), "today": clock.today()}
    return render(request, "visits/safety_list.html", context)


@login_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_open_slots(request.user, offer)
    last, sector = selectors.latest_of(offer), services.sector_of(offer)
    form = SafetyForm(request.POST or None, sector=sector, last=last)
    if request.method == "POST" and form.is_valid():
        try:
            return _signed(request, services.sign(offer=offer, word=form.word(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    may_repeat = last is not None and services.still_asked(last, sector)
    risks = sector.risks_in(get_language() or "vi")
    context = {"offer": offer, "form": form, "last": last, "may_repeat": may_repeat, "sector": sector, "risks": risks}
    return render(request, "visits/safety_form.html", context)


@login_required
@require_POST
def sign_again(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    return _signed(request, services.sign_again(offer=offer, by=request.user))


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = selectors.get_for(request.user, pk)
    context = {
        "sheet": sheet,
        "sector": sectors.sector(sheet.sector),
        "rows": _rows(sheet),
        "holds": sheet.valid_until >= clock.today(),
        "may_host": permissions.can_host(request.user, sheet.offer),
    }
    return render(request, "visits/safety_detail.html", context)


def _signed(request: HttpRequest, sheet: SafetySheet) -> HttpResponse:
    day = wording.short_date(sheet.valid_until)
    messages.success(request, _("Đã ký phiếu an toàn, có hiệu lực đến hết %(day)s.") % {"day": day})
    return redirect("safety_detail", sheet.pk)


def _rows(sheet: SafetySheet) -> list[tuple[str, object]]:
    """What was asked, in words, and what was answered; a question of an older version names itself."""
    sector = sectors.sector(sheet.sector)
    language = get_language() or "vi"
    words = {question.code: question.worded(language) for question in sector.questions} if sector else {}
    order = [*(code for code in words if code in sheet.answers), *(code for code in sheet.answers if code not in words)]
    return [(words.get(code, code), sheet.answers[code]) for code in order]
