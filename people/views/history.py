"""The history of one thing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.pagination import page_number
from people.services import history_reads


@login_required
def page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    found = history_reads.read(reader=request.user, kind=kind, pk=pk, number=page_number(request.GET.get("page")))
    return render(request, "people/history.html", {"history": found})
