"""Files that leave the site for one reader."""

from django.http import HttpResponse


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """Always a download, kept by nobody on the way: what somebody brought along is never shown as a page of ours."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
