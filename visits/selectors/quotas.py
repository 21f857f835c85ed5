"""How many of a host's seats one school may still take this season."""

from django.db.models import Sum

from people.models import School
from visits.enums import OPEN_VISIT_STATES, VisitState
from visits.models import Hosting, Slot, Visit


def left_for(school: School, slot: Slot, hosting: Hosting | None) -> int | None:
    """None for no limit. Counts what the school has waiting, held and done with this offer, which is of one season."""
    if hosting is None or hosting.school_quota is None:
        return None
    counted = Visit.objects.filter(
        school=school, slot__offer=slot.offer_id, state__in=[*OPEN_VISIT_STATES, VisitState.HELD]
    )
    return hosting.school_quota - (counted.aggregate(pupils=Sum("party"))["pupils"] or 0)
