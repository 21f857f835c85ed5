"""What the network tells people."""

from django.utils.translation import gettext_lazy as _

from people.notice_kinds import Kind, register

ENGAGEMENT_PAUSED = Kind(
    "engagement_paused",
    _("Đồng hành tạm dừng"),
    _("Việc đồng hành của “%(club)s” tạm dừng vì %(organisation)s bị tạm ngừng. Không có gì bị xóa."),
    icon="player-pause",
    is_urgent=True,
)
ENGAGEMENT_RESUMED = Kind(
    "engagement_resumed",
    _("Đồng hành tiếp tục"),
    _("%(organisation)s hoạt động lại, việc đồng hành của “%(club)s” có thể tiếp tục."),
    icon="player-play",
)

register(ENGAGEMENT_PAUSED, ENGAGEMENT_RESUMED)
