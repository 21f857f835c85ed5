"""How often somebody may try, counted in the cache in windows of fixed length."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from core import clock
from core.errors import TooOften


def check(action: str, who: object, *, at_most: int, seconds: int) -> None:
    """Count one try of `action` by `who`; raises when there have been more than `at_most` in this window."""
    window = int(clock.now().timestamp()) // seconds
    key = f"limit:{action}:{who}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        tries = cache.incr(key)
    except ValueError:  # It ran out between the two calls: a new window.
        return
    if tries > at_most:
        raise TooOften(_("Có quá nhiều lần thử trong thời gian ngắn. Xin chờ một lát rồi thử lại."))
