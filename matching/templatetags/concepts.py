"""{% load concepts %}: what a text is about, in the reader's language."""

from django import template
from django.utils.translation import get_language

from matching.selectors import tags

register = template.Library()


@register.filter
def concept(code: str) -> str:
    """{{ code|concept }}: a tag's name."""
    return tags.name(code, get_language() or "vi")


@register.simple_tag
def recognised(*texts: str) -> list[tags.Tag]:
    """{% recognised idea.title idea.problem as found %}: the concepts by which these texts are matched."""
    return tags.propose("\n".join(texts), get_language() or "vi")
