from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import styleguide as samples


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "core/styleguide.html", samples.everything())
