"""Hours given to pupils, by whoever gave them, and their sums for the organisation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from visits.placement_words import hours
from visits.selectors import credit_hours as selectors


@login_required
def index(request: HttpRequest) -> HttpResponse:
    selectors.check_gives(request.user)
    own, others = selectors.own(request.user), selectors.of_organisations(request.user)
    for given in (*own, *others):
        given.length = hours(given.minutes)
    return render(request, "visits/credit_list.html", {"own": own, "others": others})


@login_required
def printed(request: HttpRequest) -> HttpResponse:
    """A confirmation to print, with each time that was given."""
    selectors.check_gives(request.user)
    own = selectors.own(request.user)
    for given in own:
        given.length = hours(given.minutes)
        for row in given.rows:
            row.length = hours(row.minutes)  # type: ignore[attr-defined]
    return render(request, "visits/credit_print.html", {"own": own, "today": clock.today()})
