"""What a round came to, put side by side: the three objectives, who was given what where, and what would help.

Counts by commune, level and size are of ideas. Groups smaller than `rules.SMALLEST_GROUP` are added up for everybody
but the Department, and left out where even the sum is smaller.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching import rules
from matching.enums import RoundObjective, SchoolSize
from matching.models import Round
from matching.selectors import rounds
from network.enums import NeedKind
from network.models import Field
from people.enums import SchoolLevel
from people.models import AdminUnit
from people.selectors import hats

_PLACES_NAMED = 3


@dataclass(frozen=True)
class Outcome:
    """One objective. `price`: what the floor for small ones costs in score."""

    objective: RoundObjective
    is_current: bool
    total: float
    worst: float
    matched: int
    unfilled: int
    ideas: int
    filled: int
    price: float
    levels: list["Group"]
    communes: list["Group"]

    @property
    def points(self) -> dict[str, float]:
        """The scores out of a hundred, as people see them everywhere else."""
        return {
            "total": round(100 * self.total),
            "mean": 100 * self.total / self.filled if self.filled else 0.0,
            "worst": 100 * self.worst,
            "price": 100 * self.price,
            "change": 100 * abs(self.price),
        }


@dataclass(frozen=True)
class Change:
    """A figure without the floor for small ones, and with it."""

    before: int
    after: int


@dataclass(frozen=True)
class Group:
    """Ideas of one commune, level or size; each figure without the floor and with it.

    `reached`: ideas with a candidate; `candidates`: how many; `served`: ideas with a place.
    """

    label: str
    ideas: int
    reached: Change
    candidates: Change
    served: Change


@dataclass(frozen=True)
class Fairness:
    dimensions: list[tuple[str, list[Group]]]
    price: float
    total: float

    @property
    def points(self) -> dict[str, float]:
        return {"total": round(100 * self.total), "price": 100 * self.price, "change": 100 * abs(self.price)}


def compare(viewer: hats.Anyone, a_round: Round) -> list[Outcome]:
    """The three objectives side by side; nothing before it was solved."""
    if not a_round.plans:
        return []
    communes = _communes(a_round)
    return [_outcome(viewer, a_round, objective, communes) for objective in RoundObjective]


def are_alike(a_round: Round) -> bool:
    """Whether it does not matter which of the three is taken: each chose the same pairs."""
    return bool(a_round.plans) and len({tuple(a_round.plans[one]["chosen"]) for one in RoundObjective}) == 1


def _outcome(viewer: hats.Anyone, a_round: Round, objective: RoundObjective, communes: dict[str, str]) -> Outcome:
    plan, ideas = a_round.plans[objective], len(a_round.configuration["ideas"])
    return Outcome(
        objective=objective,
        is_current=objective == a_round.objective,
        total=plan["total"],
        worst=plan["worst"],
        matched=plan["matched"],
        # Also of ideas that have no candidate at all, which the plan does not know.
        unfilled=ideas * a_round.per_idea - len(plan["chosen"]),
        ideas=ideas,
        filled=len(plan["chosen"]),
        price=round(plan["without"]["total"] - plan["total"], 6),
        levels=_shown(viewer, plan["groups"]["level"], dict(SchoolLevel.choices)),
        communes=_shown(viewer, plan["groups"]["commune"], communes),
    )


def fairness(viewer: hats.Anyone, a_round: Round) -> Fairness | None:
    """By commune, level, size and whether kept a place: exposure, and places before and after the floor."""
    if not a_round.plans:
        return None
    plan = a_round.plans[a_round.objective]
    labels: dict[str, tuple[str, dict[str, Any]]] = {
        "protected": (
            _("Nơi được giữ chỗ"),
            {"True": _("xã xa, trường nhỏ, THCS, GDTX"), "False": _("các ý tưởng khác")},
        ),
        "level": (_("Cấp học"), dict(SchoolLevel.choices)),
        "size": (_("Cỡ trường"), dict(SchoolSize.choices)),
        "commune": (_("Xã, phường"), _communes(a_round)),
    }
    dimensions = [(title, _shown(viewer, plan["groups"][name], names)) for name, (title, names) in labels.items()]
    return Fairness(dimensions, round(plan["without"]["total"] - plan["total"], 6), plan["total"])


def _shown(viewer: hats.Anyone, rows: list[list[Any]], names: dict[str, Any]) -> list[Group]:
    if hats.of(viewer).is_department_officer:
        return [_group(str(names.get(key, key)), counts) for key, *counts in rows]
    large = [row for row in rows if row[1] >= rules.SMALLEST_GROUP]
    small = [row[1:] for row in rows if row[1] < rules.SMALLEST_GROUP]
    groups = [_group(str(names.get(key, key)), counts) for key, *counts in large]
    together = [sum(column) for column in zip(*small, strict=True)] if small else []
    if together and together[0] >= rules.SMALLEST_GROUP:
        groups.append(_group(_("các nhóm nhỏ cộng lại"), together))
    return groups


def _group(label: str, counts: list[int]) -> Group:
    ideas, *rest = counts
    reached, candidates, served = (Change(*rest[place : place + 2]) for place in (0, 2, 4))
    return Group(label, ideas, reached, candidates, served)


def _communes(a_round: Round) -> dict[str, str]:
    codes = {one["commune"] for one in a_round.configuration["ideas"]}
    return {unit.code: unit.full_name for unit in AdminUnit.objects.filter(code__in=codes, valid_to=None)}


def wishes(viewer: hats.Anyone, a_round: Round) -> list[str]:
    """What would have to change so that more ideas find somebody, as sentences."""
    if not a_round.plans:
        return []
    return [*_lacking(viewer, a_round), *_wider(viewer, a_round)]


def _lacking(viewer: hats.Anyone, a_round: Round) -> list[str]:
    """Ideas without any candidate, by what they need first, in which field and where."""
    reached = set(a_round.pairs.values_list("idea", flat=True))
    places: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for one in a_round.configuration["ideas"]:
        if one["idea"] not in reached:
            places[one["need"], one["field"]][one["commune"]] += 1
    fields = {field.pk: str(field) for field in Field.objects.all()}
    communes = _communes(a_round)
    ranked = sorted(places.items(), key=lambda one: (-one[1].total(), one[0]))
    return [_lack(need, fields[field], found, communes) for (need, field), found in ranked]


def _lack(need: str, field: str, found: Counter[str], communes: dict[str, str]) -> str:
    named = [communes.get(code, code) for code, _count in sorted(found.items(), key=lambda one: (-one[1], one[0]))]
    where = ", ".join(named[:_PLACES_NAMED])
    if len(named) > _PLACES_NAMED:
        where = _("%(places)s và %(more)s nơi khác") % {"places": where, "more": len(named) - _PLACES_NAMED}
    sentence = ngettext(
        "%(count)s ý tưởng không có ai: thiếu %(need)s về %(field)s ở %(where)s.",
        "%(count)s ý tưởng không có ai: thiếu %(need)s về %(field)s ở %(where)s.",
        found.total(),
    )
    what = str(NeedKind(need).label) if need else _("người đồng hành")
    return sentence % {"count": found.total(), "need": what, "field": field, "where": where}


def _wider(viewer: hats.Anyone, a_round: Round) -> list[str]:
    found: list[dict[str, Any]] = a_round.plans["wider"]
    known = rounds.titles(viewer, [one["post"] for one in found])
    return [
        _("Tăng số nhóm của “%(post)s” từ %(seats)s lên %(wider)s sẽ nhận thêm %(gain)s.")
        % {
            "post": known[one["post"]].title,
            "seats": one["seats"],
            "wider": one["seats"] + one["more"],
            "gain": one["gain"],
        }
        for one in found
        if one["post"] in known
    ]
