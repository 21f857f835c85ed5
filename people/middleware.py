"""What every request passes: the reader's language, and whether this account may come in at all."""

from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import Refused
from core.middleware import refusal
from people.models import User
from people.permissions import standing
from people.selectors import hats

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The chosen language: the person's own, else the cookie's, else Vietnamese whatever the browser says."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        wishes = (getattr(request.user, "language", None), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        chosen = next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response


class GuardianPagesMiddleware:
    """Pages behind a guardian's link: kept nowhere, found by no search, and their address told to no other page."""

    UNDER = "/g/"
    SAYS: ClassVar[dict[str, str]] = {
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.UNDER):
            for name, value in self.SAYS.items():
                response.headers[name] = value
        return response


class StandingMiddleware:
    """Sends people who lack something to the page that says what: consent, assent, a second factor."""

    # Reachable whatever is missing: leaving, language, help, the pages on which the missing thing is mended, and
    # those of guardians, who may hold their child's phone.
    OPEN = ("/accounts/", "/i18n/", "/static/", "/standing/", "/demo/", "/lo-lang/", "/g/")

    # Of the pages of accounts, those that are about an e-mail address.
    NOT_FOR_PUPILS = ("/accounts/email/", "/accounts/confirm-email/")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if request.path.startswith(self.NOT_FOR_PUPILS) and hats.of(user).is_pupil:
            return refusal(request, Refused(_("Tài khoản học sinh không cần e-mail, và không thêm được e-mail.")))
        is_page = not request.path.startswith(("/api/", *self.OPEN))
        if is_page and isinstance(user, User) and standing.missing(user) is not None:
            return redirect("standing")
        return self.get_response(request)
