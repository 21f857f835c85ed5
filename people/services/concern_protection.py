"""What a lead can do at once while a case is open: freeze, and have an adult's access suspended.

Neither tells anybody why: what is frozen says only that it pauses.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, NotFound
from core.text import tidy
from people import events
from people.enums import ConcernAct
from people.models import Clearance, Concern, ProtectiveHold, User
from people.permissions import concerns as permissions
from people.selectors import concerns as selectors
from people.services import clearances, concern_chain
from people.services.concern_work import raise_to_department
from people.services.concerns import locked


@dataclass(frozen=True)
class Holdable:
    kind: str
    pk: int
    label: str
    is_held: bool

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"


@signed
def holdables_of(*, concern: Concern, by: User) -> list[Holdable]:
    """What may be frozen for this case: apps above say what the named people take part in."""
    permissions.check_can_lead(by, concern)
    named = frozenset(concern.named.values_list("pk", flat=True))
    subject = selectors.report_of(by, concern).get("subject")
    found: list[tuple[str, int, str]] = []
    about = (subject["kind"], subject["id"]) if subject else None
    events.holdables_sought.publish(named, concern.school_id, about, found)
    held = {(hold.target_kind, hold.target) for hold in selectors.holds_of(concern)}
    rows = [Holdable(kind, pk, label, (kind, pk) in held) for kind, pk, label in found]
    return sorted(rows, key=lambda row: row.key)


@signed
@transaction.atomic
def hold(*, concern: Concern, target: str, by: User) -> Concern:
    concern = locked(concern)
    permissions.check_can_write_in(by, concern)
    row = _row(concern, target, by)
    if row.is_held:
        raise Conflict(_("Đang tạm dừng rồi."))
    ProtectiveHold.objects.create(
        concern=concern, target_kind=row.kind, target=row.pk, placed_by=by, placed_at=clock.now()
    )
    concern_chain.append(concern=concern, act=ConcernAct.HELD, by=by, text=row.label)
    events.hold_changed.publish(row.kind, row.pk)
    return concern


@signed
@transaction.atomic
def release(*, concern: Concern, target: str, by: User) -> Concern:
    """Also after the case was closed: a pause must not stay because nobody may end it."""
    concern = locked(concern)
    permissions.check_can_lead(by, concern)
    standing = {f"{row.target_kind}-{row.target}": row for row in selectors.holds_of(concern)}
    if target not in standing:
        raise Conflict(_("Không còn tạm dừng."))
    row = standing[target]
    row.lifted_by, row.lifted_at = by, clock.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    concern_chain.append(concern=concern, act=ConcernAct.RELEASED, by=by, text=target)
    events.hold_changed.publish(row.target_kind, row.target)
    return concern


@signed
@transaction.atomic
def ask_suspension(*, concern: Concern, adult: int, text: str = "", by: User) -> Concern:
    """Ask the Department, which sees the case from now on."""
    concern = locked(concern)
    permissions.check_can_write_in(by, concern)
    person = _adult(concern, adult)
    words = f"{person.full_name}. {tidy(text)}".strip()
    concern_chain.append(concern=concern, act=ConcernAct.ASKED_SUSPENSION, by=by, text=words)
    raise_to_department(concern)
    return concern


@signed
@transaction.atomic
def suspend(*, concern: Concern, adult: int, by: User) -> Concern:
    """The Department takes back every check of an outside adult: from this moment pupils and adult see nothing of
    one another, and what they do together is frozen.
    """
    concern = locked(concern)
    permissions.check_can_suspend_in(by, concern)
    person = _adult(concern, adult)
    standing = list(Clearance.objects.filter(user=person, revoked_at=None))
    if not standing:
        raise Conflict(_("Người này không có mục thẩm định nào đang có hiệu lực để thu hồi."))
    # The adult reads this reason: it says nothing of the case.
    reason = _("Sở đang xem lại thẩm định này.")
    for check in standing:
        clearances.revoke(clearance=check, reason=reason, by=by)
    concern_chain.append(concern=concern, act=ConcernAct.SUSPENDED, by=by, text=person.full_name)
    return concern


def _row(concern: Concern, target: str, by: User) -> Holdable:
    row = next((row for row in holdables_of(concern=concern, by=by) if row.key == target), None)
    if row is None:
        raise NotFound(_("Không tìm thấy điều cần tạm dừng."))
    return row


def _adult(concern: Concern, pk: int) -> User:
    person = concern.named.filter(pk=pk).first()
    if person is None:
        raise NotFound(_("Người này không được nêu trong việc."))
    return person
