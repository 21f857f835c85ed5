from network.models.challenge import Challenge
from network.models.check_in import CheckIn
from network.models.closing import Closing
from network.models.club import Club
from network.models.club_membership import ClubMembership
from network.models.engagement import Engagement
from network.models.field import Field
from network.models.goal import Goal
from network.models.idea import Idea
from network.models.idea_version import IdeaVersion
from network.models.import_batch import ImportBatch
from network.models.need import Need
from network.models.offer import Offer
from network.models.proposal import Proposal
from network.models.proposal_event import ProposalEvent
from network.models.review import Review
from network.models.season import Season
from network.models.team_member import TeamMember

__all__ = [
    "Challenge",
    "CheckIn",
    "Closing",
    "Club",
    "ClubMembership",
    "Engagement",
    "Field",
    "Goal",
    "Idea",
    "IdeaVersion",
    "ImportBatch",
    "Need",
    "Offer",
    "Proposal",
    "ProposalEvent",
    "Review",
    "Season",
    "TeamMember",
]
