"""What others are told of internships: a guardian of the child's, whoever weighs a suspension of what it touches."""

from django.db.models import Q
from django.utils.translation import gettext as _

from people.events import Touched
from people.selectors.guardian_overview import Section, SectionLine
from visits.enums import OPEN_PLACEMENT_STATES, PlacementState
from visits.models import Placement

_NAMED = 5


def add_placements(pupil: int, sections: list[Section]) -> None:
    """Subscribed to `people.events.child_overview_asked`: where the child is an intern, and with whom."""
    rows = Placement.objects.filter(pupil=pupil, state__in=[PlacementState.AGREED, PlacementState.RUNNING])
    lines = [
        SectionLine(
            title=row.offer.organisation.name,
            text=", ".join(one.full_name for one in (row.supervisor, row.second_adult) if one),
            since=row.first_day,
        )
        for row in rows.select_related("offer__organisation", "supervisor", "second_adult").order_by("first_day", "pk")
    ]
    if lines:
        sections.append(Section(_("Nơi cháu thực tập"), "briefcase", "", lines))


def weigh(organisation: int, touched: list[Touched]) -> None:
    """Subscribed to `people.events.suspension_weighed`."""
    side = Q(offer__organisation=organisation) | Q(school=organisation)
    rows = Placement.objects.filter(side, state__in=OPEN_PLACEMENT_STATES)
    count = rows.count()
    names = rows.values_list("offer__title", flat=True)[:_NAMED] if count else ()
    touched.append(Touched(_("kỳ thực tập đang mở"), count, tuple(names)))
