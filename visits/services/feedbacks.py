"""How a visit was, said by each side once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from people.models import User
from visits import events
from visits.enums import GoAgain
from visits.models import Feedback, Visit
from visits.permissions import after as permissions
from visits.services import visits


@dataclass(frozen=True)
class Said:
    score: int
    well: str
    better: str
    again: GoAgain


@signed
@transaction.atomic
def give(*, visit: Visit, said: Said, by: User) -> Feedback:
    visit = visits.locked(visit)
    permissions.check_can_say(by, visit)
    if not tidy(said.well):
        raise Invalid(_("Phần này cần có vài chữ."), field="well")
    side = permissions.side_of(by, visit)
    assert side is not None  # noqa: S101 - the permission has just found one
    row = Feedback.objects.create(
        visit=visit,
        side=side,
        author=by,
        score=said.score,
        well=tidy(said.well),
        better=tidy(said.better),
        again=said.again,
        written_at=clock.now(),
    )
    events.feedback_given.publish(visit.pk, side.value)
    return row
