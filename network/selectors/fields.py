"""The official fields by code."""

from django.db.models import QuerySet

from core import written
from network.models import Field


def names() -> dict[str, str]:
    """Current fields in the reader's language."""
    return {field.code: str(field) for field in written.rows(current)}


def current() -> QuerySet[Field]:
    return Field.objects.filter(is_current=True)
