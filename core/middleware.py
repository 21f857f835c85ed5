"""A refusal raised anywhere in a view becomes a page with its sentence, or a toast where htmx asked."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django_htmx.http import reswap, trigger_client_event

from core.errors import NotFound, Problem


class RefusalMiddleware(MiddlewareMixin):
    """Other middleware is not covered by `process_exception`: there, return `refusal(request, problem)` itself."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, Problem) else None


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer to a person: `<status>.html` with `title`, `sentence`, `status`, or the fragment and a toast."""
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
    }.get(status, _("Có chỗ chưa đúng"))
