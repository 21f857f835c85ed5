"""{% load session_words %}{{ 90|minutes_in_words }}"""

from django import template

from visits import words

register = template.Library()


@register.filter
def minutes_in_words(minutes: int) -> str:
    return words.minutes(minutes)
