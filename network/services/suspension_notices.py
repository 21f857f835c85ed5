"""Telling those on the other side of an engagement that an organisation was suspended, or came back."""

from django.urls import reverse

from network import notice_kinds
from network.models import Engagement
from network.selectors import suspensions
from people.models import Organisation
from people.notice_kinds import Kind
from people.services import notices


def suspended(organisation: int) -> None:
    _tell(organisation, notice_kinds.ENGAGEMENT_PAUSED)


def reinstated(organisation: int) -> None:
    _tell(organisation, notice_kinds.ENGAGEMENT_RESUMED)


def _tell(organisation: int, kind: Kind) -> None:
    home = Organisation.objects.get(pk=organisation)
    for engagement in suspensions.running(organisation).select_related("proposal__idea__club"):
        club = engagement.proposal.idea.club
        notices.send(
            to=_other_side(engagement, organisation),
            kind=kind,
            path=reverse("engagement_detail", args=[engagement.pk]),
            club=club.name,
            organisation=home.name,
        )


def _other_side(engagement: Engagement, organisation: int) -> list[int]:
    """The adviser, unless it is the school that stopped: then the supporter."""
    club = engagement.proposal.idea.club
    if club.school_id == organisation:
        return [engagement.supporter_id]
    return [club.adviser_id] if club.adviser_id else []
