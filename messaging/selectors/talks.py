"""The kinds of conversations about things of the network."""

from django.utils.translation import gettext_lazy as _

from messaging.kinds import Kind
from messaging.selectors import engagement_talks, proposal_talks, team_talks

KINDS = (
    Kind(
        "engagement",
        _("Đồng hành"),
        "route",
        engagement_talks.standings,
        engagement_talks.ids_for,
        engagement_talks.about,
    ),
    Kind("team", _("Nhóm"), "users", team_talks.standings, team_talks.ids_for, team_talks.about),
    Kind(
        "proposal",
        _("Đề nghị kết nối"),
        "arrows-join-2",
        proposal_talks.standings,
        proposal_talks.ids_for,
        proposal_talks.about,
    ),
)
