"""Tags and filters of every page. They are builtins: no {% load %} is needed."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import conditional_escape, format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from core import icons, permissions, wording

register = template.Library()
_serial = itertools.count(1)

# Colour by what a state means for the reader, whatever the thing is that has the state.
_TONES = {
    "green": ("published", "accepted", "approved", "active", "completed", "verified", "complete", "confirmed",
              "current", "given", "done", "ok", "open", "engaged"),
    "orange": ("waiting", "pending", "submitted", "in_review", "proposed", "supply_accepted", "adviser_approved",
               "awaiting_consent", "changes_requested", "requested", "paused", "frozen", "expiring", "held", "moved"),
    "red": ("declined", "rejected", "refused", "suspended", "withdrawn", "blocked", "cancelled", "failed", "overdue"),
    "teal": ("new", "matched", "running", "in_progress", "pilot", "prototype", "product", "offered"),
}  # fmt: skip
_TONE_OF = {state: tone for tone, states in _TONES.items() for state in states}


@register.simple_tag
def icon(name: str, size: int | str = 20, label: str = "", classes: str = "") -> SafeString:
    """{% icon "users" %} · {% icon "check" size=16 label="Đã xong" %}"""
    return icons.svg(name, size=int(size or 20), label=label, classes=classes)


@register.simple_tag
def unique_id(prefix: str = "nc") -> str:
    """An id no other element of the page has, to tie a label or an explanation to its control."""
    return f"{prefix}-{next(_serial)}"


@register.simple_tag(takes_context=True)
def named(context: template.Context, given: list[Any] | str) -> list[Any]:
    """A list as it is, or what a component was told by name: "h1 h2" are the page's own `h1` and `h2`.

    A component leaves out a `:list="[h1, h2]"` without a word, as that is no literal; a name that is nothing raises.
    """
    if not isinstance(given, str):
        return given
    return [template.Variable(name).resolve(context) for name in given.split()]


@register.simple_tag(takes_context=True)
def query_replace(context: template.Context, **changes: Any) -> str:
    """The page's own query with some values changed; a value of None or "" takes the name out."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag
def why_not(check: str, *args: Any) -> str:
    """{% why_not "network.permissions.check_can_publish" user idea as reason %}: the sentence, or "" if allowed."""
    return permissions.reason(import_string(check), *args) or ""


@register.filter
def long_date(value: dt.date | None) -> str:
    return wording.long_date(value) if value else ""


@register.filter
def short_date(value: dt.date | None) -> str:
    return wording.short_date(value) if value else ""


@register.filter
def date_time(value: dt.datetime | None) -> str:
    return wording.date_time(value) if value else ""


@register.filter
def relative_day(value: dt.date | None) -> str:
    return wording.relative_day(value) if value else ""


@register.filter
def deadline(value: dt.date | None) -> str:
    return wording.deadline(value) if value else ""


@register.filter
def days_until(value: dt.date | None) -> int | None:
    return wording.days_until(value) if value else None


@register.filter
def ago(value: dt.datetime | None) -> str:
    return wording.ago(value) if value else ""


@register.filter
def took(value: dt.timedelta | None) -> str:
    return wording.took(value) if isinstance(value, dt.timedelta) else ""


@register.filter
def distance(value: float | str | None) -> str:
    return "" if value is None or value == "" else wording.distance(float(value))


@register.filter
def number(value: float | str | None) -> str:
    return "" if value is None or value == "" else wording.number(float(value))


@register.filter
def initials(value: object) -> str:
    return wording.initials(str(value or ""))


@register.filter
def given_name(value: object) -> str:
    return wording.given_name(str(value or ""))


@register.filter
def shade(value: object) -> int:
    return wording.shade(str(value or ""))


@register.filter
def score(value: float | str | None) -> int:
    """A whole number from 0 to 100; a share between 0 and 1 written with a point counts as a share."""
    if value is None or value == "":
        return 0
    amount = float(value)
    if isinstance(value, float) and amount <= 1:
        amount *= 100
    return max(0, min(100, round(amount)))


@register.filter
def percent_of(value: float | str | None, whole: float | str | None) -> int:
    if not whole or not float(whole):
        return 0
    return max(0, min(100, round(100 * float(value or 0) / float(whole))))


@register.filter
def pages(page: Page[Any]) -> Iterable[int | str]:
    """Numbers and gaps around the page that is shown, few enough for a phone."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def status_tone(state: object) -> str:
    return _TONE_OF.get(str(state or "").lower(), "neutral")


@register.filter
def word_diff(before: str | None, after: str | None) -> list[tuple[str, str]]:
    return wording.word_diff(before or "", after or "")


@register.filter
def mark_words(text: str, words: Iterable[str]) -> SafeString:
    """The text, escaped, with each of the given words or phrases inside <mark>."""
    wanted = sorted({str(word).strip() for word in words or () if str(word).strip()}, key=len, reverse=True)
    if not wanted:
        return conditional_escape(text)
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, wanted)) + r")(?!\w)", re.IGNORECASE)
    pieces = pattern.split(str(text))
    return mark_safe(  # noqa: S308  every piece is escaped, marked or not
        "".join(
            format_html("<mark>{}</mark>", piece) if place % 2 else str(conditional_escape(piece))
            for place, piece in enumerate(pieces)
        )
    )


@register.filter
def get_item(mapping: Mapping[Any, Any] | None, key: object) -> object:
    return mapping.get(key) if mapping else None


@register.filter
def widget_kind(field: Any) -> str:
    """Which of our looks a form field takes: check · choices · select · file · many · text."""
    kind = getattr(field.field.widget, "input_type", "") or type(field.field.widget).__name__.lower()
    looks = {"checkbox": "check", "radio": "choices", "select": "select", "file": "file"}
    if kind == "checkbox" and hasattr(field.field.widget, "choices"):
        return "choices"
    return looks.get(kind, "text")


@register.simple_tag
def render_widget(field: Any, help_override: str = "", placeholder: str = "") -> SafeString:
    """The control of a bound field, tied to the explanation below it also when the page gave that explanation."""
    attrs = {"placeholder": placeholder} if placeholder else {}
    if help_override and not field.help_text and not field.use_fieldset:
        described = [f"{field.auto_id}_helptext"] + ([f"{field.auto_id}_error"] if field.errors else [])
        attrs["aria-describedby"] = " ".join(described)
    rendered: SafeString = field.as_widget(attrs=attrs)
    return rendered
