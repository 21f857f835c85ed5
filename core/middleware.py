"""A refusal raised anywhere in a view becomes a page with its sentence, or a toast where htmx asked."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django_htmx.http import reswap, trigger_client_event

from core import problems
from core.errors import NotFound, Problem

API = "/api/v1/"


class RefusalMiddleware(MiddlewareMixin):
    """Other middleware is not covered by `process_exception`: there, return `refusal(request, problem)` itself."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, Problem) else None


class PrivateMiddleware(MiddlewareMixin):
    """What somebody logged in reads stays in no cache: computers at school are shared, and so are proxies."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class AddressMiddleware(MiddlewareMixin):
    """An address with a NUL in it leads nowhere: no column can hold one, and PostgreSQL refuses to be asked."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return not_found(request, Exception())
        return None


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer to a person: `<status>.html` with `title`, `sentence`, `status`, or the fragment and a toast.

    A program that asked for an address of the API that leads nowhere gets a problem, as from every other one.
    """
    if request.path.startswith(API):
        return problems.plain(problem)
    context = {"status": int(problem.status), "title": _title(problem.status), "sentence": problem.sentence}
    if getattr(request, "htmx", False):
        return _toast(request, problem, context)
    names = [f"{problem.status:d}.html", "refusal.html"]
    return HttpResponse(render_to_string(names, context, request), status=problem.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`: an address that leads nowhere looks like a thing one may not see."""
    return refusal(request, NotFound(_("Không tìm thấy trang này, hoặc trang không dành cho tài khoản của bạn.")))


def _toast(request: HttpRequest, problem: Problem, context: dict[str, object]) -> HttpResponse:
    response = HttpResponse(render_to_string("_refusal.html", context, request), status=problem.status)
    response = reswap(response, "none")
    return trigger_client_event(response, "toast", {"level": "danger", "message": problem.sentence})


def _title(status: HTTPStatus) -> str:
    return {
        HTTPStatus.FORBIDDEN: _("Chưa được phép"),
        HTTPStatus.NOT_FOUND: _("Không tìm thấy"),
        HTTPStatus.CONFLICT: _("Tình hình đã thay đổi"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Xin chờ một lát"),
    }.get(status, _("Có chỗ chưa đúng"))
