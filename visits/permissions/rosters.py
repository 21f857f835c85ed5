"""Who may ask the guardians of a roster, stand for a paper, and read what guardians told the teachers."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from people.models import User
from visits.models import Agreement, Visit
from visits.permissions import visits
from visits.selectors import readiness


def check_can_ask(user: User, visit: Visit) -> None:
    """The organiser or the head of school, once everything is there that a guardian has to know."""
    visits.check_can_confirm(user, visit)
    check_can_be_told(visit)


def check_can_be_told(visit: Visit) -> None:
    lacking = readiness.untold(visit)
    if lacking:
        why = " ".join(str(missing.label) for missing in lacking)
        raise Conflict(_("Chưa hỏi phụ huynh được, vì gia đình cần biết trước: %(why)s") % {"why": why})


def check_can_second(user: User, visit: Visit, paper: Agreement) -> None:
    visits.check_can_prepare(user, visit)
    if user.pk == paper.taken_by_id:
        raise Refused(_("Thầy cô đã ghi phiếu này. Cần một thầy cô khác của trường đọc phiếu và xác nhận."))


def check_can_read_notes(user: User, visit: Visit) -> None:
    """What a guardian says of a child's health is for those who go along, who organises, and the head of school."""
    visits.check_is_staff_of(user, visit.school_id)
    if user.pk == visit.organiser_id or visit.staff.filter(person=user.pk).exists():
        return
    if not visits.is_head_of(user, visit.school_id):
        raise Refused(_("Lời dặn của phụ huynh dành cho thầy cô đi cùng."))


can_ask = boolean_twin(check_can_ask)
can_second = boolean_twin(check_can_second)
can_read_notes = boolean_twin(check_can_read_notes)
