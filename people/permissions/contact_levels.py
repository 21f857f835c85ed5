"""May this outside adult meet pupils this closely? What arranges a meeting asks here."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import ContactLevel
from people.models import User
from people.selectors import contact_levels


def check_may_meet(user: User, level: ContactLevel) -> None:
    missing = contact_levels.lacking_for(user, level)
    if missing is None:
        raise Refused(_("Người này hiện không đại diện cho tổ chức nào đã được xác minh."))
    if missing:
        what = ", ".join(contact_levels.worded(need) for need in missing)
        raise Refused(_("Chưa đủ điều kiện “%(level)s”, còn thiếu: %(what)s.") % {"level": level.label, "what": what})


may_meet = boolean_twin(check_may_meet)
