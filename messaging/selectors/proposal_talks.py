"""Conversations about a proposal: between the adults, until an engagement opens the one the pupils are in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse

from messaging.enums import MemberSide, Obstacle
from messaging.kinds import About, Member, Standing, standing
from network.enums import OPEN_PROPOSAL_STATES
from network.models import Proposal
from network.selectors import idea_titles, proposals
from people.selectors import gates, hats

_POSTS = ("challenge", "offer")


def ids_for(viewer: hats.Anyone) -> QuerySet[Proposal, Any]:
    worn = hats.of(viewer)
    taking_part = Q(idea__club__adviser=worn.user_id)
    for post in _POSTS:
        taking_part |= Q(**{f"{post}__author": worn.user_id})
    if worn.is_pupil or worn.user_id is None:
        taking_part = Q(pk=None)
    return proposals.visible_to(viewer).filter(taking_part).values("pk")


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    speaks = Q(pk=None)
    for post in _POSTS:
        speaks |= Q(gates.is_supporter_of(f"{post}__author", f"{post}__organisation")) & Q(
            gates.is_cleared(f"{post}__author")
        )
    asked = {
        "watched": Q(gates.is_adviser_in("idea__club__adviser", "idea__club__school")),
        "speaks": speaks,
    }
    rows = (
        Proposal.objects.filter(pk__in=list(ids))
        .annotate(**{name: ExpressionWrapper(held, output_field=BooleanField()) for name, held in asked.items()})
        .select_related("idea__club__adviser", *(f"{post}__author" for post in _POSTS))
    )
    return {row.pk: _standing(row) for row in rows}


def about(viewer: Any, ids: Iterable[int]) -> dict[int, About]:
    rows = list(proposals.visible_to(viewer).filter(pk__in=list(ids)))
    idea_titles.put_on(viewer, rows)
    return {
        row.pk: About(
            title=row.idea_title,  # type: ignore[attr-defined]
            url=reverse("proposal_detail", args=[row.pk]),
            place=f"{row.idea.club.name} · {row.post.organisation.name}",
        )
        for row in rows
    }


def _standing(row: Any) -> Standing:
    members, found = [], []
    adviser, author = row.idea.club.adviser, row.post.author
    if row.watched:
        members.append(Member(adviser.pk, MemberSide.ADVISER, adviser.full_name))
    else:
        found.append(Obstacle.ADVISER)
    if row.speaks:
        members.append(Member(author.pk, MemberSide.OUTSIDE, author.full_name))
    else:
        found.append(Obstacle.OUTSIDE)
    is_closed = row.state not in OPEN_PROPOSAL_STATES
    return standing(members, [] if is_closed else found, is_closed=is_closed, school=row.idea.club.school_id)
