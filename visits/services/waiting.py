"""Leaving the line for a slot. Joining it is booking, moving it is the seats' business (`services/visits.py`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Conflict
from people.models import User
from visits.enums import VisitState
from visits.models import Visit
from visits.services import visits


@signed
@transaction.atomic
def leave(*, visit: Visit, by: User) -> Visit:
    """Whoever joined, or the head of school. Who stands behind moves up."""
    if visits.locked(visit).state != VisitState.WAITING:
        raise Conflict(_("Chuyến đi này không còn ở trong danh sách chờ. Hãy tải lại trang để xem tình hình mới."))
    return visits.cancel(visit=visit, reason=_("Rời danh sách chờ."), by=by)
