from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from core.errors import Conflict, Invalid, NotFound, Refused


def respond(raised: Exception) -> Response:
    class Raising(APIView):
        authentication_classes = ()
        permission_classes = ()
        throttle_classes = ()

        def get(self, request: Any) -> Response:
            raise raised

    response = Raising.as_view()(APIRequestFactory().get("/"))
    response.render()
    return response


@pytest.mark.parametrize(
    ("raised", "status", "title", "detail"),
    [
        (Refused("Chưa được."), 403, "Forbidden", "Chưa được."),
        (NotFound("Không có."), 404, "Not Found", "Không có."),
        (Conflict("Hết chỗ."), 409, "Conflict", "Hết chỗ."),
        (Http404(), 404, "Not Found", "Không tìm thấy nội dung này."),
        (PermissionDenied("secret"), 403, "Forbidden", "Bạn không có quyền làm việc này."),
        (exceptions.NotAuthenticated(), 403, "Forbidden", "Cần đăng nhập để làm việc này."),
        (exceptions.MethodNotAllowed("PUT"), 405, "Method Not Allowed", 'Không được dùng phương thức "PUT".'),
    ],
)
def test_every_no_has_one_shape(raised: Exception, status: int, title: str, detail: str) -> None:
    response = respond(raised)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.data == {"type": "about:blank", "title": title, "status": status, "detail": detail}


def test_invalid_lists_its_sentences_by_field() -> None:
    response = respond(Invalid(errors={"due": ["Đã qua."], "": ["Thiếu một phía."]}))
    assert response.status_code == 422
    assert response.data["errors"] == {"due": ["Đã qua."], "non_field_errors": ["Thiếu một phía."]}


def test_a_serialisers_errors_are_flattened_to_paths() -> None:
    class Need(serializers.Serializer[Any]):
        kind = serializers.CharField()

    class Idea(serializers.Serializer[Any]):
        title = serializers.CharField()
        needs = Need(many=True)

    idea = Idea(data={"needs": [{"kind": "lab"}, {}]})
    assert not idea.is_valid()
    response = respond(exceptions.ValidationError(idea.errors))
    assert response.status_code == 400
    assert response.data["errors"] == {"title": ["Mục này bắt buộc."], "needs.1.kind": ["Mục này bắt buộc."]}


def test_a_list_of_sentences_belongs_to_the_whole() -> None:
    response = respond(exceptions.ValidationError(["Một.", "Hai."]))
    assert response.data["errors"] == {"non_field_errors": ["Một.", "Hai."]}


def test_who_is_throttled_learns_for_how_long() -> None:
    response = respond(exceptions.Throttled(wait=12.3))
    assert (response.status_code, response["Retry-After"]) == (429, "13")


@pytest.mark.parametrize("bug", [IntegrityError("seat taken"), ZeroDivisionError()])
def test_a_bug_is_not_dressed_up_as_an_answer(bug: Exception) -> None:
    with pytest.raises(type(bug)):
        respond(bug)
