"""What requests for slots keep about a person."""

from django.utils.translation import gettext_lazy as _

from core import trail
from people import personal_data
from people.models import User
from people.personal_data import Holding, Row
from people.services import history
from visits.models import SlotRequest, SlotRequestHost


def register() -> None:
    personal_data.register(Holding("slot_requests", _("Yêu cầu tham quan"), _read, _forget))


def _read(person: User) -> list[Row]:
    asked = SlotRequest.objects.filter(asked_by=person).select_related("field").order_by("pk")
    answered = SlotRequest.objects.filter(answered_by=person).order_by("pk")
    declined = SlotRequestHost.objects.filter(declined_by=person).order_by("pk")
    return [
        *({"field": row.field.name, "about": row.about, "asked_at": row.asked_at} for row in asked),
        *({"slot_request": row.pk, "answered_at": row.ended_at} for row in answered),
        *({"slot_request": row.request_id, "declined_at": row.declined_at} for row in declined),
    ]


def _forget(person: User) -> None:
    """Counts stay, the name in the words goes; in what is kept of them, too."""
    name = person.full_name
    for row in SlotRequest.objects.filter(asked_by=person, about__contains=name):
        row.about = row.about.replace(name, history.NAME)
        row.save()
    for kept in trail.rows_of(SlotRequest).filter(asked_by=person, about__contains=name):
        about = kept.about.replace(name, history.NAME)
        history.scrub(SlotRequest, {"history_id": kept.history_id}, about=about)
