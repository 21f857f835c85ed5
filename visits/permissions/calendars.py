"""Who may have an address at which programs read the own calendar."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.models import User
from people.permissions import standing
from people.selectors import hats


def check_can_have_feeds(user: User) -> None:
    """Staff of schools, outside adults while they are cleared. Pupils have the page: an address can be passed on."""
    worn = hats.of(user)
    if worn.is_pupil:
        raise Refused(_("Em xem lịch ngay trên trang này. Địa chỉ lịch dành cho thầy cô và người đồng hành."))
    if not worn.is_school_staff and not worn.is_cleared_supporter:
        raise Refused(_("Địa chỉ lịch dành cho thầy cô, và cho người đồng hành đã đủ thẩm định."))
    standing.check_can_come_in(user)


can_have_feeds = boolean_twin(check_can_have_feeds)
