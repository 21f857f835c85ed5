"""The cookie that lets one browser see one guardian's page for half an hour after a code was right."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from people import rules
from people.models import GuardianCode, GuardianLink
from people.selectors import guardian_links

NAME = "nc_guardian"
_SALT = "people.guardian_visit"
_SECONDS = rules.GUARDIAN_VISIT_MINUTES * 60


def visit_in(request: HttpRequest, link: GuardianLink) -> GuardianCode | None:
    """The visit this browser may show for this link. What counts is the row; the cookie only names it."""
    try:
        code = int(request.get_signed_cookie(NAME, salt=_SALT, max_age=_SECONDS) or "")
    except (KeyError, ValueError, signing.BadSignature):
        return None
    return guardian_links.visit_of(link, code)


def let_in(response: HttpResponse, visit: GuardianCode) -> HttpResponse:
    response.set_signed_cookie(
        NAME,
        str(visit.pk),
        salt=_SALT,
        max_age=_SECONDS,
        path="/g/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def show_out(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(NAME, path="/g/", samesite="Lax")
    return response
