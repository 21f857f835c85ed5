"""Reporting a concern, and what the reporter sees of it afterwards."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from core.pagination import piece_of
from people import accounts
from people.forms.concerns import ReportForm
from people.models import User
from people.selectors import concerns as selectors
from people.selectors import hats
from people.services import concerns as services
from people.services import subjects


@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """Open to everybody, with or without an account, whatever the account lacks."""
    reader = request.user
    reference = request.POST.get("reference", request.GET.get("about", ""))
    who: dict[str, Any] = {"is_pupil": hats.of(reader).is_pupil, "has_account": isinstance(reader, User)}
    subject = subjects.behind(reference, reader)
    form = ReportForm(request.POST or None, initial={"reference": reference}, subject=subject, **who)
    if request.method == "POST" and form.is_valid():
        accounts.check_may_report_again(request)
        services.report(report=form.report(), by=reader if isinstance(reader, User) else None)
        return redirect("concern_sent")
    context = {**who, "form": form, "label": subject.label if subject and who["has_account"] else ""}
    return render(request, "people/concern_report.html", context)


def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/concern_sent.html")


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    piece = piece_of(selectors.own_of(request.user), request.GET.get("page"))
    return render(request, "people/concern_mine.html", {"piece": piece})
