"""Guardians and what they agreed to."""

import datetime as dt
from typing import Any

from core import clock, secrets, trail
from people.enums import ConsentPurpose, ConsentWay
from people.models import Consent, Guardian, GuardianCode, GuardianLink, Guardianship, PhoneCheck, User
from people.services import guardian_codes
from tests.make.accounts import staff


def guardian(full_name: str = "Phụ huynh", *, phone: str = "0900000000", checked: bool = True) -> Guardian:
    """With a number for which two of the staff vouched."""
    made = Guardian.objects.create(full_name=full_name, phone=phone)
    if checked:
        one, two = staff("giao-vu", "van-thu")
        PhoneCheck.objects.create(
            guardian=made,
            phone=phone,
            asked_by=one,
            asked_at=clock.now(),
            confirmed_by=two,
            confirmed_at=clock.now(),
        )
    return made


def guardianship(pupil: User, full_name: str = "Phụ huynh", **facts: Any) -> Guardianship:
    return Guardianship.objects.create(guardian=guardian(full_name, **facts), pupil=pupil)


def guardian_link(of: Guardianship, *, used: bool = False, days: int = 30) -> str:
    """The token of a link that a guardian holds."""
    token, now = secrets.new(), clock.now()
    GuardianLink.objects.create(
        guardianship=of,
        digest=secrets.digest(token),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
        used_at=now if used else None,
    )
    return token


def guardian_code(token: str, code: str = "135790", *, used: bool = False, minutes: int = 10) -> GuardianCode:
    """A code that has just been sent for the link of this token."""
    link = GuardianLink.objects.get(digest=secrets.digest(token))
    return GuardianCode.objects.create(
        link=link,
        phone=link.guardianship.guardian.phone,
        salt="muoi",
        digest=guardian_codes.digest(code, "muoi"),
        sent_at=clock.now(),
        expires_at=clock.now() + dt.timedelta(minutes=minutes),
        used_at=clock.now() if used else None,
    )


def consent(pupil: User, *purposes: ConsentPurpose, days: int = 300) -> list[Consent]:
    """By the guardian whom the pupil has."""
    return agreed(Guardianship.objects.filter(pupil=pupil).first() or guardianship(pupil), *purposes, days=days)


def agreed(by: Guardianship, *purposes: ConsentPurpose, days: int = 300) -> list[Consent]:
    given = [
        Consent(
            guardianship=by,
            purpose=purpose,
            text_version="2026.1",
            way=ConsentWay.LINK,
            given_at=clock.now() - dt.timedelta(days=1),
            expires_on=clock.today() + dt.timedelta(days=days),
        )
        for purpose in purposes
    ]
    return trail.create(Consent, given)
