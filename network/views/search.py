"""The search page: the best of every kind, or one kind in full."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.pagination import piece_of
from network.forms.search import SearchForm
from network.selectors import finding
from network.selectors.finding import What


@login_required
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = form.wanted()
    context = {
        "form": form,
        "query": wanted.get("q", ""),
        "what": wanted.get("what", ""),
        "kinds": list(What),
        "active": len(set(wanted) - {"q", "what"}),
        **_results(request, wanted),
    }
    return render(request, "network/search.html", context)


def _results(request: HttpRequest, wanted: dict[str, Any]) -> dict[str, Any]:
    if not wanted.get("what"):
        return {"groups": finding.groups(request.user, wanted)}
    found = finding.of_one_kind(request.user, What(wanted["what"]), wanted)
    return {"piece": piece_of(found, request.GET.get("page"))}
