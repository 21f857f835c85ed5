"""A mentor's weekly hours and days off, as the mentor keeps them."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from network.enums import PostStatus
from network.models import Engagement, Offer
from people.models import User
from visits.models import DayOff, WeeklyHour


def own(mentor: User) -> QuerySet[WeeklyHour]:
    """In the order of the week, without those that are over."""
    rows = WeeklyHour.objects.filter(Q(last_day=None) | Q(last_day__gte=clock.today()), mentor=mentor)
    return rows.select_related("offer")


def own_days_off(mentor: User) -> QuerySet[DayOff]:
    return DayOff.objects.filter(mentor=mentor, last_day__gte=clock.today())


def get_own(mentor: User, pk: int) -> WeeklyHour:
    row = WeeklyHour.objects.filter(mentor=mentor, pk=pk).first()
    if row is None:
        raise NotFound(_("Không tìm thấy khung giờ này."))
    return row


def get_own_day_off(mentor: User, pk: int) -> DayOff:
    row = DayOff.objects.filter(mentor=mentor, pk=pk).first()
    if row is None:
        raise NotFound(_("Không tìm thấy những ngày nghỉ này."))
    return row


def offers_of(mentor: User) -> QuerySet[Offer]:
    """For which of the own offers hours can be opened."""
    return Offer.objects.filter(author=mentor, status=PostStatus.PUBLISHED).order_by("-pk")


def open_to(engagement: Engagement) -> QuerySet[WeeklyHour]:
    """The hours in which this team may book: those for everybody, and those for the offer they met through."""
    mine = Q(offer=None) | Q(offer=engagement.proposal.offer_id) if engagement.proposal.offer_id else Q(offer=None)
    return WeeklyHour.objects.filter(mine, mentor=engagement.supporter_id)
