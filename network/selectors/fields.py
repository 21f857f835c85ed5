"""The official fields by code."""

from django.db.models import QuerySet
from django.utils.translation import get_language

from core import written
from network.models import Field

# Only a migration changes the official list.
_known: dict[str, dict[str, str]] = {}


def names() -> dict[str, str]:
    """Current fields in the reader's language; asked for once a process."""
    language = get_language() or "vi"
    if not _known.get(language):
        _known[language] = {field.code: str(field) for field in written.rows(current)}
    return dict(_known[language])


def current() -> QuerySet[Field]:
    return Field.objects.filter(is_current=True)
