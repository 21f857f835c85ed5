"""An open slot as its card shows it to one reader, and why it fits the clubs of the reader's school."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from matching import standing, wording
from matching.models import Suggestion
from network.selectors import fields
from people.selectors import hats
from visits.models import Hosting, Slot
from visits.selectors.feedbacks import Share
from visits.selectors.slots import OpenSlot


@dataclass(frozen=True)
class SlotCard:
    slot: Slot
    day: Any
    kilometres: float | None
    hosting: Hosting | None
    club: str
    reasons: list[str]
    again: Share | None = None

    @property
    def youngest(self) -> int:
        return self.slot.offer.age_min

    @property
    def fits(self) -> str:
        """ "Hợp với Câu lạc bộ Xanh vì:", before its reasons."""
        return _("Hợp với %(club)s vì:") % {"club": self.club} if self.reasons else ""


def of(viewer: hats.Anyone, rows: list[OpenSlot]) -> list[SlotCard]:
    """Names of fields are asked for only where a reason may need them."""
    reader = wording.reader_of(hats.of(viewer))
    names = fields.names() if any(row.fit for row in rows) else {}
    return [_card(row, reader, names) for row in rows]


def _card(row: OpenSlot, reader: wording.Reader, names: dict[str, str]) -> SlotCard:
    return SlotCard(
        slot=row.slot,
        day=row.day,
        kilometres=row.kilometres,
        hosting=getattr(row.slot.offer, "hosting", None),
        club=row.fit.idea.club.name if row.fit else "",
        reasons=_reasons(row.fit, reader, names) if row.fit else [],
        again=row.again,
    )


def _reasons(fit: Suggestion, reader: wording.Reader, names: dict[str, str]) -> list[str]:
    """The offer's places for mentoring are none of a visit, whose seats the card tells."""
    told = [reason for reason in standing.reasons(fit) if reason["code"] != "seats_left"]
    return [wording.sentence(reason, reader, names) for reason in told[:3]]
