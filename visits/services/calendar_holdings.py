"""What calendars keep about a person: the addresses, never their secret, and what was sent by mail."""

from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.models import User
from people.personal_data import Holding, Row
from visits.models import CalendarFeed, CalendarLetter


def register() -> None:
    personal_data.register(
        Holding("calendar_feeds", _("Địa chỉ lịch"), read_feeds, forget_feeds),
        Holding("calendar_letters", _("Thư ghi vào lịch"), read_letters, forget_letters),
    )


def read_feeds(person: User) -> list[Row]:
    rows = CalendarFeed.objects.filter(owner=person).order_by("pk")
    facts = ("label", "with_slots", "created_at", "read_on", "revoked_at")
    return [{name: getattr(row, name) for name in facts} for row in rows]


def forget_feeds(person: User) -> None:
    CalendarFeed.objects.filter(owner=person).delete()


def read_letters(person: User) -> list[Row]:
    rows = CalendarLetter.objects.filter(person=person).order_by("pk")
    return [{"visit": row.visit_id, "kind": row.get_kind_display(), "sent_at": row.sent_at} for row in rows]


def forget_letters(person: User) -> None:
    CalendarLetter.objects.filter(person=person).delete()
