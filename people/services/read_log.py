"""Every read of a minor's record by an adult leaves a row (a rule of the product)."""

import datetime as dt
from collections.abc import Iterable

from core import clock
from people.models import RecordRead, User
from people.selectors import hats

WINDOW_MINUTES = 10


def record(*, reader: User, pupils: Iterable[int], what: str) -> None:
    """Note that `reader` saw `what` of these pupils, in one query: the database keeps one row a window.

    Pupils' own reads, of themselves and of their team mates, are not an adult's and leave none.
    """
    wanted = set(pupils) - {reader.pk}
    if not wanted or hats.of(reader).is_pupil:
        return
    window = _window(clock.now())
    rows = [RecordRead(reader=reader, pupil_id=pk, what=what, window=window) for pk in sorted(wanted)]
    RecordRead.objects.bulk_create(rows, ignore_conflicts=True)


def _window(moment: dt.datetime) -> dt.datetime:
    return moment.replace(minute=moment.minute // WINDOW_MINUTES * WINDOW_MINUTES, second=0, microsecond=0)
