from django.db import models

from core.trail import Trail
from network.enums import IpTerms
from network.models.post import Post


class Challenge(Post):
    """A problem an organisation puts to pupils. `seats` is the number of teams."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="challenges")
    background = models.TextField(max_length=4000)
    expected_outcome = models.TextField(max_length=2000, blank=True)
    help_offered = models.TextField(max_length=2000, blank=True)
    reward = models.CharField(max_length=300, blank=True)
    ip_terms = models.CharField(max_length=30, choices=IpTerms, default=IpTerms.TEAM_OWNS)

    history = Trail(leave_out=("search_text", "changed_at", "seats_taken"))

    class Meta(Post.Meta):
        pass

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self.background, self.expected_outcome, self.help_offered) if part)
