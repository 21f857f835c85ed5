"""Rights that the Department gives away."""

import datetime as dt
from typing import Any

from core import clock
from people.enums import DelegationScope, Right
from people.models import Delegation, Organisation, School
from tests.make.people import officer


def delegation(taker: Organisation | School, right: Right, scope: DelegationScope, **facts: Any) -> Delegation:
    given_by = officer()
    facts.setdefault("starts_on", clock.today() - dt.timedelta(days=1))
    return Delegation.objects.create(
        giver=given_by.affiliations.get().organisation,
        taker=taker.organisation if isinstance(taker, School) else taker,
        right=right,
        scope=scope,
        given_by=given_by,
        **facts,
    )
