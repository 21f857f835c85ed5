"""Where pages meet the trail: a link to a thing's history, for those who may read it."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from people.selectors import history, own_words, reads

register = template.Library()


@register.simple_tag(takes_context=True)
def history_url(context: Context, kind: str, thing: Any) -> str:
    """Empty where the reader may not open it."""
    reader = context["request"].user
    return reverse("history", args=[kind, thing.pk]) if history.allows(reader, kind, thing) else ""


@register.filter
def read_part(read: Any) -> str:
    return reads.what_is(read)


@register.filter
def data_label(name: str) -> str:
    return own_words.label(name)


@register.filter
def data_value(value: Any) -> str:
    return own_words.value(value)
