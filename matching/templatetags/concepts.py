"""{% load concepts %}{{ code|concept }}: a tag's name in the reader's language."""

from django import template
from django.utils.translation import get_language

from matching.selectors import tags

register = template.Library()


@register.filter
def concept(code: str) -> str:
    return tags.name(code, get_language() or "vi")
