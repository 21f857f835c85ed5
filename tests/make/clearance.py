"""What makes a supporter cleared, all at once or check by check."""

import datetime as dt
from typing import Any

from core import clock, trail
from people import quiz_bank
from people.enums import SUPPORTERS, ClearanceCheck
from people.models import Clearance, ClearanceRequest, Organisation, QuizTry, Reference, ReferenceLink, User
from people.services import secret_links
from tests.make import numbers
from tests.make.accounts import staff
from tests.make.organisations import organisation


def clear(user: User, *, days: int = 365) -> User:
    """Grant all five checks; the word is that of the first organisation."""
    hats_worn = user.affiliations.select_related("organisation").order_by("pk")
    worn = hats_worn.filter(role__in=SUPPORTERS).first() or hats_worn.first()
    grant(user, worn.organisation if worn else organisation(), days=days)
    return user


def grant(user: User, home: Organisation, *, days: int = 365) -> None:
    """The word is that of `home`."""
    today = clock.today()
    (reviewer,) = staff("nguoi-tham-dinh")
    granted = [
        Clearance(
            user=user,
            organisation=home if check == ClearanceCheck.ORGANISATION_WORD else None,
            check_kind=check,
            evidence="đã xem",
            reviewer=reviewer,
            granted_on=today - dt.timedelta(days=10),
            expires_on=today + dt.timedelta(days=days),
        )
        for check in ClearanceCheck
    ]
    trail.create(Clearance, granted)


def clearance_request(user: User, check: ClearanceCheck, **facts: Any) -> ClearanceRequest:
    """Waits since three days; the word is asked of the adult's own organisation."""
    if check == ClearanceCheck.ORGANISATION_WORD:
        facts.setdefault("organisation", user.affiliations.get().organisation)
    facts.setdefault("asked_at", clock.now() - dt.timedelta(days=3))
    return ClearanceRequest.objects.create(user=user, check_kind=check, **facts)


def reference(
    user: User,
    *,
    place: int = 1,
    answered: bool = True,
    has_concern: bool = False,
    recommends: bool = True,
    **facts: Any,
) -> Reference:
    """Named eight days ago and, unless told otherwise, answered well yesterday."""
    number, now = numbers.new(), clock.now()
    if answered:
        facts.setdefault("answered_at", now - dt.timedelta(days=1))
        facts |= {"known_for": "3_to_10", "has_concern": has_concern, "recommends": recommends}
        facts.setdefault("concern", "Tôi có nghe chuyện không hay." if has_concern else "")
    facts.setdefault("named_at", now - dt.timedelta(days=8))
    facts.setdefault("expires_at", facts["named_at"] + dt.timedelta(days=21))
    return Reference.objects.create(
        user=user,
        place=place,
        name=f"Trần Thị Quen {number}",
        email=f"quen{number}@noi-{number}.vn",
        relation="teacher",
        **facts,
    )


def reference_link(named: Reference) -> str:
    """The token of an open link to the referee's form."""
    _row, token = secret_links.issue(ReferenceLink, days=20, by=None, reference=named)
    return token


def quiz_try(user: User, *, number: int = 1, **facts: Any) -> QuizTry:
    """Open, unless told otherwise."""
    version = quiz_bank.newest()
    facts.setdefault("started_on", clock.today())
    facts.setdefault("started_at", clock.now())
    drawn = quiz_bank.draw(version)
    return QuizTry.objects.create(user=user, version=version, drawn=drawn, number=number, **facts)


def right_answers(taken: QuizTry) -> list[int]:
    return [order.index(quiz_bank.RIGHT) for _id, order in taken.drawn]
