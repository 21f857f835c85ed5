"""The pages behind a guardian's link, for people without an account. Alone the link shows nothing and takes no yes.

Browsers hide where a form comes from when a page forbids referrers, as these do. Instead of Django's check of the
origin the address itself protects the forms: no other site knows it, and the visit's cookie stays out of theirs.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from core import limits
from core.errors import Conflict, Invalid, TooOften
from core.pagination import piece_of
from people import consent_texts, guardian_cookies, rules
from people.accounts import address_of
from people.forms.guardian_answers import AnswersForm, CodeForm, StopForm
from people.models import GuardianLink
from people.selectors import guardian_asks, guardian_links, guardian_overview
from people.services import guardian_answers, guardian_codes, guardian_visits

_HOUR = 3600
# A whole village may share one address, and a computer at school many guardians.
_PAGES_AN_ADDRESS, _TRIES_AN_ADDRESS, _TRIES_A_LINK = 600, 120, 30


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Not answered yet: the questions. Later: the door where a code is asked, and behind it the guardian's page.

    What is asked for a child beside the consents is told behind the code alone, so that such a link is a door at once.
    """
    link = find(request, token)
    visit = guardian_cookies.visit_in(request, link)
    if visit is not None:
        return _overview(request, token, link)
    if link.used_at is None and not guardian_asks.something_waits(link):
        return redirect("guardian_answers", token)
    return door(request, token, link)


@csrf_exempt
def answers(request: HttpRequest, token: str) -> HttpResponse:
    """Every purpose by itself, nothing chosen beforehand. The browser keeps the choice until the code is right."""
    link = find(request, token)
    if link.used_at is not None and guardian_cookies.visit_in(request, link) is None:
        return door(request, token, link)
    sent = request.method == "POST"
    form = AnswersForm(_text(), request.POST) if sent else AnswersForm(_text())
    if sent and form.is_valid():
        try:
            send_code(request, link)
            return _ask_code(request, token, link, CodeForm(), form)
        except TooOften as refusal:
            form.add_error(None, refusal.sentence)
    return _questions(request, token, link, form)


@csrf_exempt
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The code makes the answers count, and lets this browser see the page."""
    link = find_to_try(request, token)
    form, code = AnswersForm(_text(), request.POST), CodeForm(request.POST)
    if not form.is_valid():
        return _questions(request, token, link, form)
    if code.is_valid():
        browser = request.headers.get("User-Agent", "")[:300]
        try:
            visit, done = guardian_answers.confirm(
                link=link, code=code.cleaned_data["code"], answers=form.answers(), browser=browser
            )
            _say_what_was_recorded(request, done)
            return guardian_cookies.let_in(redirect("guardian_page", token), visit)
        except (Invalid, Conflict) as refusal:
            code.add_error("code", refusal.sentence)
    return _ask_code(request, token, link, code, form)


@csrf_exempt
@require_POST
def code(request: HttpRequest, token: str) -> HttpResponse:
    """A code for a visit."""
    link = find(request, token)
    try:
        send_code(request, link)
    except TooOften as refusal:
        messages.error(request, refusal.sentence)
        return door(request, token, link)
    return _ask_code(request, token, link, CodeForm(), None)


@csrf_exempt
@require_POST
def enter(request: HttpRequest, token: str) -> HttpResponse:
    link = find_to_try(request, token)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            visit = guardian_visits.open_with(link=link, code=form.cleaned_data["code"])
            return guardian_cookies.let_in(redirect("guardian_page", token), visit)
        except Invalid as refusal:
            form.add_error("code", refusal.sentence)
    return _ask_code(request, token, link, form, None)


@csrf_exempt
@require_POST
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One purpose of one child, at once."""
    link = find(request, token)
    visit, form = guardian_cookies.visit_in(request, link), StopForm(request.POST)
    if visit is None:
        messages.error(request, _("Đã quá 30 phút. Xin lấy mã mới để vào lại."))
    elif form.is_valid():
        browser = request.headers.get("User-Agent", "")[:300]
        guardian_visits.stop(visit=visit, browser=browser, **form.cleaned_data)
        messages.success(request, _("Đã dừng. Việc này có hiệu lực ngay từ bây giờ."))
    else:
        messages.error(request, _("Xin chọn việc muốn dừng."))
    return redirect("guardian_page", token)


