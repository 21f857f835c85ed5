"""An internship's hours in words."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from visits.labour import Breach, Limits, Prohibited, Span

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def spans_of(week: Iterable[Sequence[Any]]) -> list[Span]:
    """From the column `Placement.week`."""
    return [Span(int(day), dt.time.fromisoformat(starts), dt.time.fromisoformat(ends)) for day, starts, ends in week]


def column_of(spans: Iterable[Span]) -> list[list[Any]]:
    return [[span.day, f"{span.starts:%H:%M}", f"{span.ends:%H:%M}"] for span in sorted(spans)]


def week_lines(week: Iterable[Sequence[Any]]) -> list[str]:
    """thứ Ba 14:00–17:00"""
    return [f"{WEEKDAYS[span.day]} {span.starts:%H:%M}–{span.ends:%H:%M}" for span in spans_of(week)]


def hours(minutes: int) -> str:
    """4 giờ · 3 giờ 30 phút"""
    whole, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)d giờ") % {"hours": whole}
    if not whole:
        return _("%(minutes)d phút") % {"minutes": rest}
    return _("%(hours)d giờ %(minutes)d phút") % {"hours": whole, "minutes": rest}


def breach(found: Breach, limits: Limits) -> str:
    """The rule that some hours break."""
    return {
        Breach.DAY: _("Mỗi ngày thực tập không quá %(limit)s.") % {"limit": hours(limits.day)},
        Breach.WEEK: _("Mỗi tuần thực tập không quá %(limit)s.") % {"limit": hours(limits.week)},
        Breach.EARLY: _("Không thực tập trước %(time)s.") % {"time": f"{limits.earliest:%H:%M}"},
        Breach.LATE: _("Không thực tập sau %(time)s.") % {"time": f"{limits.latest:%H:%M}"},
        Breach.OVERLAP: _("Giờ này trùng với giờ khác đã ghi."),
        Breach.SHORT: _("Giờ kết thúc phải sau giờ bắt đầu ít nhất 15 phút."),
    }[found]


def prohibited(rows: Iterable[Prohibited]) -> list[tuple[str, str]]:
    """Each in the reader's language, with where it stands."""
    language = get_language() or "vi"
    return [(row.words.get(language, row.words["vi"]), row.source) for row in rows]


def in_language(words: dict[str, str]) -> str:
    return words.get(get_language() or "vi", words["vi"])
