"""A mentorship of two pupils, and who takes part in it."""

from network.models import Engagement
from people.models import User
from tests import make


def engagement_of_two() -> Engagement:
    club = make.club()
    return make.engagement(make.idea(club, team=[make.pupil(club.school), make.pupil(club.school)]))


def sides(engagement: Engagement) -> dict[str, User]:
    pupil, mate = (row.pupil for row in engagement.proposal.idea.team.order_by("pk"))
    adviser = engagement.proposal.idea.club.adviser
    return {"supporter": engagement.supporter, "adviser": adviser, "pupil": pupil, "mate": mate}
