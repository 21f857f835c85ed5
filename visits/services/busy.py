"""When people are taken, by one visit or one session. The database refuses whoever is taken already; here that becomes
a sentence.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from people.models import User
from visits.models import Busy, Session, Visit


def take(
    *,
    visit: Visit | None = None,
    session: Session | None = None,
    people: Iterable[int],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
) -> None:
    """All of them or none: Conflict names who is elsewhere at that time. Inside the caller's transaction."""
    wanted = sorted(set(people))
    stand_in_line(wanted)
    rows = [Busy(person_id=pk, visit=visit, session=session, starts_at=starts_at, ends_at=ends_at) for pk in wanted]
    try:
        with transaction.atomic():
            Busy.objects.bulk_create(rows)
    except IntegrityError:
        taken = taken_among(wanted, starts_at, ends_at, but=visit.pk if visit else None)
        raise Conflict(sentence(taken)) from None


def let_go(*, visit: Visit | None = None, session: Session | None = None, people: Iterable[int] | None = None) -> None:
    """Of these people, or of everybody."""
    rows = Busy.objects.filter(visit=visit, session=session)
    (rows if people is None else rows.filter(person__in=list(people))).delete()


def move(*, visit: Visit, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Everybody of the visit to another time: all of them or none."""
    people = sorted(Busy.objects.filter(visit=visit).values_list("person", flat=True))
    stand_in_line(people)
    let_go(visit=visit)
    take(visit=visit, people=people, starts_at=starts_at, ends_at=ends_at)


def taken_among(
    people: Iterable[int], starts_at: dt.datetime, ends_at: dt.datetime, *, but: int | None = None
) -> list[Busy]:
    """What already takes some of them in that time, but for the visit `but`."""
    rows = Busy.objects.filter(person__in=set(people), starts_at__lt=ends_at, ends_at__gt=starts_at)
    if but is not None:
        rows = rows.exclude(visit=but)
    return list(rows.select_related("person").order_by("starts_at", "pk"))


def stand_in_line(people: Iterable[int]) -> None:
    """Two exclusions that meet in the index would each wait for the other: so those who want the same people stand in
    line for them first, in one order. A transaction that takes the time of several groups calls it for all at once."""
    wanted = set(people)
    list(User.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").values_list("pk"))


def sentence(taken: list[Busy]) -> str:
    """Who is elsewhere, in words."""
    if not taken:
        return _("Có người vừa được xếp vào một chuyến khác cùng giờ. Hãy thử lại.")
    when = timezone.localtime(taken[0].starts_at)
    names = ", ".join(dict.fromkeys(_called(row.person) for row in taken[:5]))
    return _("Đã có việc khác lúc %(time)s: %(names)s.") % {"time": f"{when:%H:%M %d/%m}", "names": names}


def _called(person: User) -> str:
    return person.full_name
