"""What an uploaded paper may be: a scan or a photograph (`core/file_bytes.py` tells them by their bytes)."""

from core import file_bytes
from core.file_bytes import ENDINGS, JPEG, PDF, PNG

__all__ = ["ENDINGS", "JPEG", "PDF", "PNG", "kind_of", "redrawn"]


def kind_of(data: bytes) -> str | None:
    """One of the three kinds, or None."""
    kind = file_bytes.kind_of(data)
    return kind if kind in {PDF, JPEG, PNG} else None


def redrawn(data: bytes, kind: str) -> bytes | None:
    """The picture alone; a PDF as it is."""
    if kind == PDF:
        return data
    picture = file_bytes.redrawn(data, kind)
    return picture.data if picture else None
