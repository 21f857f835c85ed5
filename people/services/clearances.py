"""The reviewer's decisions on an adult's checks."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from people import rules
from people.enums import ClearanceCheck, IdentityDocument, IdentityWay, RequestOutcome
from people.models import Clearance, Organisation, Reference, User
from people.notice_kinds import CLEARANCE_GRANTED, CLEARANCE_REFUSED, CLEARANCE_REVOKED
from people.permissions import clearances as permissions
from people.selectors import affiliations
from people.services import checks, clearance_requests, references

SEEN_WITHIN_DAYS = 30


@signed
@transaction.atomic
def record(
    *,
    user: User,
    check: ClearanceCheck,
    evidence: str,
    expires_on: dt.date | None = None,
    organisation: int | None = None,
    by: User,
) -> Clearance:
    """Grant one check from today. `organisation`: whose word it is, where the adult speaks for several."""
    permissions.check_can_record_for(by, user, check)
    evidence = checks.clean_evidence(evidence, field="evidence")
    if not evidence:
        raise Invalid(_("Hãy ghi đã xem giấy tờ gì và khi nào."), field="evidence")
    if expires_on is not None and expires_on <= clock.today():
        raise Invalid(_("Ngày hết hạn phải sau hôm nay."), field="expires_on")
    if check == ClearanceCheck.REFERENCES:
        references.check_nothing_worries(user)
    home = _word_giver(user, organisation) if check == ClearanceCheck.ORGANISATION_WORD else None
    granted = checks.put(
        user=user, check=check, reviewer=by, evidence=evidence, expires_on=expires_on, organisation=home
    )
    _told(granted, by)
    return granted


@signed
@transaction.atomic
def record_identity(
    *, user: User, document: IdentityDocument, way: IdentityWay, seen_on: dt.date, note: str = "", by: User
) -> Clearance:
    """What kind of document was seen, how and on which day. The document itself leaves no trace here."""
    permissions.check_can_record_for(by, user, ClearanceCheck.IDENTITY)
    if not clock.today() - dt.timedelta(days=SEEN_WITHIN_DAYS) <= seen_on <= clock.today():
        raise Invalid(_("Ngày xem giấy tờ phải trong 30 ngày vừa qua."), field="seen_on")
    granted = checks.put(
        user=user,
        check=ClearanceCheck.IDENTITY,
        reviewer=by,
        evidence=checks.clean_evidence(note, field="note"),
        granted_on=seen_on,
        document=document,
        seen_in_person=way == IdentityWay.IN_PERSON,
    )
    _told(granted, by)
    return granted


@signed
@transaction.atomic
def grant_references(*, user: User, note: str = "", by: User) -> Clearance:
    """Two people spoke for the adult, and nothing that worries anybody is open."""
    permissions.check_can_record_for(by, user)
    note = checks.clean_evidence(note, field="note")
    checks.lock(user)
    spoke = references.check_two_are_positive(user)
    named = ", ".join(reference.name for reference in spoke)
    evidence = f"{named}. {note}".strip()
    granted = checks.put(user=user, check=ClearanceCheck.REFERENCES, reviewer=by, evidence=evidence)
    _told(granted, by)
    return granted


@signed
@transaction.atomic
def give_back(*, user: User, check: ClearanceCheck, note: str = "", by: User) -> Clearance:
    """What the adult does alone was taken back and done anew: it counts again by a reviewer's word."""
    permissions.check_can_record_for(by, user, check)
    note = checks.clean_evidence(note, field="note")
    checks.lock(user)
    if check not in rules.SELF_SERVICE or not clearance_requests.is_open(user, check):
        raise Conflict(_("Mục này người ấy tự làm; Sở chỉ ghi khi người ấy đã làm lại sau lần bị thu hồi."))
    granted = checks.put(user=user, check=check, reviewer=by, evidence=note)
    _told(granted, by)
    return granted


@signed
@transaction.atomic
def refuse(*, user: User, check: ClearanceCheck, reason: str, by: User) -> None:
    """Answer a request with no, and why. Referees who did not speak for the adult make room for others."""
    permissions.check_can_record_for(by, user)
    reason = _reason(reason)
    checks.lock(user)
    if not clearance_requests.close(user=user, check=check, outcome=RequestOutcome.REFUSED, reason=reason, by=by):
        raise Conflict(_("Mục này không còn chờ quyết định nào. Hãy tải lại trang."))
    if check == ClearanceCheck.REFERENCES:
        references.make_room(user, also_positive=False)
    checks.tell(user, check, CLEARANCE_REFUSED)


@signed
@transaction.atomic
def revoke(*, clearance: Clearance, reason: str, by: User) -> Clearance:
    clearance = Clearance.objects.select_for_update(of=("self",)).select_related("user").get(pk=clearance.pk)
    permissions.check_can_record_for(by, clearance.user, ClearanceCheck(clearance.check_kind))
    if clearance.revoked_at is not None:
        raise Conflict(_("Mục thẩm định này đã được thu hồi rồi."))
    checks.take_back(clearance=clearance, reason=_reason(reason), by=by)
    if clearance.check_kind == ClearanceCheck.REFERENCES:
        references.make_room(clearance.user, also_positive=True)
    checks.tell(clearance.user, ClearanceCheck(clearance.check_kind), CLEARANCE_REVOKED)
    return clearance


@signed
@transaction.atomic
def settle_concern(*, reference: Reference, note: str, by: User) -> Reference:
    """A reviewer looked into what a referee was worried about; what came of it is written down for good."""
    reference = Reference.objects.select_for_update(of=("self",)).select_related("user").get(pk=reference.pk)
    permissions.check_can_record_for(by, reference.user)
    if not reference.is_worrying:
        raise Conflict(_("Không có điều băn khoăn nào còn mở ở người giới thiệu này."))
    note = checks.clean_evidence(note, field="note")
    if not note:
        raise Invalid(_("Hãy ghi đã tìm hiểu thế nào và kết luận ra sao."), field="note")
    reference.settled_at, reference.settled_by, reference.settled_note = clock.now(), by, note
    reference.save()
    return reference


def _told(granted: Clearance, by: User) -> None:
    """The request that waited for it is closed, and its adult told."""
    check = ClearanceCheck(granted.check_kind)
    clearance_requests.close(user=granted.user, check=check, outcome=RequestOutcome.GRANTED, by=by)
    checks.tell(granted.user, check, CLEARANCE_GRANTED)


def _word_giver(user: User, pk: int | None) -> Organisation:
    homes = affiliations.supported_by(user)
    if not homes:
        raise Conflict(_("Người này hiện không thuộc tổ chức nào đã được xác minh."))
    chosen = [home for home in homes if pk is None or home.pk == pk]
    if len(chosen) != 1:
        raise Invalid(_("Hãy chọn tổ chức đã bảo lãnh, trong các tổ chức của người này."), field="organisation")
    return chosen[0]


def _reason(text: str) -> str:
    reason = checks.clean_evidence(text, field="reason")
    if not reason:
        raise Invalid(_("Hãy ghi lý do, người ấy sẽ đọc."), field="reason")
    return reason
