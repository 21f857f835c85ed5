"""Counts by group, of which none is so small that it points at somebody.

Groups smaller than `rules.SMALLEST_GROUP` are added up. Where even these are too few, the smallest of the others joins
them: what is left of a sum when the groups shown are taken from it is never a few.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching import rules
from matching.engine import shares
from network.enums import OfferKind
from people.enums import SchoolLevel

ALL, OTHERS = "all", "others"
REMOTE, NEAR = "remote", "near"
_LABELS: dict[str, Promise | str] = {
    ALL: _("tất cả"),
    OTHERS: _("các nhóm nhỏ cộng lại"),
    REMOTE: _("xã xa"),
    NEAR: _("các xã, phường khác"),
    "challenge": _("bài toán đổi mới"),
    **dict(SchoolLevel.choices),
    **dict(OfferKind.choices),
}


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, with the 95 % interval that chance allows."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def low(self) -> int:
        return round(100 * shares.wilson(self.part, self.whole)[0])

    @property
    def high(self) -> int:
        return round(100 * shares.wilson(self.part, self.whole)[1])

    @property
    def reach(self) -> int:
        return self.high - self.low


@dataclass(frozen=True)
class Group:
    """`key` is a level, a kind or a commune's name; `size` how many it would point at. What else it has are counts."""

    key: str
    size: int

    @property
    def label(self) -> str:
        return str(_LABELS.get(self.key, self.key))


G = TypeVar("G", bound=Group)
Sized = Callable[[int, int], int]


def plus(one: int, other: int) -> int:
    """The size of two groups together that have nobody in common."""
    return one + other


def together(groups: Iterable[G]) -> list[G]:
    """One of each key."""
    found: dict[str, G] = {}
    for one in groups:
        found[one.key] = _add(found[one.key], one, plus) if one.key in found else one
    return list(found.values())


def shown(groups: list[G], size: Sized = plus) -> list[G]:
    """The largest first, what is small as one group at the end; nothing where all together are too few.

    Where the same may be in several groups, two together are at least as many as the larger: `size=max`.
    """
    large = sorted((one for one in groups if one.size >= rules.SMALLEST_GROUP), key=lambda one: (-one.size, one.key))
    small = [one for one in groups if one.size < rules.SMALLEST_GROUP]
    if not small:
        return large
    rest = reduce(lambda one, other: _add(one, other, size), small)
    while rest.size < rules.SMALLEST_GROUP and large:
        rest = _add(rest, large.pop(), size)
    return [*large, replace(rest, key=OTHERS)] if rest.size >= rules.SMALLEST_GROUP else []


def _add(one: G, other: G, size: Sized) -> G:
    counts = {
        field.name: getattr(one, field.name) + getattr(other, field.name)
        for field in fields(one)
        if field.name not in {"key", "size"}
    }
    return replace(one, size=size(one.size, other.size), **counts)
