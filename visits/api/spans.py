"""The span of time that an operation about a calendar is asked for."""

import datetime as dt

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from core import clock
from core.errors import Invalid
from visits.rules import CALENDAR_SPAN

# A month as it is drawn has six weeks.
_USUAL = dt.timedelta(days=42)
PARAMETERS = [
    OpenApiParameter(name, str, description="A date, or a date and a time; without it now, and six weeks on.")
    for name in ("start", "end")
]


def read(request: Request) -> tuple[dt.datetime, dt.datetime]:
    begins = _moment(request, "start") or clock.now()
    try:
        ends = _moment(request, "end") or begins + _USUAL
        fits = begins < ends <= begins + CALENDAR_SPAN
    except OverflowError:
        fits = False
    if not fits:
        raise Invalid(_("Hãy hỏi nhiều nhất 100 ngày, từ trước đến sau."), field="end")
    return begins, ends


def _moment(request: Request, name: str) -> dt.datetime | None:
    asked = request.query_params.get(name)
    if not asked:
        return None
    try:
        moment = dt.datetime.fromisoformat(asked)
    except ValueError:
        raise Invalid(_("Đây không phải một ngày."), field=name) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.zone())
