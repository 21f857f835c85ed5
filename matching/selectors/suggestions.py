"""Stored suggestions as a viewer may see them today."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from core.gate import gate
from matching import standing
from matching.enums import OutcomeKind
from matching.models import Outcome, Suggestion
from network.enums import OPEN_PROPOSAL_STATES, ProposalState
from network.models import Challenge, Idea, Offer, Proposal, TeamMember
from network.selectors import ideas, posts
from people.enums import Role
from people.selectors import hats

SHOWN = 12
PAIR = ("idea", "challenge", "offer")


def open_pairs() -> QuerySet[Suggestion]:
    """Both ends open today, not dismissed, nothing under way between them. Best first, the next in line on top."""
    open_post = Q(posts.is_open_to_pupils("challenge__")) | Q(posts.is_open_to_pupils("offer__"))
    return (
        Suggestion.objects.filter(open_post, ideas.is_open_to_partners("idea__"))
        .filter(~Q(is_dismissed(*PAIR)), ~Q(is_under_way(*PAIR)))
        .select_related(
            "idea__club__school__organisation__commune",
            "challenge__organisation",
            "challenge__commune",
            "offer__organisation",
            "offer__commune",
        )
        .order_by("-is_next", "-score", "pk")
    )


def for_idea(viewer: hats.Anyone, idea: Idea) -> QuerySet[Suggestion]:
    """Who fits this idea, for its team and its school's staff."""
    if not _belongs_to(viewer, idea):
        return Suggestion.objects.none()
    return _of_idea(idea.pk)


def for_post(viewer: hats.Anyone, post: Challenge | Offer) -> QuerySet[Suggestion]:
    """Which ideas fit this post, for those who speak for it while they are cleared."""
    if not _speaks_for(viewer, post):
        return Suggestion.objects.none()
    return _of_post(post.pk, kind=post.kind_name)


def get_for(viewer: hats.Anyone, pk: int) -> Suggestion:
    """One pair, for either of its ends."""
    found = written.rows(_one, pk).first()
    is_theirs = found is not None and (_belongs_to(viewer, found.idea) or _speaks_for(viewer, found.post))
    if found is None or not is_theirs or not standing.is_literal(found):
        raise NotFound(_("Gợi ý này không còn: một trong hai bên vừa thay đổi."))
    return found


def _one(pk: int) -> QuerySet[Suggestion]:
    return open_pairs().filter(pk=pk)


def best_for_idea(viewer: hats.Anyone, idea: Idea) -> list[Suggestion]:
    """The first of `for_idea` of which a reason stands in both texts as they are now.

    `idea` comes from `ideas.get_for`, with its needs.
    """
    if not _belongs_to(viewer, idea):
        return []
    rows = written.rows(_of_idea, idea.pk)[:SHOWN]
    for row in rows:
        row.idea = idea
    return literal(rows)


def best_for_post(viewer: hats.Anyone, post: Challenge | Offer) -> list[Suggestion]:
    """The first of `for_post` of which a reason stands in both texts as they are now."""
    return literal(written.rows(_of_post, post.pk, kind=post.kind_name)[:SHOWN]) if _speaks_for(viewer, post) else []


def literal(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """A text edited a moment ago may have lost what the pair rested on: it comes back when the worker has looked."""
    return [row for row in standing.with_needs(rows) if standing.is_literal(row)]


def _of_idea(pk: int) -> QuerySet[Suggestion]:
    return open_pairs().filter(idea=pk)


def _of_post(pk: int, *, kind: str) -> QuerySet[Suggestion]:
    return open_pairs().filter(**{kind: pk})


def is_open(idea: Idea) -> bool:
    """Suggestions are made for it: published beyond the school, with an adviser and the account consents."""
    return Idea.objects.filter(ideas.is_open_to_partners(), pk=idea.pk).exists()


def _belongs_to(viewer: hats.Anyone, idea: Idea) -> bool:
    worn = hats.of(viewer)
    if idea.club.school_id in worn.staffed_school_ids:
        return True
    member = TeamMember.objects.filter(idea=idea, pupil=worn.user_id, left_at=None)
    return worn.is_active_pupil and idea.club.school_id in worn.school_ids and member.exists()


def _speaks_for(viewer: hats.Anyone, post: Challenge | Offer) -> bool:
    worn = hats.of(viewer)
    if not worn.is_cleared_supporter:
        return False
    is_author = post.author_id == worn.user_id and post.organisation_id in worn.supported_organisation_ids
    return is_author or post.organisation_id in worn.organisations_as(frozenset({Role.REPRESENTATIVE}))


def _same_pair(idea: Any, challenge: Any, offer: Any) -> Q:
    """Of the two posts one is missing; SQL finds nothing equal to it."""
    return Q(idea=idea) & (Q(challenge=challenge) | Q(offer=offer))


@gate
def is_dismissed(idea: Any, challenge: Any, offer: Any) -> QuerySet[Any]:
    """Somebody said "not for us" of this pair."""
    return Outcome.objects.filter(_same_pair(idea, challenge, offer), kind=OutcomeKind.DISMISSED)


@gate
def is_refused(idea: Any, challenge: Any, offer: Any) -> QuerySet[Any]:
    """One side said no to this pair."""
    return Proposal.objects.filter(_same_pair(idea, challenge, offer), state=ProposalState.REFUSED)


@gate
def is_under_way(idea: Any, challenge: Any, offer: Any) -> QuerySet[Any]:
    """This pair has an open proposal, or became an engagement."""
    states = [*OPEN_PROPOSAL_STATES, ProposalState.ENGAGED]
    return Proposal.objects.filter(_same_pair(idea, challenge, offer), state__in=states)
