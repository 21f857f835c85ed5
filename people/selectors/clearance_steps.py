"""The five checks as steps: for the adult what to do next, for a reviewer what there is to decide."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core import clock
from people import rules
from people.enums import ClearanceCheck, RequestOutcome
from people.models import Clearance, ClearanceRequest, User
from people.selectors import contact_levels, gates


@dataclass(frozen=True)
class Step:
    """`row` is the latest grant not revoked; `revoked` and `refused` what happened since it; `request` what waits."""

    check: ClearanceCheck
    row: Clearance | None = None
    request: ClearanceRequest | None = None
    refused: ClearanceRequest | None = None
    revoked: Clearance | None = None

    @property
    def is_current(self) -> bool:
        today = clock.today()
        return self.row is not None and self.is_backed and self.row.granted_on <= today <= self.row.expires_on

    @property
    def is_backed(self) -> bool:
        """Not so for the word of an organisation the adult has left, or that is not verified."""
        return self.row is None or bool(self.row.is_backed)  # type: ignore[attr-defined]

    @property
    def state(self) -> str:
        """done · expiring · lapsed · moved · waiting · revoked · refused · todo"""
        if self.row is not None and self.is_current:
            return "expiring" if self.days_left <= max(rules.LAPSE_REMINDER_DAYS) else "done"
        if self.request is not None:
            return "waiting"
        if self.revoked is not None:
            return "revoked"
        if self.row is not None:
            return "lapsed" if self.is_backed else "moved"
        return "refused" if self.refused is not None else "todo"

    @property
    def days_left(self) -> int:
        return (self.row.expires_on - clock.today()).days if self.row is not None else 0

    @property
    def may_start(self) -> bool:
        """Whether there is something to do: it is missing, lapses soon, or could be made better."""
        if self.row is None or not self.is_current:
            return True
        if self.check == ClearanceCheck.IDENTITY and not self.row.seen_in_person:
            return True
        return (clock.today() - self.row.granted_on).days >= rules.RENEW_AFTER_DAYS

    @property
    def reason(self) -> str:
        """Why it was refused or taken back, where that is the last word."""
        if self.revoked is not None:
            return self.revoked.revoke_reason
        return self.refused.reason if self.refused is not None else ""

    @property
    def label(self) -> str:
        return str(_LABELS[self.state])


_LABELS = {
    "done": _("đã xong"),
    "expiring": _("sắp hết hạn"),
    "lapsed": _("đã hết hạn"),
    "moved": _("cần xin lại"),
    "waiting": _("đang chờ"),
    "revoked": _("đã thu hồi"),
    "refused": _("cần làm lại"),
    "todo": _("chưa làm"),
}


def steps_of(user: User) -> list[Step]:
    """All five, in the order they are made; two queries."""
    own = Clearance.objects.filter(user=user)
    rows = list(gates.with_backing(own.select_related("reviewer", "revoked_by", "organisation")).order_by("pk"))
    asked = ClearanceRequest.objects.filter(user=user).select_related("organisation", "decided_by").order_by("pk")
    requests = list(asked)
    return [_step(check, rows, requests) for check in ClearanceCheck]


def standing_in(steps: list[Step]) -> contact_levels.Standing:
    return {step.check: step.row for step in steps if step.row is not None and step.is_current}


def _step(check: ClearanceCheck, rows: list[Clearance], requests: list[ClearanceRequest]) -> Step:
    own = [row for row in rows if row.check_kind == check]
    asked = [request for request in requests if request.check_kind == check]
    row = next((row for row in reversed(own) if row.revoked_at is None), None)
    last = own[-1] if own else None
    refusal = asked[-1] if asked and asked[-1].outcome == RequestOutcome.REFUSED else None
    return Step(
        check=check,
        row=row,
        request=next((request for request in asked if request.decided_at is None), None),
        refused=refusal,
        revoked=last if last is not None and last.revoked_at is not None and last.revoke_reason else None,
    )
