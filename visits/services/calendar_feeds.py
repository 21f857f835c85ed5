"""Addresses for calendar programs: made and shown once, renewed, revoked, and read from outside without a log-in."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, limits, secrets
from core.actors import signed
from core.errors import Conflict, NotFound
from people.models import User
from visits import rules
from visits.models import CalendarFeed
from visits.permissions import calendars as permissions
from visits.selectors import calendar_feeds as selectors

LABEL_LENGTH = 60
_HOUR = 60 * 60


@dataclass(frozen=True)
class Fresh:
    """A feed with its address, which is in this answer and nowhere else."""

    feed: CalendarFeed
    address: str

    @property
    def subscription(self) -> str:
        """The same, as phones and computers by Apple open it at once."""
        return f"webcal://{self.address.partition('://')[2]}"


@signed
@transaction.atomic
def create(*, label: str = "", with_slots: bool = False, by: User) -> Fresh:
    permissions.check_can_have_feeds(by)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if selectors.own(by).count() >= rules.FEEDS_MOST:
        sentence = _("Đã có %(count)d địa chỉ lịch. Hãy thu hồi một địa chỉ không dùng nữa.")
        raise Conflict(sentence % {"count": rules.FEEDS_MOST})
    return _made(by, label.strip(), with_slots and selectors.may_show_slots(by))


@signed
@transaction.atomic
def renew(*, feed: CalendarFeed, by: User) -> Fresh:
    """Another address in place of one that somebody else may have seen: the old one is worth nothing from now on."""
    permissions.check_can_have_feeds(by)
    revoke(feed=feed, by=by)
    return _made(by, feed.label, feed.with_slots)


@signed
@transaction.atomic
def revoke(*, feed: CalendarFeed, by: User) -> None:
    """`feed` is the own one: `selectors.get_for` gives no other. Of two at once the second finds it gone."""
    row = selectors.own(by).select_for_update(of=("self",)).filter(pk=feed.pk).first()
    if row is None:
        raise Conflict(_("Địa chỉ lịch này vừa được thu hồi."))
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])


def read(*, token: str) -> bytes:
    """For a program that has nothing but the address."""
    feed = _find_open(token)
    limits.check("calendar-feed", feed.pk, at_most=rules.FEED_READS_AN_HOUR, seconds=_HOUR)
    if feed.read_on != clock.today():
        feed.read_on = clock.today()
        feed.save(update_fields=["read_on"])
    return selectors.content_of(feed)


def _find_open(token: str) -> CalendarFeed:
    """Made up, revoked, or of somebody who may not come in today: all are told alike."""
    rows = CalendarFeed.objects.filter(digest=secrets.digest(token), revoked_at=None, owner__is_active=True)
    feed = rows.select_related("owner").first()
    if feed is None or not permissions.can_have_feeds(feed.owner):
        raise NotFound(_("Không tìm thấy lịch này, hoặc địa chỉ đã được thu hồi."))
    return feed


def _made(owner: User, label: str, with_slots: bool) -> Fresh:
    token = secrets.new()
    feed = CalendarFeed.objects.create(
        owner=owner,
        digest=secrets.digest(token),
        label=label[:LABEL_LENGTH],
        with_slots=with_slots,
        created_at=clock.now(),
    )
    return Fresh(feed, f"{settings.SITE_URL}{reverse('calendar_feed', args=[token])}")
