"""Rows for tests of the figures about suggestions: what was shown in a week, and proposals with a past."""

import datetime as dt
from typing import Any

from core import clock
from matching.enums import OutcomeKind
from matching.models import Exposure, Outcome
from matching.services import exposures
from network.enums import ProposalAction, ProposalSide, ProposalState
from network.models import Challenge, Idea, Offer, Proposal, ProposalEvent
from people.models import School
from tests import make


def exposed(
    end: Idea | Challenge | Offer, *, suggestions: int = 0, lists: int = 0, week: dt.date | None = None
) -> None:
    kind = type(end).__name__.lower()
    week = week or exposures.monday(clock.today())
    Exposure.objects.create(week=week, suggestions=suggestions, lists=lists, **{kind: end})


def ideas(count: int, school: School, **shown: int) -> list[Idea]:
    """Each of a club of its own; with `shown` what was shown of each this week."""
    made = [make.idea(make.club(school)) for _ in range(count)]
    for idea in made if shown else []:
        exposed(idea, **shown)
    return made


def proposal(
    idea: Idea,
    post: Challenge | Offer,
    state: ProposalState = ProposalState.ENGAGED,
    *,
    place: int | None = 1,
    after: dt.timedelta | None = None,
    **facts: Any,
) -> Proposal:
    """`after` is how long whoever was asked took; None where they never answered."""
    made = make.proposal(idea, post, state=state, **facts)
    if place is not None:
        pair = {"idea": idea, post.kind_name: post}
        Outcome.objects.create(kind=OutcomeKind.PROPOSED, proposal=made, place=place, **pair)
    if after is not None:
        said = ProposalAction.APPROVE if made.side == ProposalSide.SUPPLY else ProposalAction.ACCEPT
        action = ProposalAction.REFUSE if state == ProposalState.REFUSED else said
        ProposalEvent.objects.create(proposal=made, action=action, at=made.created_at + after)
    return made
