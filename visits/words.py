"""How lengths of time are put in words."""

from django.utils.translation import gettext as _


def minutes(count: int) -> str:
    """1 giờ 30 · 2 giờ · 45 phút"""
    whole, rest = divmod(count, 60)
    if not whole:
        return _("%(minutes)d phút") % {"minutes": rest}
    if not rest:
        return _("%(hours)d giờ") % {"hours": whole}
    return _("%(hours)d giờ %(minutes)02d") % {"hours": whole, "minutes": rest}
