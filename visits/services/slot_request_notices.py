"""Who is told what of requests for slots. Subscribed in `visits/apps.py`; pages ask by themselves who may see them."""

from django.urls import reverse
from django.utils import timezone

from people.selectors import gates
from people.services import notices
from visits.enums import SlotRequestState
from visits.models import SlotRequest, SlotRequestHost
from visits.notice_kinds import finding as kinds


def requested(request: int) -> None:
    """To the hosts who fit, while they are cleared; whoever was told before is not told again."""
    row = SlotRequest.objects.select_related("school__organisation", "field").get(pk=request)
    authors = SlotRequestHost.objects.filter(request=request).values("offer__author")
    notices.send(
        to=gates.cleared_adults().filter(pk__in=authors).values_list("pk", flat=True),
        kind=kinds.SLOT_REQUESTED,
        path=reverse("slot_request_detail", args=[request]),
        key=f"slot-request:{request}",
        school=row.school.organisation.name,
        field=row.field.name,
        party=row.party,
    )


def ended(request: int) -> None:
    """To whoever asked: somebody receives them, or nobody answered in time."""
    row = SlotRequest.objects.select_related("field", "slot__offer__organisation").get(pk=request)
    path = reverse("slot_request_detail", args=[request])
    if row.state == SlotRequestState.ANSWERED and row.slot is not None:
        when = timezone.localtime(row.slot.starts_at)
        facts = {"host": row.slot.offer.organisation.name, "when": f"{when:%H:%M %d/%m/%Y}"}
        notices.send(to=[row.asked_by_id], kind=kinds.SLOT_REQUEST_ANSWERED, path=path, **facts)
    elif row.state == SlotRequestState.EXPIRED:
        notices.send(to=[row.asked_by_id], kind=kinds.SLOT_REQUEST_EXPIRED, path=path, field=row.field.name)
