"""What a pupil's leaving sets in motion here, and how the name goes out of what was written once the time has come."""

import re
from collections.abc import Callable
from typing import Any

from django.db import models

from core import trail
from core.text import fold
from network.models import (
    CheckIn,
    Closing,
    ClubMembership,
    Goal,
    Idea,
    IdeaVersion,
    Need,
    Proposal,
    ProposalEvent,
)
from network.services import clubs
from people.services import history

# What a team wrote or was written to, and the way from it to the idea.
_WRITTEN: tuple[tuple[type[models.Model], str], ...] = (
    (Idea, "pk"),
    (Need, "idea"),
    (IdeaVersion, "idea"),
    (Proposal, "idea"),
    (ProposalEvent, "proposal__idea"),
    (Goal, "engagement__proposal__idea"),
    (CheckIn, "engagement__proposal__idea"),
    (Closing, "engagement__proposal__idea"),
)


def take_out(school: int, pupils: tuple[int, ...]) -> None:
    """Out of the school's clubs, and with them out of their teams."""
    rows = ClubMembership.objects.filter(club__school=school, pupil__in=pupils, left_on=None)
    for membership in rows.select_related("club", "pupil"):
        clubs.take_out(club=membership.club, pupil=membership.pupil)


def forget(pupil: int, name: str, instead: str) -> None:
    """The ideas stay, the name goes: from every text of the teams this pupil was in, also where it has no marks."""
    replaced = without(name, instead)
    own = models.Q(team__pupil=pupil) | models.Q(created_by=pupil)
    ideas = list(Idea.objects.filter(own).distinct().values_list("pk", flat=True))
    for model, way in _WRITTEN:
        rows = model._default_manager.filter(**{f"{way}__in": ideas})
        for row in rows:
            # Without `save`: it is no change of the team's, and its date stays.
            if changed := _changed(row, replaced):
                model._default_manager.filter(pk=row.pk).update(**changed)
        if trail.is_kept_for(model):
            _rewrite_trail(model, rows, replaced)


def without(name: str, instead: str) -> Callable[[str], str]:
    """Puts another name in the place of this one, also where it has no marks."""
    folded = fold(name)
    named = re.compile(f"{re.escape(name)}|{re.escape(folded)}", re.IGNORECASE)
    return lambda text: named.sub(lambda hit: fold(instead) if hit[0].lower() == folded else instead, text)


def _rewrite_trail(model: type[models.Model], rows: models.QuerySet[Any], replaced: Callable[[str], str]) -> None:
    for kept in trail.rows_of(model).filter(id__in=rows.values("pk")):
        if changed := _changed(kept, replaced):
            history.scrub(model, {"history_id": kept.history_id}, **changed)


def _changed(row: models.Model, replaced: Callable[[str], str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices:
            before = getattr(row, column.attname)
            after = _throughout(before, replaced)
            if after != before:
                changed[column.attname] = after
    return changed


def _throughout(value: Any, replaced: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replaced(value)
    if isinstance(value, list):
        return [_throughout(part, replaced) for part in value]
    if isinstance(value, dict):
        return {name: _throughout(part, replaced) for name, part in value.items()}
    return value
