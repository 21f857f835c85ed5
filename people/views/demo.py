"""One button per role, only where the demonstration runs."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from people.selectors import accounts


@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Without a password, which is why nothing of it exists unless `DEMO` is on."""
    if not settings.DEMO:
        raise Http404
    usernames = {entry.role: entry.username for entry in import_string(settings.DEMO_LOGINS)}
    person = accounts.find_active(usernames.get(role, ""))
    if person is None:
        raise Http404
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)
