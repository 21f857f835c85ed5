"""The Department hands rights on and takes them back. Who may use one is asked of `selectors/delegations.py`."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from people import notice_kinds, rules
from people.enums import DelegationScope, OrganisationKind, OrganisationStatus, Right
from people.models import Affiliation, Delegation, Organisation, User
from people.notice_kinds import Kind
from people.permissions import delegations as permissions
from people.selectors import delegations as selectors
from people.selectors import gates, hats
from people.services import notices


@signed
@transaction.atomic
def give(
    *,
    taker: Organisation,
    right: Right,
    scope: DelegationScope,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    by: User,
) -> Delegation:
    permissions.check_can_delegate(by)
    starts_on = starts_on or clock.today()
    _check_fits(taker, right, scope)
    if ends_on is not None and ends_on < max(starts_on, clock.today()):
        raise Invalid(_("Ngày kết thúc không thể trước ngày bắt đầu hay trước hôm nay."), field="ends_on")
    # One that has run out makes room.
    standing = Delegation.objects.filter(taker=taker, right=right, scope=scope, revoked_at=None)
    standing.filter(ends_on__lt=clock.today()).update(revoked_at=clock.now(), revoked_by=by)
    facts = {"taker": taker, "right": right, "scope": scope, "starts_on": starts_on, "ends_on": ends_on}
    try:
        with transaction.atomic():
            given = Delegation.objects.create(giver=_department_of(by), given_by=by, **facts)
    except IntegrityError:
        raise Conflict(_("Đơn vị này đang có quyền đó rồi.")) from None
    _tell(given, notice_kinds.RIGHT_GIVEN)
    return given


@signed
@transaction.atomic
def revoke(*, delegation: Delegation, by: User) -> Delegation:
    permissions.check_can_delegate(by)
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("taker").get(pk=delegation.pk)
    if delegation.revoked_at is not None:
        raise Conflict(_("Quyền này đã được thu lại rồi."))
    delegation.revoked_at, delegation.revoked_by = clock.now(), by
    delegation.save()
    _tell(delegation, notice_kinds.RIGHT_TAKEN)
    return delegation


def _check_fits(taker: Organisation, right: Right, scope: DelegationScope) -> None:
    reach = rules.DELEGABLE.get((OrganisationKind(taker.kind), right))
    if reach is None:
        raise Invalid(_("Quyền này không giao cho loại đơn vị này được."), field="right")
    if scope not in reach:
        raise Invalid(_("Với quyền này, phạm vi đó không hợp."), field="scope")
    if taker.status != OrganisationStatus.VERIFIED:
        raise Conflict(_("Đơn vị này chưa được xác minh hoặc đang tạm ngừng."))


def _department_of(officer: User) -> Organisation:
    kind = OrganisationKind.EDUCATION_DEPARTMENT
    found = next(hat.organisation_id for hat in hats.of(officer).counting if hat.organisation_kind == kind)
    return Organisation.objects.get(pk=found)


def _tell(delegation: Delegation, kind: Kind) -> None:
    role = selectors.DELEGATES[OrganisationKind(delegation.taker.kind)]
    current = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=delegation.taker, role=role)
    notices.send(
        to=current.values_list("user", flat=True),
        kind=kind,
        path=reverse("delegation_list"),
        organisation=delegation.taker.name,
        right=str(Right(delegation.right).label),
    )
