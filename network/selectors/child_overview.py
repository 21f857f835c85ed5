"""What a guardian sees of the child's contacts in the network: which adults accompany the child's team."""

from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import EngagementStatus
from network.models import Engagement
from people.selectors.guardian_overview import Section, SectionLine


def add_supporters(pupil: int, sections: list[Section]) -> None:
    """Subscribed to `people.events.child_overview_asked`."""
    rows = (
        Engagement.objects.filter(
            status=EngagementStatus.ACTIVE, proposal__idea__team__pupil=pupil, proposal__idea__team__left_at=None
        )
        .select_related("supporter", "proposal__challenge__organisation", "proposal__offer__organisation")
        .distinct()
        .order_by("opened_at", "pk")
    )
    lines = [
        SectionLine(
            title=row.supporter.full_name,
            text=row.proposal.post.organisation.name,
            since=timezone.localdate(row.opened_at),
        )
        for row in rows
    ]
    title = _("Người lớn đang đồng hành với nhóm của cháu")
    sections.append(Section(title, "users", _("Hiện chưa có người lớn nào ngoài trường trao đổi với cháu."), lines))
