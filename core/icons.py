"""Tabler's outline icons, sent inside the page: only those that are used travel, and none needs a request."""

import re
import warnings
from functools import lru_cache
from html import escape
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_NAME = re.compile(r"[a-z0-9-]+")
_DOT = '<path d="M12 12h.01"/>'


@lru_cache(maxsize=512)
def shapes(name: str) -> str:
    """The drawing inside one icon's <svg>. An unknown name warns (an error under test) and draws a dot."""
    filled = name.endswith("-filled")
    path = (
        Path(settings.NODE_MODULES)
        / "@tabler/icons/icons"
        / ("filled" if filled else "outline")
        / f"{name.removesuffix('-filled')}.svg"
    )
    if not _NAME.fullmatch(name) or not path.is_file():
        if path.parent.is_dir():
            warnings.warn(f"There is no icon called “{name}”.", stacklevel=3)
        return _DOT
    match = _SHAPES.search(path.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", match.group(1)).strip() if match else _DOT


@lru_cache(maxsize=2048)
def svg(name: str, *, size: int = 20, label: str = "", classes: str = "") -> SafeString:
    """With a label it is a picture with a name; without one it is decoration that screen readers skip."""
    paint = (
        'fill="currentColor"'
        if name.endswith("-filled")
        else 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    )
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    # Everything that comes from outside is escaped above; the shapes come from the installed package.
    return mark_safe(  # noqa: S308
        f'<svg class="nc-icon {escape(classes)}" width="{int(size)}" height="{int(size)}" viewBox="0 0 24 24" '
        f'{paint} {meaning} focusable="false">{shapes(name)}</svg>'
    )
