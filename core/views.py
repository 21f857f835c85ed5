from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from core import styleguide as samples


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "core/styleguide.html", samples.everything())


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name where a page names none, such as a file or an answer of the API."""
    return redirect(static("img/favicon.svg"))
