"""What suspending an organisation would stop of what is said."""

from django.db.models import Q
from django.utils.translation import gettext as _

from messaging.models import Conversation
from network.selectors import suspensions
from people.events import Touched


def weigh(organisation: int, touched: list[Touched]) -> None:
    """Subscribed to `people.events.suspension_weighed`. Conversations have no names: they would tell of pupils."""
    stopped = Q(kind="engagement", subject__in=suspensions.running(organisation).values("pk"))
    stopped |= Q(kind="proposal", subject__in=suspensions.open_proposals(organisation).values("pk"))
    stopped |= Q(kind="team", subject__in=suspensions.ideas(organisation).values("pk"))
    count = Conversation.objects.filter(stopped, said_closed=False).count()
    touched.append(Touched(_("cuộc trò chuyện"), count))
