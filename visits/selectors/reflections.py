"""What pupils tell of a visit: the pupil's own, the teachers' with names, the host's without."""

from dataclasses import dataclass
from functools import reduce

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from messaging import detector
from network.services.former_pupils import without
from people.enums import Role
from people.models import Affiliation, User
from people.rosters import classes
from visits.models import Attendee, Reflection, Visit
from visits.selectors import certificates

PARTS = ("seen", "surprised", "onward")


@dataclass(frozen=True)
class Telling:
    """As the host reads it: "một bạn lớp 8", and in no answer a name of the group."""

    who: str
    seen: str
    surprised: str
    onward: str


def place_of(user: User, visit: Visit) -> Attendee | None:
    """The pupil's own place on a visit the pupil came to."""
    return certificates.earned_by(visit).filter(pupil=user).select_related("visit__slot").first()


def get_place(user: User, visit: Visit) -> Attendee:
    place = place_of(user, visit)
    if place is None:
        raise NotFound(_("Không tìm thấy em trong chuyến đi này."))
    return place


def sent_of(visit: Visit) -> QuerySet[Reflection]:
    """For whoever `permissions.after.check_minds` lets in. No draft is among them."""
    rows = Reflection.objects.filter(attendee__visit=visit, sent_at__isnull=False)
    return rows.select_related("attendee__pupil", "attendee__visit").order_by("sent_at", "pk")


def get_sent(visit: Visit, pk: int) -> Reflection:
    row = sent_of(visit).filter(pk=pk).first()
    if row is None:
        raise NotFound(_("Không tìm thấy bài kể này."))
    return row


def found_in(reflection: Reflection) -> list[detector.Finding]:
    """What the detector would hold in a message, in every answer."""
    return [finding for part in PARTS for finding in detector.examine(getattr(reflection, part))]


def shared_of(visit: Visit) -> list[Telling]:
    rows = list(sent_of(visit).filter(shared_at__isnull=False))
    if not rows:
        return []
    grades = _grades(visit, [row.attendee.pupil_id for row in rows])
    names = list(visit.attendees.values_list("pupil__full_name", flat=True))
    return [
        Telling(_who(grades.get(row.attendee.pupil_id)), *(_nameless(getattr(row, part), names) for part in PARTS))
        for row in rows
    ]


def _who(grade: int | None) -> str:
    return _("một bạn lớp %(grade)d") % {"grade": grade} if grade else _("một bạn học sinh")


def _grades(visit: Visit, pupils: list[int]) -> dict[int, int | None]:
    hats = Affiliation.objects.filter(user__in=pupils, organisation=visit.school_id, role=Role.STUDENT).order_by("pk")
    return {user: classes.grade_of(title) for user, title in hats.values_list("user", "title")}


def _nameless(text: str, names: list[str]) -> str:
    return reduce(lambda kept, name: without(name, _("một bạn"))(kept), names, text)
