import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from core.errors import Conflict, Invalid, NotFound, Problem, Refused
from core.middleware import RefusalMiddleware, refusal

SENTENCE = "Hết chỗ rồi, em thử mời anh chị khác nhé."


def asked(*, htmx: bool) -> Any:
    request: Any = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.session = SessionStore()
    request.htmx = SimpleNamespace() if htmx else None
    return request


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [(Refused, 403), (NotFound, 404), (Conflict, 409), (Invalid, 422)])
def test_a_refusal_becomes_a_page_with_its_sentence(kind: type[Problem], status: int) -> None:
    response = refusal(asked(htmx=False), kind(SENTENCE))
    assert response.status_code == status
    assert SENTENCE in response.content.decode()
    assert "<html" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [(Refused, 403), (Conflict, 409), (Invalid, 422)])
def test_htmx_gets_a_toast_and_keeps_its_page(kind: type[Problem], status: int) -> None:
    response = refusal(asked(htmx=True), kind(SENTENCE))
    assert response.status_code == status
    assert json.loads(response["HX-Trigger"]) == {"toast": {"level": "danger", "message": SENTENCE}}
    assert response["HX-Reswap"] == "none"
    assert SENTENCE in response.content.decode()
    assert "<html" not in response.content.decode()


def test_the_sentence_cannot_carry_markup_into_the_page() -> None:
    response = refusal(asked(htmx=True), Refused("<script>alert(1)</script>"))
    assert b"<script>" not in response.content


def test_other_exceptions_pass() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert RefusalMiddleware(view).process_exception(asked(htmx=False), ZeroDivisionError()) is None
