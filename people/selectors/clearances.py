"""An adult's five checks as the adult, and those who decide, see them."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from people.enums import ClearanceCheck
from people.models import Clearance, User
from people.selectors import gates


@dataclass(frozen=True)
class CheckState:
    check: ClearanceCheck
    expires_on: dt.date | None
    is_current: bool

    @property
    def has_lapsed(self) -> bool:
        return self.expires_on is not None and not self.is_current


def states_of(user: User) -> list[CheckState]:
    """All five, in the order they are made, whether granted or not."""
    today = clock.today()
    rows = {row.check_kind: row for row in gates.with_backing(Clearance.objects.filter(user=user, revoked_at=None))}
    return [_state(check, rows.get(check), today) for check in ClearanceCheck]


def _state(check: ClearanceCheck, row: Clearance | None, today: dt.date) -> CheckState:
    if row is None or not row.is_backed:  # type: ignore[attr-defined]
        return CheckState(check=check, expires_on=None, is_current=False)
    return CheckState(check=check, expires_on=row.expires_on, is_current=row.granted_on <= today <= row.expires_on)
