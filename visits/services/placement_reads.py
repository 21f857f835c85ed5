"""Placements on their way to an adult's page or API answer: whose names are in them leaves its trace."""

from collections.abc import Iterable

from network.services import name_reads
from people.enums import RecordPart
from people.selectors import hats
from visits.enums import PlacementNeed
from visits.models import Placement
from visits.selectors import placements as selectors


def noted(reader: hats.Anyone, placement: Placement, needs: list[PlacementNeed]) -> str:
    """The pupil as this reader may know the pupil."""
    if selectors.reads_pupil(reader, placement, needs):
        name_reads.noted_people(reader, [placement.pupil_id], RecordPart.PLACEMENT)
    return selectors.name_for(reader, placement, needs)


def noted_list(reader: hats.Anyone, rows: Iterable[Placement]) -> None:
    """Puts on each row the `pupil_name` this reader may know."""
    rows = list(rows)
    known = [row.pupil_id for row in rows if selectors.is_of_the_school(reader, row)]
    name_reads.noted_people(reader, known, RecordPart.PLACEMENT)
    for row in rows:
        row.pupil_name = selectors.list_name_for(reader, row)  # type: ignore[attr-defined]
