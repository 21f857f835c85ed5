"""An adult asks for a check that somebody else gives."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from people.enums import ClearanceCheck, IdentityWay, RequestOutcome
from people.models import Clearance, ClearanceRequest, Organisation, User
from people.permissions import clearances as permissions
from people.services import checks


@signed
@transaction.atomic
def ask_identity(*, way: IdentityWay, by: User) -> ClearanceRequest:
    """Ask the Department for a meeting at which a document is shown."""
    permissions.check_can_be_cleared(by)
    checks.lock(by)
    checks.check_may_start(by, ClearanceCheck.IDENTITY)
    if is_open(by, ClearanceCheck.IDENTITY):
        raise Conflict(_("Anh chị đã đăng ký rồi, Sở sẽ hẹn."))
    return _open(by, ClearanceCheck.IDENTITY, way=way)


@signed
def open_word(*, organisation: Organisation, by: User) -> ClearanceRequest:
    """Called by `services.words`: asking another organisation takes back what was asked of the first."""
    close(user=by, check=ClearanceCheck.ORGANISATION_WORD, outcome=RequestOutcome.WITHDRAWN, by=by)
    return _open(by, ClearanceCheck.ORGANISATION_WORD, organisation=organisation)


def by_oneself(*, user: User, check: ClearanceCheck, evidence: str) -> Clearance | None:
    """What the adult did alone counts at once; where a reviewer took the last one back, a reviewer decides again."""
    checks.lock(user)
    if not checks.is_taken_back(user, check):
        return checks.put(user=user, check=check, reviewer=None, evidence=evidence)
    if not is_open(user, check):
        _open(user, check)
    return None


def open_references(*, user: User) -> None:
    """Called by `services.references` when there is something for a reviewer to read."""
    if not is_open(user, ClearanceCheck.REFERENCES):
        _open(user, ClearanceCheck.REFERENCES)


@signed
def close(*, user: User, check: ClearanceCheck, outcome: RequestOutcome, by: User | None, reason: str = "") -> bool:
    """Whether one was open."""
    rows = ClearanceRequest.objects.filter(user=user, check_kind=check, decided_at=None)
    return bool(rows.update(decided_at=clock.now(), decided_by=by, outcome=outcome, reason=reason))


def is_open(user: User, check: ClearanceCheck) -> bool:
    return ClearanceRequest.objects.filter(user=user, check_kind=check, decided_at=None).exists()


def _open(user: User, check: ClearanceCheck, **facts: object) -> ClearanceRequest:
    return ClearanceRequest.objects.create(user=user, check_kind=check, asked_at=clock.now(), **facts)
