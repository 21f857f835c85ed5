"""Rows of finding for tests: a school's request with the offers whose hosts were told."""

import datetime as dt
from typing import Any

from core import clock
from network.models import Offer
from people.models import User
from tests import make
from visits.models import SlotRequest, SlotRequestHost
from visits.services.slot_requests import Ask


def slot_request(by: User, *, told: list[Offer] | None = None, **facts: Any) -> SlotRequest:
    """Of the school where `by` works."""
    wanted = vars(ask(by))
    made = SlotRequest.objects.create(asked_by=by, asked_at=clock.now(), **{**wanted, **facts})
    for offer in told or []:
        SlotRequestHost.objects.create(request=made, offer=offer, told_at=clock.now())
    return made


def ask(by: User, **facts: Any) -> Ask:
    first = clock.today() + dt.timedelta(days=15)
    known = {
        "school": by.affiliations.get().organisation.school,
        "field": make.field(),
        "first_day": first,
        "last_day": first + dt.timedelta(days=30),
        "party": 20,
        "about": "Các em muốn xem một xưởng cơ khí đang chạy.",
    }
    return Ask(**{**known, **facts})
