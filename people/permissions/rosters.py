"""Who may bring in a school's list of pupils and write it."""

from django.utils.translation import gettext as _

from core.errors import Conflict
from core.permissions import boolean_twin
from people.enums import OrganisationStatus
from people.models import Roster, School, User
from people.permissions import pupils


def check_can_upload_to(user: User, school: School) -> None:
    pupils.check_can_enrol_in(user, school)
    if school.organisation.status == OrganisationStatus.SUSPENDED:
        raise Conflict(_("Trường đang tạm ngừng, chưa thêm được học sinh."))


def check_can_work_on(user: User, roster: Roster) -> None:
    """Whoever keeps the school's roll today, not only who uploaded the file."""
    check_can_upload_to(user, roster.school)


can_upload_to = boolean_twin(check_can_upload_to)
can_work_on = boolean_twin(check_can_work_on)
