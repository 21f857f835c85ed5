"""The official fields by code."""

from network.models import Field


def names() -> dict[str, str]:
    """Current fields in the reader's language."""
    return {field.code: str(field) for field in Field.objects.filter(is_current=True)}
