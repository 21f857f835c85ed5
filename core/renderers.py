"""How forms become HTML: through our templates, but for long lists of options."""

from collections.abc import Iterator
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """A list of 114 communes through a template cost more than the rest of its page: options are written here."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name == SELECT:
            context["options"] = options(context["widget"]["optgroups"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308  a template's output


def options(groups: list[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The inside of a <select>, everything from outside escaped."""
    return mark_safe("\n".join(piece for name, rows, _ in groups for piece in _group(name, rows)))  # noqa: S308


def _group(name: str | None, rows: list[dict[str, Any]]) -> Iterator[str]:
    if name:
        yield format_html('<optgroup label="{}">', name)
    for row in rows:
        chosen = " selected" if row["selected"] else ""
        yield f'<option value="{escape(row["value"])}"{chosen}>{escape(capfirst(str(row["label"])))}</option>'
    if name:
        yield "</optgroup>"
