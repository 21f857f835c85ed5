"""The door of an online session: it notes who came when, and only then says where the room is."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core import clock
from core.actors import signed
from messaging.services import conversations
from people.models import User
from visits.models import Arrival, Session
from visits.permissions import sessions as permissions
from visits.services import sessions


@dataclass(frozen=True)
class Room:
    """`url` leads to the school's own meeting rooms, or to the engagement's conversation where it has none."""

    url: str


@signed
@transaction.atomic
def enter(*, session: Session, by: User) -> Room:
    session = sessions.locked(session)
    permissions.check_can_join(by, session)
    now = clock.now()
    Arrival.objects.get_or_create(session=session, person=by, defaults={"came_at": now})
    if session.opened_at is None:
        session.opened_at = now
        session.save(update_fields=["opened_at"])
    return Room(_address(session, by))


def _address(session: Session, by: User) -> str:
    if settings.MEETING_URL:
        return str(settings.MEETING_URL).replace("{room}", session.room)
    talk = conversations.open_about(kind="engagement", subject=session.engagement_id, by=by)
    return reverse("conversation_detail", args=[talk.pk])
