"""Files a person takes away."""

from dataclasses import dataclass

from django.http import HttpResponse


@dataclass(frozen=True)
class SheetFile:
    name: str
    type: str
    content: bytes


def attached(file: SheetFile) -> HttpResponse:
    """Always a download: a browser never shows what somebody typed into a cell as a page of ours."""
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
