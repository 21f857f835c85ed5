"""The pieces home pages are made of. Every app may offer some; the composition root chooses and orders them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """The one thing to do next, where a panel knows of one."""

    title: str
    text: str
    label: str
    url: str
    icon: str = "arrow-right"


@dataclass(frozen=True)
class Line:
    """One row of a panel that is a list. `state` and `state_label` make a status badge."""

    title: str
    url: str
    text: str = ""
    note: str = ""
    icon: str = ""
    state: str = ""
    state_label: str = ""


@dataclass(frozen=True)
class Panel:
    """`counts`: how much waits, by the URL name of the place in the navigation."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    icon: str = ""
    more_url: str = ""
    more_label: str = ""
    wide: bool = False
    step: Step | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


# A panel shows so many of what it lists, and says how many more there are: a home is read on a phone.
SHOWN = 3

# The looks a panel may take; their context: {"lines": [Line], "rest": int} · {"stats": [dict]} · {"text": str}.
LINES = "core/_panel_lines.html"
FIGURES = "core/_panel_figures.html"
EMPTY = "core/_panel_empty.html"
