"""Certificates: who has earned one, whose they are, and what a code tells whoever holds the paper."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.text import fold
from people.enums import Role
from people.models import User
from people.selectors import hats
from visits.enums import NameMatch
from visits.models import Attendee, Certificate, Mark, Visit
from visits.selectors import attendance

_HEADS = frozenset({Role.SCHOOL_ADMIN})
_RELATED = (
    "attendee__pupil", "attendee__visit__slot__offer__organisation", "attendee__visit__school__organisation",
    "issued_by",
)  # fmt: skip


def earned_by(visit: Visit) -> QuerySet[Attendee]:
    """Who was marked as there, as far as the account is open. Where nobody was marked the teacher's word is taken: all
    who were to go."""
    rows = visit.attendees.filter(left_off_at=None)
    if Mark.objects.filter(attendee__visit=visit).exists():
        rows = attendance.who_came(visit)
    return rows.filter(pupil__is_active=True).select_related("pupil")


def of_visit(visit: Visit) -> QuerySet[Certificate]:
    """For whoever `permissions.after.check_minds` lets in."""
    rows = Certificate.objects.filter(attendee__visit=visit, forgotten_at=None).select_related(*_RELATED)
    return rows.order_by("attendee__pupil__full_name", "pk")


def own(user: User) -> QuerySet[Certificate]:
    """The pupil's, the newest first."""
    rows = Certificate.objects.filter(attendee__pupil=user, forgotten_at=None).select_related(*_RELATED)
    return rows.order_by("-attendee__visit__slot__starts_at", "-pk")


def get_for(viewer: User, code: str) -> Certificate:
    """With its name: for the pupil, and for the school's staff who organised the visit or run the school."""
    row = _rows(code).filter(forgotten_at=None).first()
    if row is None or not _reads(viewer, row):
        raise NotFound(_("Không tìm thấy giấy chứng nhận này."))
    return row


def by_code(code: str) -> Certificate:
    """For anybody: the name is not told."""
    row = _rows(code).first()
    if row is None:
        raise NotFound(_("Không có giấy chứng nhận nào mang mã này."))
    return row


def match(certificate: Certificate, name: str) -> NameMatch:
    """Exactly the whole name, with or without marks."""
    if certificate.forgotten_at is not None:
        return NameMatch.FORGOTTEN
    same = fold(name) == fold(certificate.attendee.pupil.full_name)
    return NameMatch.MATCHES if same else NameMatch.DIFFERS


def _reads(viewer: User, row: Certificate) -> bool:
    if row.attendee.pupil_id == viewer.pk:
        return True
    worn, visit = hats.of(viewer), row.attendee.visit
    if visit.school_id not in worn.staffed_school_ids:
        return False
    return visit.organiser_id == viewer.pk or visit.school_id in worn.organisations_as(_HEADS)


def _rows(code: str) -> QuerySet[Certificate]:
    return Certificate.objects.filter(code=code.upper()).select_related(*_RELATED)
