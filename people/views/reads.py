"""The log of who read pupils' records, for the school."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.pagination import piece_of
from people.forms.reads import ReadsFilterForm
from people.selectors import reads as selectors
from people.services import read_log


@login_required
def index(request: HttpRequest) -> HttpResponse:
    filters = ReadsFilterForm(request.GET)
    wanted = filters.wanted()
    rows = selectors.narrow(selectors.of_school(request.user), request.user, **wanted)
    piece = piece_of(rows, request.GET.get("page"))
    read_log.record_of_log(reader=request.user, reads=piece.rows)
    context = {
        "filters": filters,
        "active": len(wanted.keys() - {"side"}),
        "piece": piece,
        "side": wanted.get("side", selectors.OUTSIDE),
    }
    return render(request, "people/read_list.html", context)
