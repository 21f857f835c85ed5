"""Files that leave the site for one reader."""

from dataclasses import dataclass

from django.http import HttpResponse


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str
    content: bytes


def attached(file: Attachment) -> HttpResponse:
    """Always a download, kept by nobody on the way: what somebody brought along is never shown as a page of ours."""
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
