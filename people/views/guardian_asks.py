"""What a guardian is asked for one child beside the consents: read and answered behind the code alone.

Without Django's check of the origin, for the reason in `views/guardian_pages.py`.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid, TooOften
from people import consent_texts, guardian_cookies, rules
from people.forms.guardian_answers import AskForm, CodeForm
from people.guardian_asks import Ask
from people.models import GuardianCode, GuardianLink, Guardianship
from people.selectors import guardian_asks as selectors
from people.selectors import guardian_links
from people.services import guardian_asks as services
from people.services.consents import Recorded
from people.views.guardian_pages import door, find, find_to_try, send_code


@csrf_exempt
def detail(request: HttpRequest, token: str, kind: str, child: int, pk: int) -> HttpResponse:
    """The facts and the question. A no counts at once; a yes waits in the browser until its code is right."""
    link = find(request, token)
    visit = guardian_cookies.visit_in(request, link)
    if visit is None:
        return door(request, token, link)
    guardianship, ask = selectors.get_for(link.guardianship.guardian, child=child, kind=kind, pk=pk)
    sent = request.method == "POST"
    form = AskForm(ask, _needed(ask), request.POST) if sent else AskForm(ask, _needed(ask))
    if sent and form.is_valid():
        try:
            return _taken(request, token, visit, guardianship, form)
        except (Conflict, TooOften) as refusal:
            form.add_error(None, refusal.sentence)
    return _question(request, token, guardianship, form)


@csrf_exempt
@require_POST
def confirm(request: HttpRequest, token: str, kind: str, child: int, pk: int) -> HttpResponse:
    link = find_to_try(request, token)
    if guardian_cookies.visit_in(request, link) is None:
        messages.error(request, _("Đã quá 30 phút. Xin lấy mã mới để vào lại."))
        return redirect("guardian_page", token)
    guardianship, ask = selectors.get_for(link.guardianship.guardian, child=child, kind=kind, pk=pk)
    form, code = AskForm(ask, _needed(ask), request.POST), CodeForm(request.POST)
    if not form.is_valid():
        return _question(request, token, guardianship, form)
    if code.is_valid():
        try:
            visit, done = services.agree(
                link=link,
                code=code.cleaned_data["code"],
                answer=_answer(guardianship, form),
                browser=_browser(request),
            )
            _say(request, done)
            return guardian_cookies.let_in(redirect("guardian_page", token), visit)
        except (Invalid, Conflict) as refusal:
            code.add_error("code", refusal.sentence)
    return _ask_code(request, token, link, guardianship, form, code)


def _taken(
    request: HttpRequest, token: str, visit: GuardianCode, guardianship: Guardianship, form: AskForm
) -> HttpResponse:
    answer = _answer(guardianship, form)
    if answer.said.agreed or answer.consent:
        send_code(request, visit.link)
        return _ask_code(request, token, visit.link, guardianship, form, CodeForm())
    _say(request, services.decline(visit=visit, answer=answer, browser=_browser(request)))
    return redirect("guardian_page", token)


def _answer(guardianship: Guardianship, form: AskForm) -> services.Answer:
    return services.Answer(guardianship, form.ask, form.said(), form.standing())


def _needed(ask: Ask) -> consent_texts.PurposeText | None:
    if ask.needs is None:
        return None
    return consent_texts.of(rules.CONSENT_TEXT, get_language() or "vi").purposes[ask.needs]


def _browser(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:300]


def _question(request: HttpRequest, token: str, guardianship: Guardianship, form: AskForm) -> HttpResponse:
    context = {"token": token, "child": guardianship, "ask": form.ask, "form": form, "needed": _needed(form.ask)}
    return render(request, "people/guardian_ask.html", context)


def _ask_code(
    request: HttpRequest, token: str, link: GuardianLink, guardianship: Guardianship, form: AskForm, code: CodeForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "token": token,
        "child": guardianship,
        "ask": form.ask,
        "form": code,
        "said": form.said(),
        "consent": form.standing(),
        "needed": _needed(form.ask),
        "phone": guardian_links.phone_of(link),
    }
    return render(request, "people/guardian_ask_code.html", context)


def _say(request: HttpRequest, done: Recorded) -> None:
    messages.success(request, _("Cảm ơn. Câu trả lời đã được ghi lại."))
    if done.held_back:
        sentence = _("Có việc chưa mở được vì một người giám hộ khác đã nói không. Xin gia đình bàn với nhau.")
        messages.warning(request, sentence)
