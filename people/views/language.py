"""The language switch in the header."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from people.models import User
from people.services import languages


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Django's view sets the cookie and goes back; the account remembers besides."""
    if isinstance(request.user, User):
        languages.choose(language=request.POST.get(LANGUAGE_QUERY_PARAMETER, ""), by=request.user)
    return set_language(request)
