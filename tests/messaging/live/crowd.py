"""Conversations of any number of people, for measuring and for faults; a server that knows them, and their log-ins.

uvicorn tests.messaging.live.crowd:application     serves them
python -m tests.messaging.live.crowd 6 100 1000    makes one of each size and prints their log-ins
"""

import datetime as dt
import json
import os
import sys
from collections.abc import Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.asgi import application

__all__ = ["application"]

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from core import clock
from messaging import kinds, rules
from messaging.enums import MemberSide
from messaging.kinds import About, Kind, Member, Standing
from messaging.models import Conversation
from people.enums import Role
from people.models import Affiliation, User

# How fast one may write is tested where it matters; here few people write a lot, and no more is counted than elsewhere.
rules.PACE, rules.PACE_SECONDS = 10**9, 1


def _standings(subjects: Iterable[int]) -> dict[int, Standing]:
    return {subject: kinds.standing(_members(subject)) for subject in subjects}


def _members(subject: int) -> list[Member]:
    rows = User.objects.filter(username__startswith=f"crowd-{subject}-", is_active=True).order_by()
    return [Member(pk, MemberSide.ADVISER, "Cô Thử") for pk in rows.values_list("pk", flat=True)]


def _ids_for(viewer: Any) -> QuerySet[Any, Any]:
    own = getattr(viewer, "username", "").split("-")
    subject = int(own[1]) if own[0] == "crowd" else 0
    return Conversation.objects.filter(kind="crowd", subject=subject).values("subject")


def _about(viewer: Any, subjects: Iterable[int]) -> dict[int, About]:
    return {subject: About(f"{subject} người", "/") for subject in subjects}


kinds.register(Kind("crowd", "Thử", "users", _standings, _ids_for, _about))


def make(size: int) -> dict[str, Any]:
    """A conversation of `size` people: its number and a cookie for each of them."""
    from tests import make as rows

    school = rows.school()
    people = [User(username=f"crowd-{size}-{number}", full_name=f"Cô Thử {number}") for number in range(size)]
    for person in people:
        person.set_unusable_password()
        person.complete()
    User.objects.bulk_create(people)
    today = clock.today()
    Affiliation.objects.bulk_create(
        [Affiliation(user=one, organisation=school.organisation, role=Role.ADVISER, starts_on=today) for one in people]
    )
    now = clock.now()
    row = Conversation.objects.create(kind="crowd", subject=size, opened_at=now, last_at=now)
    return {"c": row.pk, "size": size, "cookies": _log_in(people)}


def _log_in(people: list[User]) -> list[str]:
    store, until = SessionStore(), clock.now() + dt.timedelta(days=1)
    rows = [
        Session(
            session_key=store._get_new_session_key(),
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=until,
        )
        for person in people
    ]
    Session.objects.bulk_create(rows)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]


if __name__ == "__main__":
    print(json.dumps([make(int(size)) for size in sys.argv[1:]]))
