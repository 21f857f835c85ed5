"""What suspending an organisation would touch among visits."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from people.events import Touched
from visits.enums import OPEN_VISIT_STATES
from visits.models import Visit

_NAMED = 5


def weigh(organisation: int, touched: list[Touched]) -> None:
    """Subscribed to `people.events.suspension_weighed`."""
    rows = coming(organisation)
    names = rows.values_list("slot__offer__organisation__name", "school__organisation__name")[:_NAMED]
    touched.append(Touched(_("chuyến tham quan sắp tới"), rows.count(), tuple(" ↔ ".join(pair) for pair in names)))


def coming(organisation: int) -> QuerySet[Visit]:
    """Open visits that it receives or that its pupils go on."""
    either = Q(slot__offer__organisation=organisation) | Q(school=organisation)
    return Visit.objects.filter(either, state__in=OPEN_VISIT_STATES, slot__ends_at__gt=clock.now()).order_by("pk")
