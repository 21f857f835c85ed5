"""Every read of a minor's record by an adult leaves a row (a rule of the product)."""

import datetime as dt
from collections.abc import Iterable

from core import clock
from people.models import RecordRead, User
from people.selectors import hats

# Turning pages or loading again within this time is one read.
ONE_READ = dt.timedelta(minutes=10)


def record(*, reader: User, pupils: Iterable[int], what: str) -> int:
    """Note that `reader` saw `what` of these pupils: at most two queries. Returns how many rows were written.

    Pupils' own reads, of themselves and of their team mates, are not an adult's and leave none.
    """
    wanted = set(pupils) - {reader.pk}
    if not wanted or hats.of(reader).is_pupil:
        return 0
    known = RecordRead.objects.filter(
        reader=reader, pupil__in=wanted, what=what, at__gt=clock.now() - ONE_READ
    ).values_list("pupil", flat=True)
    rows = [RecordRead(reader=reader, pupil_id=pk, what=what) for pk in sorted(wanted - set(known))]
    RecordRead.objects.bulk_create(rows)
    return len(rows)
