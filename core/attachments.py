"""Files that leave the site for one reader."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Whatever a file holds, opened by itself it can do nothing.
_HARMLESS = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str
    content: bytes


def attached(file: Attachment) -> HttpResponse:
    """Always a download, kept by nobody on the way: what somebody brought along is never shown as a page of ours."""
    return _answer(file, as_attachment=True)


def shown(file: Attachment) -> HttpResponse:
    """For pictures we have drawn ourselves: may stand inside a page."""
    return _answer(file, as_attachment=False)


def _answer(file: Attachment, *, as_attachment: bool) -> HttpResponse:
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def harmless(answer: HttpResponse) -> HttpResponse:
    """For what others uploaded: the strictest policy there is, in place of the pages'."""
    answer["Content-Security-Policy"] = _HARMLESS
    return answer
