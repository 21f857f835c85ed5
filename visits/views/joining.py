"""The door of an online session. Mails, notices and calendars lead here, never to the room itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.permissions import reason
from visits.permissions import sessions as permissions
from visits.selectors import sessions as selectors
from visits.services import joining


@login_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, pk: int) -> HttpResponse:
    session = selectors.get_for(request.user, pk)
    if request.method == "POST":
        return redirect(joining.enter(session=session, by=request.user).url)
    permissions.check_has_part(request.user, session)
    selectors.put_names_on(request.user, [session])
    context = {
        "session": session,
        "held": reason(permissions.check_can_join, request.user, session),
        "is_beside": permissions.is_beside(request.user, session),
        "has_rooms": selectors.has_rooms(),
    }
    return render(request, "visits/session_join.html", context)
