"""An organisation's life. Suspending is one act: its people, posts and conversations are derived from this row."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise
from people import events, rules
from people.enums import OrganisationKind, SchoolLevel
from people.models import AdminUnit, Organisation, School, User
from people.permissions import organisations as permissions
from people.selectors import organisations as selectors


@signed
@transaction.atomic
def register(*, kind: OrganisationKind, name: str, commune: AdminUnit, by: User, **facts: Any) -> Organisation:
    """A new organisation that waits for verification. `facts`: short_name, about, sector."""
    permissions.check_can_register(by)
    if kind == OrganisationKind.SCHOOL:
        raise Invalid(_("Trường cần thêm cấp học và mã trường."), field="kind")
    return _create(kind, name, commune, facts)


@signed
@transaction.atomic
def register_school(
    *, name: str, commune: AdminUnit, level: SchoolLevel, ministry_code: str, by: User, **facts: Any
) -> School:
    permissions.check_can_register(by)
    pupil_count = facts.pop("pupil_count", 0)
    organisation = _create(OrganisationKind.SCHOOL, name, commune, facts)
    try:
        with transaction.atomic():
            return School.objects.create(
                organisation=organisation, level=level, ministry_code=ministry_code.strip(), pupil_count=pupil_count
            )
    except IntegrityError:
        raise Conflict(_("Mã trường này đã có rồi.")) from None


@signed
@transaction.atomic
def verify(*, organisation: Organisation, by: User) -> Organisation:
    organisation = _locked(organisation)
    permissions.check_can_decide_on(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "verify")
    organisation.verified_at, organisation.verified_by = clock.now(), by
    organisation.save()
    return organisation


@signed
@transaction.atomic
def suspend(*, organisation: Organisation, by: User) -> Organisation:
    organisation = _locked(organisation)
    permissions.check_can_decide_on(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "suspend")
    organisation.save()
    events.organisation_suspended.publish(organisation.pk)
    return organisation


@signed
@transaction.atomic
def reinstate(*, organisation: Organisation, by: User) -> Organisation:
    organisation = _locked(organisation)
    permissions.check_can_decide_on(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "reinstate")
    organisation.verified_at, organisation.verified_by = clock.now(), by
    organisation.save()
    events.organisation_reinstated.publish(organisation.pk)
    return organisation


@signed
def weigh_suspension(*, organisation: Organisation, by: User) -> list[tuple[str, int]]:
    """What a suspension would touch, before it is done: our own counts, then those of the apps above."""
    permissions.check_can_decide_on(by, organisation)
    people = selectors.headcount(organisation)
    touched = [(_("người lớn đang có vai trò"), people["adults"]), (_("học sinh"), people["pupils"])]
    events.suspension_weighed.publish(organisation.pk, touched)
    return [(what, count) for what, count in touched if count]


def _create(kind: OrganisationKind, name: str, commune: AdminUnit, facts: dict[str, Any]) -> Organisation:
    name = normalise(name)
    if not name:
        raise Invalid(_("Hãy ghi tên."), field="name")
    if commune.valid_to is not None or commune.parent_id is None:
        raise Invalid(_("Hãy chọn một xã, phường hiện nay."), field="commune")
    try:
        with transaction.atomic():
            return Organisation.objects.create(kind=kind, name=name, commune=commune, **facts)
    except IntegrityError:
        raise Conflict(_("Ở xã, phường này đã có một tổ chức cùng loại, cùng tên.")) from None


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).select_related("commune").get(pk=organisation.pk)
