"""The two front pages: for somebody who passes by, and for somebody who belongs; and the demonstration's mail."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from config import home as homes
from config import mailbox
from network.selectors import ideas
from people.selectors import hats

_PUBLIC_IDEAS = 6


def welcome(request: HttpRequest) -> HttpResponse:
    """What Nhịp Cầu is, and the ideas whose teams agreed to show them to everybody."""
    if request.user.is_authenticated:
        return redirect("home")
    shown = ideas.visible_to(request.user).order_by("-published_at", "-pk")[:_PUBLIC_IDEAS]
    return render(request, "config/welcome.html", {"ideas": list(shown)})


@login_required
def home(request: HttpRequest) -> HttpResponse:
    found = homes.of(request.user)
    request.nav_counts = found.counts  # type: ignore[attr-defined]
    worn = hats.of(request.user)
    context = {
        "home": found,
        "greeting": homes.greeting(request),
        "places": list(dict.fromkeys(hat.organisation_name for hat in worn.counting)),
    }
    return render(request, "config/home.html", context)


def dev_mail(request: HttpRequest) -> HttpResponse:
    """What would have been sent. Nothing of it exists unless `DEMO` is on: mails hold links that open accounts."""
    if not settings.DEMO:
        raise Http404
    return render(request, "config/dev_mail.html", {"letters": mailbox.letters()})


def dev_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as text. Its HTML is shown as written, never rendered."""
    letter = mailbox.find(name) if settings.DEMO else None
    if letter is None:
        raise Http404
    return render(request, "config/dev_letter.html", {"letter": letter})
