"""How dates, distances, names and changed texts are put in words. Give it values, get text back."""

import datetime as dt
import difflib
import re
import zlib

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core import clock

_WEEKDAYS = (
    gettext_lazy("thứ hai"),
    gettext_lazy("thứ ba"),
    gettext_lazy("thứ tư"),
    gettext_lazy("thứ năm"),
    gettext_lazy("thứ sáu"),
    gettext_lazy("thứ bảy"),
    gettext_lazy("chủ nhật"),
)
_COMMA_FOR_POINT = str.maketrans(",.", ".,")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
Moment = dt.date | dt.datetime


def local(moment: Moment) -> Moment:
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def day(moment: Moment) -> dt.date:
    here = local(moment)
    return here.date() if isinstance(here, dt.datetime) else here


def short_date(moment: Moment) -> str:
    return day(moment).strftime("%d/%m/%Y")


def long_date(moment: Moment) -> str:
    """thứ hai, 23/11/2026"""
    return f"{_WEEKDAYS[day(moment).weekday()]}, {short_date(moment)}"


def date_time(moment: dt.datetime) -> str:
    """16:30 thứ hai, 23/11/2026"""
    return f"{local(moment):%H:%M} {long_date(moment)}"


def days_until(moment: Moment, today: dt.date | None = None) -> int:
    return (day(moment) - (today or clock.today())).days


def relative_day(moment: Moment, today: dt.date | None = None) -> str:
    """hôm nay · ngày mai · hôm qua · 3 ngày nữa · 3 ngày trước"""
    days = days_until(moment, today)
    if days == 0:
        return _("hôm nay")
    if days == 1:
        return _("ngày mai")
    if days == -1:
        return _("hôm qua")
    if days > 0:
        return ngettext("%(count)d ngày nữa", "%(count)d ngày nữa", days) % {"count": days}
    return ngettext("%(count)d ngày trước", "%(count)d ngày trước", -days) % {"count": -days}


def deadline(moment: Moment, today: dt.date | None = None) -> str:
    """còn 3 ngày · hạn hôm nay · đã hết hạn 2 ngày"""
    days = days_until(moment, today)
    if days == 0:
        return _("hạn hôm nay")
    if days > 0:
        return ngettext("còn %(count)d ngày", "còn %(count)d ngày", days) % {"count": days}
    return ngettext("đã hết hạn %(count)d ngày", "đã hết hạn %(count)d ngày", -days) % {"count": -days}


def ago(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """vừa xong · 5 phút trước · 2 giờ trước, and from yesterday on the day."""
    seconds = ((now or clock.now()) - moment).total_seconds()
    if 0 <= seconds < 60:
        return _("vừa xong")
    if 0 <= seconds < 3600:
        count = int(seconds // 60)
        return ngettext("%(count)d phút trước", "%(count)d phút trước", count) % {"count": count}
    today = day(now) if now else clock.today()
    if seconds >= 0 and day(moment) == today:
        count = int(seconds // 3600)
        return ngettext("%(count)d giờ trước", "%(count)d giờ trước", count) % {"count": count}
    return relative_day(moment, today) if abs(days_until(moment, today)) <= 30 else short_date(moment)


def took(duration: dt.timedelta) -> str:
    """dưới 1 giờ · 5 giờ · 3 ngày: hours up to two days."""
    hours = round(duration.total_seconds() / 3600)
    if hours < 1:
        return _("dưới 1 giờ")
    if hours < 48:
        return ngettext("%(count)d giờ", "%(count)d giờ", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)d ngày", "%(count)d ngày", days) % {"count": days}


def distance(km: float) -> str:
    if km < 1:
        return _("dưới 1 km")
    return _("%(km)s km") % {"km": number(round(km, 1) if km < 10 else round(km))}


def number(value: float) -> str:
    """1.234,5 as in Vietnam; 1,234.5 for who reads in English. One decimal at most."""
    english = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return english if (get_language() or "vi").startswith("en") else english.translate(_COMMA_FOR_POINT)


def initials(full_name: str) -> str:
    """The last two words, since the given name comes last: "Nguyễn Thị Minh Anh" → "MA"."""
    return "".join(word[0] for word in full_name.split()[-2:]).upper()


def given_name(full_name: str) -> str:
    words = full_name.split()
    return words[-1] if words else ""


def shade(text: str, shades: int = 6) -> int:
    """The same shade for the same name on every machine and every day."""
    return zlib.crc32(text.encode()) % shades


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces in reading order, each ("same" | "removed" | "added", text)."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(("added", "".join(new[j1:j2])))
    return pieces
