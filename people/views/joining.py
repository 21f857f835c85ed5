"""Coming in by an invitation, or asking to join: open pages, before anybody is logged in."""

import datetime as dt
from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid, Problem
from core.permissions import reason
from people import mail_codes
from people.enums import OrganisationKind, Role
from people.forms.joining import ClaimForm, CodeForm, JoinRequestForm, NewcomerForm, YearForm
from people.mail_codes import Waiting
from people.models import Invitation, User
from people.permissions import alumni as alumni_permissions
from people.selectors import accounts
from people.selectors import alumni as alumni_selectors
from people.services import alumni, invitations, join_requests

_INVITATION, _JOIN = "invitation", "join"


@never_cache
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; a new account, or one role more for the account that is logged in."""
    invitation = invitations.find(token)
    asks_for_year = invitations.asks_for_year(invitation)
    form = NewcomerForm(request.POST or None, email=invitation.email, asks_for_year=asks_for_year)
    is_newcomer = request.method == "POST" and not request.user.is_authenticated
    if is_newcomer and form.is_valid() and _has_begun(request, form, token):
        return redirect("mail_code")
    context = _invited(request, invitation, token)
    return render(request, "people/invitation.html", {**context, "form": form})


@login_required
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """With the account that is logged in."""
    invitation = invitations.find(token)
    form = YearForm(request.POST) if invitations.asks_for_year(invitation) else None
    if form is not None and not form.is_valid():
        context = {**_invited(request, invitation, token), "year_form": form}
        return render(request, "people/invitation.html", context)
    year = form.cleaned_data["year"] if form else None
    answer = invitations.accept(token=token, year=year, by=request.user)
    _welcome(request, waits=answer.waits_for_school)
    return redirect(settings.LOGIN_REDIRECT_URL)


@never_cache
def ask_to_join(request: HttpRequest) -> HttpResponse:
    """The form of an organisation nobody invited."""
    form = JoinRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _has_asked(request, form):
        return redirect("mail_code")
    return render(request, "people/join_request.html", {"form": form})


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code from the letter; then what was typed before is done, and the person is in."""
    waiting = mail_codes.current(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _come_in(request, mail_codes.prove(request, form.cleaned_data["code"]))
        except Invalid as refusal:
            form.take(refusal if refusal.field == "code" else Invalid(refusal.sentence))
    return render(request, "people/mail_code.html", {"form": form, "email": waiting.email})


@require_POST
def another_code(request: HttpRequest) -> HttpResponse:
    mail_codes.again(request)
    messages.success(request, _("Đã gửi một mã khác."))
    return redirect("mail_code")


@login_required
def claim(request: HttpRequest) -> HttpResponse:
    """ "I went to this school": the school confirms."""
    alumni_permissions.check_can_claim(request.user)
    form = ClaimForm(request.POST or None, schools=alumni_selectors.schools_to_name())
    if request.method == "POST" and form.is_valid():
        try:
            alumni.claim(school=form.cleaned_data["school"], year=form.cleaned_data["year"], by=request.user)
        except (Invalid, Conflict) as refusal:
            form.take(refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence))
        else:
            messages.success(request, _("Đã gửi tới nhà trường. Khi trường xác nhận, anh chị được báo."))
            return redirect("alumnus_claim")
    claims = alumni_selectors.made_by(request.user)[:20]
    return render(request, "people/alumnus_claim.html", {"form": form, "claims": claims})


def _invited(request: HttpRequest, invitation: Invitation, token: str) -> dict[str, Any]:
    asks = request.user.is_authenticated and invitations.asks_for_year(invitation)
    why_not = reason(invitations.check_can_accept, request.user, invitation) if request.user.is_authenticated else ""
    return {
        "invitation": invitation,
        "role": Role(invitation.role).label,
        "token": token,
        "why_not": why_not,
        "year_form": YearForm() if asks else None,
    }


def _has_begun(request: HttpRequest, form: NewcomerForm, token: str) -> bool:
    """Who holds the link may be told that the address has an account."""
    email = form.cleaned_data["email"]
    if accounts.has_account(email):
        form.take(Invalid(_("E-mail này đã có tài khoản. Hãy đăng nhập để nhận lời mời."), field="email"))
        return False
    facts = {**_newcomer(form), "token": token, "year": form.cleaned_data.get("year")}
    return _mailed(request, form, what=_INVITATION, facts=facts)


def _has_asked(request: HttpRequest, form: JoinRequestForm) -> bool:
    if not ratelimit.consume(request, action="join_request"):
        raise Conflict(_("Có quá nhiều lần đăng ký từ nơi này. Hãy thử lại sau một giờ."))
    content, kind = form.content(), form.organisation_kind()
    try:
        join_requests.check(kind=kind, content=content)
    except Invalid as refusal:
        form.take(refusal)
        return False
    facts = {**_newcomer(form), "kind": kind.value, "title": form.cleaned_data["title"], "content": content}
    return _mailed(request, form, what=_JOIN, facts=facts)


def _mailed(request: HttpRequest, form: NewcomerForm, *, what: str, facts: dict[str, Any]) -> bool:
    try:
        mail_codes.begin(request, what=what, email=form.cleaned_data["email"], facts=facts)
    except Conflict as refusal:
        form.take(Invalid(refusal.sentence))
        return False
    return True


def _newcomer(form: NewcomerForm) -> dict[str, Any]:
    """Plain values, for the session; the password only as a hash."""
    return {
        "full_name": form.cleaned_data["full_name"],
        "birth_date": form.cleaned_data["birth_date"].isoformat(),
        "password": make_password(form.cleaned_data["password1"]),
    }


def _come_in(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    try:
        user, waits = _make(waiting)
    except Problem:
        mail_codes.forget(request)
        raise
    mail_codes.forget(request)
    _welcome(request, waits=waits)
    response: HttpResponse = perform_login(request, user)
    return response


def _make(waiting: Waiting) -> tuple[User, bool]:
    facts = {**waiting.facts, "birth_date": dt.date.fromisoformat(waiting.facts["birth_date"]), "email": waiting.email}
    if waiting.what == _INVITATION:
        answer = invitations.accept_as_newcomer(**facts)
        return answer.user, answer.waits_for_school
    return join_requests.join(**{**facts, "kind": OrganisationKind(facts["kind"])}), False


def _welcome(request: HttpRequest, *, waits: bool) -> None:
    if waits:
        messages.success(request, _("Đã gửi tới nhà trường. Khi trường xác nhận, anh chị được báo."))
    else:
        messages.success(request, _("Chào mừng anh chị đến với Nhịp Cầu."))
