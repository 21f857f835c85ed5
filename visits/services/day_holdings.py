"""What the day of a visit keeps about a person: to show it, and to forget when somebody came and went.

Whether a pupil came stays, as a number. `forget` runs inside the erasure's transaction, with the trail open.
"""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.models import User
from people.personal_data import Holding, Row
from visits.models import HeadCount, Mark, Reception


def register() -> None:
    personal_data.register(
        Holding("visit_marks", _("Điểm danh ngày đi"), read_marks, forget_marks),
        Holding("visit_days", _("Việc đã ghi trong ngày đi"), read_days),
    )


def read_marks(person: User) -> list[Row]:
    """What was noted of a pupil; by whom is the teachers' own."""
    rows = Mark.objects.filter(attendee__pupil=person).select_related("attendee").order_by("at", "pk")
    return [{"visit": row.attendee.visit_id, "kind": row.get_kind_display(), "at": row.at} for row in rows]


def read_days(person: User) -> list[Row]:
    """What a grown-up noted: no pupil stands in it."""
    marks = Mark.objects.filter(by=person).select_related("attendee").order_by("at", "pk")
    counts = HeadCount.objects.filter(by=person).order_by("at", "pk")
    received = Reception.objects.filter(Q(arrived_by=person) | Q(left_by=person)).order_by("pk")
    return [
        *({"visit": row.attendee.visit_id, "marked": row.get_kind_display(), "at": row.at} for row in marks),
        *(
            {"visit": row.visit_id, "moment": row.get_moment_display(), "counted": row.counted, "at": row.at}
            for row in counts
        ),
        *({"visit": row.visit_id, "arrived_at": row.arrived_at, "left_at": row.left_at} for row in received),
    ]


def forget_marks(person: User) -> None:
    _keep_the_last(person.pk)


def forget_pupil(pupil: int, _name: str, _instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`."""
    _keep_the_last(pupil)


def _keep_the_last(pupil: int) -> None:
    own = Mark.objects.filter(attendee__pupil=pupil)
    last = Mark.objects.filter(attendee=OuterRef("attendee")).order_by("-at", "-pk").values("pk")[:1]
    kept = list(own.filter(pk=Subquery(last)).values_list("pk", flat=True))
    own.exclude(pk__in=kept).delete()
