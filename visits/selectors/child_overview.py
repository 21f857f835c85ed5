"""What a guardian sees of the visits the child has been on; those to come stand among what is asked."""

from django.utils.translation import gettext as _

from core import wording
from people.selectors.guardian_overview import Section, SectionLine
from visits.enums import VisitState
from visits.models import Attendee

_SHOWN = 20


def add_visits(pupil: int, sections: list[Section]) -> None:
    """Subscribed to `people.events.child_overview_asked`."""
    rows = Attendee.objects.filter(pupil=pupil, left_off_at=None, visit__state=VisitState.HELD)
    rows = rows.select_related("visit__slot__offer__organisation", "visit__organiser")
    lines = [
        SectionLine(
            title=row.visit.slot.offer.organisation.name,
            text=_("Ngày %(day)s, do thầy cô %(name)s tổ chức")
            % {
                "day": wording.short_date(row.visit.slot.starts_at),
                "name": row.visit.organiser.full_name,
            },
        )
        for row in rows.order_by("-visit__slot__starts_at", "-pk")[:_SHOWN]
    ]
    if lines:
        sections.append(Section(_("Những nơi cháu đã đến tham quan"), "bus", "", lines))
