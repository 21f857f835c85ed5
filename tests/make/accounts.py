"""Accounts, and the hats they wear."""

import datetime as dt
import functools
from typing import Any

from django.conf import settings
from django.contrib.auth import hashers

from core import clock, trail
from people.enums import Role
from people.models import Affiliation, Organisation, School, User
from tests.make import numbers

PASSWORD = "mat-khau-thu-123"


def person(full_name: str = "", **facts: Any) -> User:
    user = unsaved(full_name, **facts)
    user.save()
    return user


def unsaved(full_name: str = "", **facts: Any) -> User:
    number = numbers.new()
    facts.setdefault("username", f"nguoi{number}")
    name = full_name or f"Nguyễn Văn Thử {number}"
    return User(full_name=name, password=_hashed(settings.PASSWORD_HASHERS[0]), **facts)


@functools.cache
def _hashed(hasher: str) -> str:
    """Once for all, whichever hasher is in use."""
    return hashers.make_password(PASSWORD)


def staff(*usernames: str) -> list[User]:
    """Accounts of the background, in the order of their names: the same whenever a test asks."""
    found = list(User.objects.filter(username__in=usernames).order_by("username"))
    if found:
        return found
    made = [unsaved(username=name) for name in usernames]
    for user in made:
        user.complete()
    return trail.create(User, made)


def hat(user: User, home: Organisation | School, role: Role, **facts: Any) -> Affiliation:
    place = home.organisation if isinstance(home, School) else home
    facts.setdefault("starts_on", clock.today() - dt.timedelta(days=100))
    return Affiliation.objects.create(user=user, organisation=place, role=role, **facts)


def adult(home: Organisation | School, role: Role, **facts: Any) -> User:
    user = person(email=f"nguoi{numbers.new()}@vi-du.vn", **facts)
    hat(user, home, role)
    return user
