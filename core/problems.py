"""Every error of the API in one shape: RFC 9457 problem details."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import Invalid, NotFound, Problem

CONTENT_TYPE = "application/problem+json"
WHOLE = "non_field_errors"


def answer(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """The API's exception handler. None for what it does not know: a bug, IntegrityError among them, stays a 500."""
    if isinstance(exc, Http404):
        exc = NotFound(_("Không tìm thấy nội dung này."))
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, Problem):
        return _problem(exc.status, exc.sentence, _own(exc))
    if isinstance(exc, exceptions.ValidationError):
        named = dict(_by_field(exc.detail))
        return _problem(exc.status_code, _("Có chỗ chưa đúng trong dữ liệu gửi lên."), named)
    if isinstance(exc, exceptions.APIException):
        return _problem(exc.status_code, str(exc.detail), headers=_headers(exc))
    return None


def plain(problem: Problem) -> JsonResponse:
    """The same shape where no view of the API was reached."""
    body = _body(problem.status, problem.sentence)
    return JsonResponse(body, status=problem.status, content_type=CONTENT_TYPE)


def _own(exc: Problem) -> dict[str, list[str]] | None:
    if not isinstance(exc, Invalid):
        return None
    return {field or WHOLE: sentences for field, sentences in exc.errors.items()}


def _problem(
    status: int,
    detail: str,
    errors: dict[str, list[str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    set_rollback()
    body = _body(status, detail)
    if errors is not None:
        body["errors"] = errors
    return Response(body, status=int(status), headers=headers, content_type=CONTENT_TYPE)


def _body(status: int, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}


def _by_field(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Nested serialisers' errors as `field.0.inner`: [sentences]."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _by_field(inner, path if name == WHOLE else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, list) and any(isinstance(inner, Mapping | list) for inner in detail):
        for index, inner in enumerate(detail):
            yield from _by_field(inner, f"{path}.{index}".lstrip("."))
    else:
        sentences = detail if isinstance(detail, list) else [detail]
        if sentences:
            yield path or WHOLE, [str(sentence) for sentence in sentences]


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if sign_in := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = str(sign_in)
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
