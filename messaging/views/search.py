"""Looking for words in one's own conversations."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.pagination import piece_of
from messaging.forms.search import TalkSearchForm
from messaging.selectors import searching
from messaging.services import name_reads


@login_required
def search(request: HttpRequest) -> HttpResponse:
    words = TalkSearchForm(request.GET).words()
    found = searching.search(request.user, words)
    piece = piece_of(found.rows, request.GET.get("page"))
    hits = searching.hits(request.user, found, piece.rows)
    name_reads.noted_all(request.user, [hit.here for hit in hits])
    return render(request, "messaging/search.html", {"query": words, "piece": piece, "hits": hits})
