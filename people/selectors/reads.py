"""Who read which pupil's record: for the pupil's school, and for the guardian."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.permissions import boolean_twin
from core.text import fold
from people.enums import RecordPart, Role
from people.models import RecordRead, User
from people.selectors import gates, hats, pupils

OUTSIDE, STAFF = "outside", "staff"


def check_can_see(viewer: hats.Anyone) -> None:
    if not hats.of(viewer).is_school_admin:
        raise Refused(_("Nhật ký xem hồ sơ học sinh chỉ mở cho quản lý nhà trường."))


can_see = boolean_twin(check_can_see)


def of_school(viewer: hats.Anyone) -> QuerySet[RecordRead]:
    """All reads of the records of the viewer's pupils, newest first."""
    check_can_see(viewer)
    return RecordRead.objects.filter(pupil__in=pupils.administered_by(hats.of(viewer))).select_related(
        "reader", "pupil", "organisation"
    )


def narrow(
    rows: QuerySet[RecordRead],
    viewer: hats.Anyone,
    *,
    side: str = OUTSIDE,
    pupil: str = "",
    reader: str = "",
    day: dt.date | None = None,
) -> QuerySet[RecordRead]:
    """By side: adults who read as one of the viewer's own staff, or everybody else. Names by their words."""
    own = Q(organisation__in=hats.of(viewer).organisations_as(frozenset({Role.SCHOOL_ADMIN})))
    rows = rows.filter(own) if side == STAFF else rows.exclude(own)
    for word in fold(pupil).split():
        rows = rows.filter(pupil__sort_name__contains=word)
    for word in fold(reader).split():
        rows = rows.filter(reader__sort_name__contains=word)
    if day is not None:
        start = dt.datetime.combine(day, dt.time(), tzinfo=clock.zone())
        rows = rows.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
    return rows


def of_pupil_by_outsiders(pupil: User) -> QuerySet[RecordRead]:
    """For the guardian: reads by adults who were not on the staff of the pupil's own school, newest first.

    The caller has made sure that the guardian stands for this pupil. Each row has `reader`, `role`, `organisation`.
    """
    schools = pupil.affiliations.filter(gates.affiliation_is_current(), role=Role.STUDENT).values("organisation")
    return (
        RecordRead.objects.filter(pupil=pupil)
        .exclude(Q(organisation__in=schools) & Q(organisation__isnull=False))
        .select_related("reader", "organisation")
    )


def what_is(read: RecordRead) -> str:
    """What was read, in the reader's words."""
    return str(RecordPart(read.what).label) if read.what in RecordPart.values else read.what
