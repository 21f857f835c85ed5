"""Every read of a minor's record by an adult leaves a row (a rule of the product)."""

import datetime as dt
from collections.abc import Iterable

from core import clock
from people.enums import SCHOOL_STAFF, RecordPart
from people.models import RecordRead, User
from people.selectors import hats
from people.selectors.hats import Hats

WINDOW_MINUTES = 10


def record(*, reader: User, pupils: Iterable[int], what: str) -> None:
    """Note that `reader` saw `what` of these pupils, in one query: the database keeps one row a window.

    Pupils' own reads, of themselves and of their team mates, are not an adult's and leave none.
    """
    wanted = set(pupils) - {reader.pk}
    if not wanted or hats.of(reader).is_pupil:
        return
    role, organisation = _hat(hats.of(reader))
    facts = {"role": role, "organisation_id": organisation, "what": what, "window": _window(clock.now())}
    rows = [RecordRead(reader=reader, pupil_id=pk, **facts) for pk in sorted(wanted)]
    RecordRead.objects.bulk_create(rows, ignore_conflicts=True)


def record_of_log(*, reader: User, reads: list[RecordRead]) -> None:
    """The log is a record of pupils itself: who looks at it is noted, too."""
    record(reader=reader, pupils=[read.pupil_id for read in reads], what=RecordPart.READS)


def _hat(worn: Hats) -> tuple[str, int | None]:
    """As what the reader reads: on a school's staff, else as an outside adult or an officer."""
    ordered = sorted(worn.counting, key=lambda hat: hat.role not in SCHOOL_STAFF)
    return (ordered[0].role, ordered[0].organisation_id) if ordered else ("", None)


def _window(moment: dt.datetime) -> dt.datetime:
    return moment.replace(minute=moment.minute // WINDOW_MINUTES * WINDOW_MINUTES, second=0, microsecond=0)
