"""An organisation's life. Suspending is one act: its people, posts and conversations are derived from this row.

Each step leaves a line of history: who, when, why.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise
from people import events, notice_kinds, rules
from people.enums import OrganisationAct, OrganisationKind, OrganisationStatus, SchoolLevel
from people.events import Touched
from people.models import AdminUnit, Organisation, OrganisationStep, School, User
from people.notice_kinds import Kind
from people.permissions import organisations as permissions
from people.selectors import organisation_files
from people.selectors import organisations as selectors
from people.services import notices

# How many names a list of what is touched shows.
NAMED = 5


@signed
@transaction.atomic
def register(*, kind: OrganisationKind, name: str, commune: AdminUnit, by: User, **facts: Any) -> Organisation:
    """A new organisation that waits for verification. `facts`: short_name, about, sector."""
    permissions.check_can_register(by)
    if kind == OrganisationKind.SCHOOL:
        raise Invalid(_("Trường cần thêm cấp học và mã trường."), field="kind")
    return create(kind=kind, name=name, commune=commune, by=by, **facts)


@signed
@transaction.atomic
def register_school(
    *, name: str, commune: AdminUnit, level: SchoolLevel, ministry_code: str, by: User, **facts: Any
) -> School:
    permissions.check_can_register(by)
    pupil_count = facts.pop("pupil_count", 0)
    organisation = create(kind=OrganisationKind.SCHOOL, name=name, commune=commune, by=by, **facts)
    try:
        with transaction.atomic():
            return School.objects.create(
                organisation=organisation, level=level, ministry_code=ministry_code.strip(), pupil_count=pupil_count
            )
    except IntegrityError:
        raise Conflict(_("Mã trường này đã có rồi.")) from None


@signed
@transaction.atomic
def verify(*, organisation: Organisation, reason: str = "", by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_verify(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "verify")
    if organisation_files.missing_in(organisation):
        raise Conflict(_("Hồ sơ còn thiếu, chưa xác minh được. Hãy đề nghị tổ chức bổ sung."))
    _note_verified(organisation, by)
    return _moved(organisation, OrganisationAct.VERIFY, notice_kinds.ORGANISATION_VERIFIED, reason, by)


@signed
@transaction.atomic
def request_changes(*, organisation: Organisation, reason: str, by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_verify(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "request_changes")
    kind = notice_kinds.ORGANISATION_CHANGES_REQUESTED
    return _moved(organisation, OrganisationAct.REQUEST_CHANGES, kind, required(reason), by)


@signed
@transaction.atomic
def refuse(*, organisation: Organisation, reason: str, by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_refuse(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "refuse")
    return _moved(organisation, OrganisationAct.REFUSE, notice_kinds.ORGANISATION_REFUSED, required(reason), by)


@signed
@transaction.atomic
def reopen(*, organisation: Organisation, reason: str, by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_refuse(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "reopen")
    return _moved(organisation, OrganisationAct.REOPEN, notice_kinds.ORGANISATION_REOPENED, required(reason), by)


@signed
@transaction.atomic
def recommend(*, organisation: Organisation, reason: str, by: User) -> None:
    """The business association's word, once a person; the Department still decides."""
    organisation = locked(organisation)
    permissions.check_can_recommend(by, organisation)
    if organisation.status not in selectors.WAITING:
        raise Conflict(_("Doanh nghiệp này không còn chờ xác minh."))
    if organisation.steps.filter(act=OrganisationAct.RECOMMEND, by=by).exists():
        raise Conflict(_("Anh chị đã giới thiệu doanh nghiệp này rồi."))
    note(organisation, OrganisationAct.RECOMMEND, required(reason), by)


@signed
@transaction.atomic
def suspend(*, organisation: Organisation, reason: str, by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_decide_on(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "suspend")
    _moved(organisation, OrganisationAct.SUSPEND, notice_kinds.ORGANISATION_SUSPENDED, required(reason), by)
    events.organisation_suspended.publish(organisation.pk)
    return organisation


@signed
@transaction.atomic
def reinstate(*, organisation: Organisation, reason: str, by: User) -> Organisation:
    organisation = locked(organisation)
    permissions.check_can_decide_on(by, organisation)
    organisation.status = rules.ORGANISATION.target(organisation.status, "reinstate")
    _note_verified(organisation, by)
    _moved(organisation, OrganisationAct.REINSTATE, notice_kinds.ORGANISATION_REINSTATED, required(reason), by)
    events.organisation_reinstated.publish(organisation.pk)
    return organisation


@signed
def weigh_suspension(*, organisation: Organisation, by: User) -> list[Touched]:
    """What a suspension would touch, before it is done: our own counts, then those of the apps above."""
    permissions.check_can_decide_on(by, organisation)
    people = selectors.headcount(organisation)
    named = tuple(selectors.adults_of(organisation).values_list("full_name", flat=True)[:NAMED])
    touched = [
        Touched(_("người lớn đang có vai trò"), people["adults"], named),
        Touched(_("học sinh"), people["pupils"]),
    ]
    events.suspension_weighed.publish(organisation.pk, touched)
    return [row for row in touched if row.count]


@signed
def create(*, kind: OrganisationKind, name: str, commune: AdminUnit, by: User, **facts: Any) -> Organisation:
    """The row and the first line of its history. Whether `by` may is the caller's question."""
    name = normalise(name)
    if not name:
        raise Invalid(_("Hãy ghi tên."), field="name")
    if commune.valid_to is not None or commune.parent_id is None:
        raise Invalid(_("Hãy chọn một xã, phường hiện nay."), field="commune")
    try:
        with transaction.atomic():
            made = Organisation.objects.create(kind=kind, name=name, commune=commune, **facts)
    except IntegrityError:
        raise Conflict(_("Ở xã, phường này đã có một tổ chức cùng loại, cùng tên.")) from None
    note(made, OrganisationAct.REGISTERED, "", by)
    return made


def note(organisation: Organisation, act: OrganisationAct, reason: str, by: User) -> None:
    OrganisationStep.objects.create(organisation=organisation, act=act, reason=reason, by=by)


@signed
def tell(organisation: Organisation, kind: Kind, reason: str = "", *, by: User) -> None:
    """Those in charge there, but for whoever did it."""
    notices.send(
        to=set(selectors.people_in_charge_of(organisation)) - {by.pk},
        kind=kind,
        path=reverse("organisation_detail", args=[organisation.pk]),
        organisation=organisation.name,
        reason=reason,
    )


def required(reason: str) -> str:
    """The reason of a decision, for those it is about."""
    reason = reason.strip()
    if not reason:
        raise Invalid(_("Hãy viết lý do để tổ chức biết vì sao và cần làm gì."), field="reason")
    return reason


def locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).select_related("commune").get(pk=organisation.pk)


def _note_verified(organisation: Organisation, by: User) -> None:
    organisation.verified_at, organisation.verified_by = clock.now(), by


def _moved(organisation: Organisation, act: OrganisationAct, kind: Kind, reason: str, by: User) -> Organisation:
    organisation.save()
    note(organisation, act, reason.strip(), by)
    tell(organisation, kind, reason.strip(), by=by)
    return organisation


def refuse_closed(organisation: Organisation) -> None:
    """Nobody is taken in, and nothing written, where an organisation is suspended or was turned away."""
    if organisation.status in {OrganisationStatus.SUSPENDED, OrganisationStatus.REFUSED}:
        raise Conflict(_("Tổ chức này hiện không hoạt động."))
