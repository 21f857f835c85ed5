"""The word of an organisation: asked by the adult, given by somebody who speaks for it, in their own account."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Conflict, Invalid
from people.enums import WORD_GIVERS, ClearanceCheck, OrganisationStatus, RequestOutcome
from people.models import Clearance, ClearanceRequest, Organisation, User
from people.notice_kinds import CLEARANCE_GRANTED, CLEARANCE_REFUSED, WORD_ASKED
from people.permissions import clearances as permissions
from people.selectors import affiliations
from people.services import checks, clearance_requests, notices

WORD = ClearanceCheck.ORGANISATION_WORD


@signed
@transaction.atomic
def ask(*, organisation: Organisation, by: User) -> ClearanceRequest:
    """Those who speak for the organisation find it in their inbox. Where there is nobody, the Department reads it."""
    permissions.check_can_be_cleared(by)
    checks.lock(by)
    checks.check_may_start(by, WORD)
    if organisation.status != OrganisationStatus.VERIFIED:
        raise Conflict(_("Tổ chức cần được Sở xác minh trước khi bảo lãnh cho ai."))
    if not affiliations.supports_in(by, organisation):
        raise Invalid(_("Hãy chọn một tổ chức mà anh chị đang tham gia."), field="organisation")
    request = clearance_requests.open_word(organisation=organisation, by=by)
    speakers = affiliations.holders_of(*WORD_GIVERS, organisation=organisation)
    notices.send(
        to=[pk for pk in speakers if pk != by.pk],
        kind=WORD_ASKED,
        path=reverse("word_list"),
        key=f"word-asked:{request.pk}",
        name=by.full_name,
        organisation=organisation.name,
    )
    return request


@signed
@transaction.atomic
def give(*, request: ClearanceRequest, by: User) -> Clearance:
    """Yes: the check stands from today."""
    request = _locked(request)
    permissions.check_can_vouch_for(by, request.user, _organisation(request))
    _decide(request, RequestOutcome.GRANTED, by)
    home = _organisation(request)
    granted = checks.put(user=request.user, check=WORD, reviewer=by, evidence=home.name, organisation=home)
    checks.tell(request.user, WORD, CLEARANCE_GRANTED)
    return granted


@signed
@transaction.atomic
def decline(*, request: ClearanceRequest, reason: str, by: User) -> ClearanceRequest:
    """No, and why: the adult and the Department read it."""
    request = _locked(request)
    permissions.check_can_vouch_for(by, request.user, _organisation(request))
    reason = checks.clean_evidence(reason, field="reason")
    if not reason:
        raise Invalid(_("Hãy ghi lý do, người ấy sẽ đọc."), field="reason")
    _decide(request, RequestOutcome.REFUSED, by, reason)
    checks.tell(request.user, WORD, CLEARANCE_REFUSED)
    return request


def _decide(request: ClearanceRequest, outcome: RequestOutcome, by: User, reason: str = "") -> None:
    """Of this very request: one that was taken back says nothing of the one that waits now."""
    if request.decided_at is not None:
        raise Conflict(_("Lời xin này đã có người trả lời hoặc đã được rút."))
    clearance_requests.close(user=request.user, check=WORD, outcome=outcome, reason=reason, by=by)


def _locked(request: ClearanceRequest) -> ClearanceRequest:
    checks.lock(request.user)
    return ClearanceRequest.objects.select_related("user", "organisation").get(pk=request.pk)


def _organisation(request: ClearanceRequest) -> Organisation:
    if request.organisation is None:
        raise ValueError("A word is asked of an organisation.")
    return request.organisation