@csrf_exempt
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    link = find(request, token)
    visit = guardian_cookies.visit_in(request, link)
    if visit is not None:
        guardian_codes.close(visit=visit)
    messages.success(request, _("Đã đóng trang. Lần sau vào lại cần mã mới."))
    return guardian_cookies.show_out(redirect("guardian_page", token))


@csrf_exempt
@require_POST
def language(request: HttpRequest, token: str) -> HttpResponse:
    """The language of this browser alone; Django's view goes back to the page the form names."""
    find(request, token)
    return set_language(request)


def find(request: HttpRequest, token: str) -> GuardianLink:
    limits.check("guardian-page", address_of(request), at_most=_PAGES_AN_ADDRESS, seconds=_HOUR)
    return guardian_links.find(token)


def find_to_try(request: HttpRequest, token: str) -> GuardianLink:
    """Typing a code: also limited by link, besides the five tries of each code."""
    limits.check("guardian-code", address_of(request), at_most=_TRIES_AN_ADDRESS, seconds=_HOUR)
    link = find(request, token)
    limits.check("guardian-code-link", link.pk, at_most=_TRIES_A_LINK, seconds=_HOUR)
    return link


def send_code(request: HttpRequest, link: GuardianLink) -> None:
    limits.check("guardian-send", address_of(request), at_most=_TRIES_AN_ADDRESS, seconds=_HOUR)
    guardian_codes.send(link=link)


def _text() -> consent_texts.ConsentText:
    return consent_texts.of(rules.CONSENT_TEXT, get_language() or "vi")


def _questions(request: HttpRequest, token: str, link: GuardianLink, form: AnswersForm) -> HttpResponse:
    initial, school = guardian_overview.initial_and_school(link.guardianship)
    asked = form.asked(guardian_overview.last_answers(link.guardianship))
    context = {"token": token, "form": form, "asked": asked, "text": _text(), "initial": initial, "school": school}
    return render(request, "people/guardian_answers.html", context)


def _ask_code(
    request: HttpRequest, token: str, link: GuardianLink, form: CodeForm, said: AnswersForm | None
) -> HttpResponse:
    spoken = said.spoken() if said else []
    phone, version = guardian_links.phone_of(link), _text().version
    context = {"token": token, "form": form, "spoken": spoken, "phone": phone, "version": version}
    return render(request, "people/guardian_code.html", context)


def door(request: HttpRequest, token: str, link: GuardianLink) -> HttpResponse:
    context = {
        "token": token,
        "phone": guardian_links.phone_of(link),
        "waits": guardian_asks.something_waits(link),
        "is_new": link.used_at is None,
    }
    return render(request, "people/guardian_door.html", context)


def _overview(request: HttpRequest, token: str, link: GuardianLink) -> HttpResponse:
    guardian = link.guardianship.guardian
    reads = piece_of(guardian_overview.reads_of(guardian), request.GET.get("page"))
    context: dict[str, Any] = {
        "token": token,
        "guardian": guardian,
        "children": guardian_visits.children_of(guardian=guardian, language=get_language() or "vi"),
        "own_child": link.guardianship_id,
        "text": _text(),
        "reads": reads,
        "read_lines": guardian_overview.read_lines(reads.rows),
    }
    return render(request, "people/guardian_page.html", context)


def _say_what_was_recorded(request: HttpRequest, done: Any) -> None:
    messages.success(request, _("Cảm ơn. Câu trả lời đã được ghi lại."))
    if done.held_back:
        sentence = _("Có việc chưa mở được vì một người giám hộ khác đã nói không. Xin gia đình bàn với nhau.")
        messages.warning(request, sentence)
