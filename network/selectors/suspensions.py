"""What suspending an organisation would touch in the network."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from network.enums import OPEN_PROPOSAL_STATES, EngagementStatus, IdeaStatus, PostStatus
from network.models import Challenge, Club, Engagement, Idea, Offer, Proposal
from people.events import Touched

_NAMED = 5
_PAIR = ("idea__title", "challenge__title", "offer__title")


def weigh(organisation: int, touched: list[Touched]) -> None:
    """Subscribed to `people.events.suspension_weighed`."""
    published = {"organisation": organisation, "status": PostStatus.PUBLISHED}
    published_ideas = ideas(organisation).filter(status=IdeaStatus.PUBLISHED)
    touched += [
        _counted(_("bài toán đang mở"), Challenge.objects.filter(**published), "title"),
        _counted(_("đề nghị hỗ trợ đang mở"), Offer.objects.filter(**published), "title"),
        _counted(_("câu lạc bộ"), Club.objects.filter(school=organisation, closed_on=None), "name"),
        _counted(_("ý tưởng đã đăng"), published_ideas, "title"),
        _counted(_("đề nghị kết nối đang mở"), open_proposals(organisation), *_PAIR),
        _counted(_("lần đồng hành đang chạy"), running(organisation), *(f"proposal__{name}" for name in _PAIR)),
    ]


def ideas(organisation: int) -> QuerySet[Idea]:
    return Idea.objects.filter(club__school=organisation)


def open_proposals(organisation: int) -> QuerySet[Proposal]:
    return Proposal.objects.filter(_either_side(organisation), state__in=OPEN_PROPOSAL_STATES)


def running(organisation: int) -> QuerySet[Engagement]:
    """Engagements that live on one of its posts or in one of its clubs."""
    of_proposal = Q(proposal__in=Proposal.objects.filter(_either_side(organisation)))
    return Engagement.objects.filter(of_proposal, status=EngagementStatus.ACTIVE)


def _either_side(organisation: int) -> Q:
    posts = Q(challenge__organisation=organisation) | Q(offer__organisation=organisation)
    return posts | Q(idea__club__school=organisation)


def _counted(what: str, rows: QuerySet[Any], *columns: str) -> Touched:
    count = rows.count()
    named = rows.values_list(*columns)[:_NAMED] if count else ()
    return Touched(what, count, tuple(" ↔ ".join(part for part in names if part) for names in named))
