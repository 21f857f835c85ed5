"""Which proposals a person sees, and what of them."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from network.enums import OPEN_PROPOSAL_STATES, ProposalSide, ProposalState
from network.models import Proposal, ProposalEvent, TeamMember
from network.selectors import consents
from people.enums import Role
from people.models import User
from people.selectors import gates, hats


def visible_to(viewer: hats.Anyone) -> QuerySet[Proposal]:
    """The supply side while cleared, the team while active, the school's staff."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(idea__club__school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
        for post in ("challenge", "offer"):
            seen |= Q(**{f"{post}__author": worn.user_id}) | Q(**{f"{post}__organisation__in": represented})
    if worn.is_active_pupil:
        seen |= Q(Exists(TeamMember.objects.filter(idea=OuterRef("idea"), pupil=worn.user_id, left_at=None)))
    return Proposal.objects.filter(seen).select_related(
        "idea__club__school__organisation",
        "challenge__organisation",
        "challenge__author",
        "offer__organisation",
        "offer__author",
        "created_by",
    )


def get_for(viewer: hats.Anyone, pk: int) -> Proposal:
    proposal = visible_to(viewer).filter(pk=pk).first()
    if proposal is None:
        raise NotFound(_("Không tìm thấy đề nghị này."))
    return proposal


def waiting_for(user: User) -> QuerySet[Proposal]:
    """Open proposals whose next key is this person's to turn."""
    worn = hats.of(user)
    mine = Q(pk=None)
    if worn.is_adviser:
        mine |= Q(idea__club__adviser=user, state__in=(ProposalState.PROPOSED, ProposalState.SUPPLY_ACCEPTED))
    if worn.is_cleared_supporter:
        asked = Q(state__in=(ProposalState.PROPOSED, ProposalState.ADVISER_APPROVED))
        mine |= asked & (Q(challenge__author=user) | Q(offer__author=user))
    return visible_to(user).filter(mine, state__in=OPEN_PROPOSAL_STATES).order_by("expires_at")


def texts_are_open_to(viewer: User, proposal: Proposal) -> bool:
    """Until the adviser approved, nothing written passes between pupils and the outside adult.

    The adviser always reads everything; each side always reads its own words.
    """
    if proposal.approved_by_id is not None:
        return True
    worn = hats.of(viewer)
    if proposal.idea.club.school_id in worn.staffed_school_ids:
        return True
    own_side = ProposalSide.TEAM if worn.is_pupil else ProposalSide.SUPPLY
    return proposal.side == own_side


def history_for(viewer: User, proposal: Proposal) -> Sequence[ProposalEvent]:
    """The proposal's events, each with `who` acted as this viewer may know them.

    Texts the viewer may not read yet are left out, never the events themselves.
    """
    rows = list(proposal.events.select_related("actor").annotate(by_pupil=gates.is_enrolled("actor")))
    texts_are_open = texts_are_open_to(viewer, proposal)
    in_school = proposal.idea.club.school_id in hats.of(viewer).school_ids
    for row in rows:
        row.who = _who(row, in_school=in_school)  # type: ignore[attr-defined]
        if not texts_are_open and row.actor_id != viewer.pk:
            row.text = ""
    return rows


def _who(event: ProposalEvent, *, in_school: bool) -> str:
    if event.actor is None:
        return _("Hệ thống")
    if event.by_pupil and not in_school:  # type: ignore[attr-defined]
        return _("Nhóm học sinh")
    return event.actor.full_name


def keys(proposal: Proposal) -> dict[str, str]:
    """Each key as "yes", "no" or "waiting", for the key bar."""
    consents_turned = proposal.state == ProposalState.ENGAGED or consents.key_is_turned(proposal.idea)
    refused = "no" if proposal.state == ProposalState.REFUSED else "waiting"
    return {
        "accepted": "yes" if proposal.accepted_by_id else refused,
        "approved": "yes" if proposal.approved_by_id else refused,
        "consents": "yes" if consents_turned else "waiting",
    }
