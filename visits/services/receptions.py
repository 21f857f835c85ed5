"""The host says that the group has come, and that it has left: each once."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from people.models import User
from visits.models import Reception, Visit
from visits.permissions import day as permissions
from visits.selectors import day
from visits.services import visits


@signed
@transaction.atomic
def arrive(*, visit: Visit, by: User) -> Reception:
    """Said again it changes nothing."""
    visit = visits.locked(visit)
    permissions.check_can_receive(by, visit)
    known = day.reception_of(visit)
    return known or Reception.objects.create(visit=visit, arrived_at=clock.now(), arrived_by=by)


@signed
@transaction.atomic
def leave(*, visit: Visit, by: User) -> Reception:
    visit = visits.locked(visit)
    permissions.check_can_receive(by, visit)
    row = day.reception_of(visit)
    if row is None:
        raise Conflict(_("Anh chị chưa ghi là đoàn đã đến."))
    if row.left_at is None:
        row.left_at, row.left_by = clock.now(), by
        row.save()
    return row
