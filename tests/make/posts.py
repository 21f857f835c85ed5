"""Challenges and offers, reviewed where their state says so."""

import datetime as dt
from typing import Any

from core import clock
from network.enums import OfferKind, PostStatus
from network.models import Challenge, Offer
from people.models import Organisation, User
from tests.make import numbers
from tests.make.contest import field, season
from tests.make.organisations import organisation
from tests.make.people import mentor, officer, representative


def challenge(
    home: Organisation | None = None,
    *,
    by: User | None = None,
    status: PostStatus = PostStatus.PUBLISHED,
    **facts: Any,
) -> Challenge:
    home = home or organisation()
    facts.setdefault("title", f"Giảm rác nhựa ở xưởng số {numbers.new()}")
    facts.setdefault("background", "Xưởng bỏ đi nhiều màng nhựa mỗi ngày và chưa biết tái sử dụng thế nào.")
    facts.setdefault("deadline", clock.today() + dt.timedelta(days=30))
    made = Challenge.objects.create(
        organisation=home,
        author=by or representative(home),
        commune=home.commune,
        status=status,
        **_reviewed(status),
        **facts,
    )
    made.fields.add(field())
    return made


def offer(
    home: Organisation | None = None,
    *,
    by: User | None = None,
    status: PostStatus = PostStatus.PUBLISHED,
    kind: OfferKind = OfferKind.MENTORING,
    **facts: Any,
) -> Offer:
    home = home or organisation()
    facts.setdefault("title", f"Hướng dẫn xử lý nước số {numbers.new()}")
    facts.setdefault("description", "Tôi làm kỹ sư môi trường, giúp các em làm bình lọc và đo chất lượng nước.")
    made = Offer.objects.create(
        organisation=home,
        author=by or mentor(home),
        commune=home.commune,
        kind=kind,
        season=season(),
        status=status,
        **_reviewed(status),
        **facts,
    )
    made.fields.add(field())
    return made


def _reviewed(status: PostStatus) -> dict[str, Any]:
    if status not in {PostStatus.PUBLISHED, PostStatus.CLOSED}:
        return {}
    reviewer = User.objects.filter(username="chuyen-vien").first() or officer(username="chuyen-vien")
    return {"reviewer": reviewer, "published_at": clock.now()}
