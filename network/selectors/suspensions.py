"""What suspending an organisation would touch in the network."""

from django.db.models import Q
from django.utils.translation import gettext as _

from network.enums import OPEN_PROPOSAL_STATES, EngagementStatus, IdeaStatus, PostStatus
from network.models import Challenge, Club, Engagement, Idea, Offer, Proposal


def weigh(organisation: int, touched: list[tuple[str, int]]) -> None:
    """Subscribed to `people.events.suspension_weighed`: adds (what, how many)."""
    posts = Q(challenge__organisation=organisation) | Q(offer__organisation=organisation)
    either_side = posts | Q(idea__club__school=organisation)
    of_proposal = Q(proposal__in=Proposal.objects.filter(either_side))
    published = {"organisation": organisation, "status": PostStatus.PUBLISHED}
    touched += [
        (_("bài toán đang mở"), Challenge.objects.filter(**published).count()),
        (_("đề nghị hỗ trợ đang mở"), Offer.objects.filter(**published).count()),
        (_("câu lạc bộ"), Club.objects.filter(school=organisation, closed_on=None).count()),
        (_("ý tưởng đã đăng"), Idea.objects.filter(club__school=organisation, status=IdeaStatus.PUBLISHED).count()),
        (_("đề nghị kết nối đang mở"), Proposal.objects.filter(either_side, state__in=OPEN_PROPOSAL_STATES).count()),
        (
            _("lần đồng hành đang chạy"),
            Engagement.objects.filter(of_proposal, status=EngagementStatus.ACTIVE).count(),
        ),
    ]
