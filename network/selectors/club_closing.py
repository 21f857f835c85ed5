"""What closing a club would end today, for whoever is about to do it."""

from dataclasses import dataclass

from network.enums import OPEN_PROPOSAL_STATES, EngagementStatus, IdeaStatus
from network.models import Club, Engagement, Idea, Proposal

_NAMED = 20


@dataclass(frozen=True)
class Weight:
    """How many of each, and the first ones themselves."""

    idea_count: int
    proposal_count: int
    engagement_count: int
    ideas: list[Idea]
    proposals: list[Proposal]
    engagements: list[Engagement]

    @property
    def is_empty(self) -> bool:
        return not (self.idea_count or self.proposal_count or self.engagement_count)


def weigh(club: Club) -> Weight:
    ideas = Idea.objects.filter(club=club, status=IdeaStatus.PUBLISHED)
    posts = ("challenge__organisation", "offer__organisation")
    proposals = Proposal.objects.filter(idea__club=club, state__in=OPEN_PROPOSAL_STATES).select_related("idea", *posts)
    engagements = Engagement.objects.filter(proposal__idea__club=club, status=EngagementStatus.ACTIVE).select_related(
        "proposal__idea", *(f"proposal__{post}" for post in posts)
    )
    return Weight(
        ideas.count(),
        proposals.count(),
        engagements.count(),
        list(ideas[:_NAMED]),
        list(proposals[:_NAMED]),
        list(engagements[:_NAMED]),
    )
