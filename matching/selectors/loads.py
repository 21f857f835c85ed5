"""How much the authors of posts have on their hands today."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from matching.models import Suggestion
from matching.selectors.corpus import UNANSWERED
from network.enums import EngagementStatus, ProposalSide
from network.models import Engagement, Proposal
from people.models import User


@dataclass(frozen=True)
class Load:
    """`teams` the author goes along with, `waiting` proposals nobody on the author's side has answered."""

    teams: int = 0
    waiting: int = 0


def of(pairs: Iterable[Suggestion]) -> dict[int, Load]:
    """By author of the pairs' posts, in one question."""
    authors = {pair.post.author_id for pair in pairs}
    if not authors:
        return {}
    running = Engagement.objects.filter(supporter=OuterRef("pk"), status=EngagementStatus.ACTIVE)
    asked = Proposal.objects.filter(accepted_by=None, state__in=UNANSWERED).exclude(side=ProposalSide.SUPPLY)
    of_author = asked.filter(Q(challenge__author=OuterRef("pk")) | Q(offer__author=OuterRef("pk")))
    rows = User.objects.filter(pk__in=authors).order_by().values_list("pk", _count(running), _count(of_author))
    return {author: Load(teams, waiting) for author, teams, waiting in rows}


def _count(rows: QuerySet[Any]) -> Subquery:
    """Of all rows together: an aggregate would group them."""
    counted = rows.order_by().annotate(count=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("count"))
