from django import template
from django.template.context import Context

from network.models import Offer
from people.selectors import hats
from visits.rules import HOSTED_KINDS
from visits.selectors import slots

register = template.Library()
SHOWN = 5


@register.inclusion_tag("visits/_next_slots.html", takes_context=True)
def next_slots(context: Context, offer: Offer) -> dict[str, object]:
    """The next open slots of an offer that receives groups, for whoever reads its page; nothing of other kinds."""
    is_hosted = offer.kind in HOSTED_KINDS and offer.status == "published"
    return {
        "offer": offer,
        "is_hosted": is_hosted,
        "slots": slots.next_of(offer, SHOWN) if is_hosted else [],
        "is_staff": hats.of(context["request"].user).is_school_staff,
    }
