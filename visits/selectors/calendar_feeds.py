"""A person's addresses for calendar programs, and what is read there."""

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people.models import User
from people.selectors import hats
from visits import calendar_files, rules
from visits.models import CalendarFeed
from visits.selectors import calendars


def own(viewer: User) -> QuerySet[CalendarFeed]:
    """Those that are open, the newest first."""
    return CalendarFeed.objects.filter(owner=viewer, revoked_at=None)


def get_for(viewer: User, pk: int) -> CalendarFeed:
    feed = own(viewer).filter(pk=pk).first()
    if feed is None:
        raise NotFound(_("Không tìm thấy địa chỉ lịch này, hoặc địa chỉ đã được thu hồi."))
    return feed


def content_of(feed: CalendarFeed) -> bytes:
    """What its owner may see now, in the owner's language."""
    owner, now = feed.owner, clock.now()
    begins, ends = now - rules.CALENDAR_BACK, now + rules.CALENDAR_AHEAD
    with translation.override(owner.language):
        entries = calendars.of(owner, begins, ends)
        if feed.with_slots:
            entries += calendars.open_times(owner, now, ends)
        return calendar_files.of(entries, name="Nhịp Cầu")


def may_show_slots(viewer: User) -> bool:
    return hats.of(viewer).is_cleared_supporter
