"""A post's content as people read it: the names behind codes, dates and choices in words."""

import datetime as dt
from typing import Any

from core import wording
from core.text import tidy
from network.models import Challenge, Field, Offer
from people.models import AdminUnit


def in_words(model: type[Challenge | Offer], name: str, value: Any) -> str:
    """`name` and `value` as `services/post_content.py` keeps them; "" for what is empty."""
    if value in (None, "", []):
        return ""
    if name == "fields":
        return ", ".join(Field.objects.filter(code__in=value).order_by("pk").values_list("name", flat=True))
    if name == "commune":
        return str(AdminUnit.objects.filter(code=value).order_by("-valid_from").first() or value)
    if name == "deadline":
        return wording.long_date(dt.date.fromisoformat(value))
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    column: Any = model._meta.get_field(name)
    return tidy(str(dict(column.choices or ()).get(value, value)))
