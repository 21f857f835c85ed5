"""A change of the lexicon: asked for by staff, decided by the Department, in use at once, and taken back if need be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, jobs
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from matching import notice_kinds as kinds
from matching import rules
from matching.enums import TermLanguage, TermProposalKind, TermProposalState
from matching.models import TermProposal
from matching.permissions import terms as permissions
from matching.selectors import lexicons
from matching.selectors import term_proposals as selectors
from matching.services import term_checks as checks
from people.models import User
from people.notice_kinds import Kind
from people.selectors import safeguarding
from people.services import notices

_OPEN = (TermProposalState.PROPOSED, TermProposalState.ACCEPTED)


@dataclass(frozen=True)
class NewConcept:
    """`helped_by`: who can help with it; `helps`: what it can help with; ids of concepts."""

    kind: str
    area: str
    vi: Sequence[str]
    en: Sequence[str]
    parent: str = ""
    helped_by: Sequence[str] = ()
    helps: Sequence[str] = ()

    def content(self) -> dict[str, Any]:
        forms = {name: _each_once(map(checks.tidy_form, getattr(self, name))) for name in ("vi", "en")}
        ties = {name: _each_once(getattr(self, name)) for name in ("helped_by", "helps")}
        return {"kind": self.kind, "area": self.area, "parent": self.parent, **forms, **ties}


@signed
def propose_form(
    *, kind: TermProposalKind, concept: str, language: TermLanguage, form: str, reason: str, by: User
) -> TermProposal:
    """A wording to add to a concept, or one to take out because it means something else."""
    permissions.check_can_see(by)
    row = TermProposal(kind=kind, concept=concept, language=language, form=checks.tidy_form(form), reason=tidy(reason))
    return _propose(row, by)


@signed
def propose_concept(*, terms: NewConcept, reason: str, by: User) -> TermProposal:
    permissions.check_can_see(by)
    content = terms.content()
    row = TermProposal(
        kind=TermProposalKind.NEW_CONCEPT,
        concept=checks.code_of(content["en"]),
        content=content,
        reason=tidy(reason),
    )
    return _propose(row, by)


@signed
@transaction.atomic
def withdraw(*, proposal: TermProposal, by: User) -> TermProposal:
    permissions.check_can_withdraw(by, proposal)
    held = _locked(proposal)
    held.state = rules.TERM.target(held.state, "withdraw")
    held.save()
    return held


@signed
@transaction.atomic
def accept(*, proposal: TermProposal, by: User) -> TermProposal:
    """From now on the lexicon reads with it; only where the whole stands with it."""
    permissions.check_can_decide(by)
    held = _locked(proposal)
    state = rules.TERM.target(held.state, "accept")
    errors = checks.errors_of(lexicons.current(fresh=True), lexicons.change_of(held))
    if errors:
        raise Conflict(" ".join(str(sentence) for sentences in errors.values() for sentence in sentences))
    _decide(held, state, "", by)
    _follow(held)
    _tell(held, kinds.TERM_ACCEPTED, by)
    return held


@signed
@transaction.atomic
def decline(*, proposal: TermProposal, reason: str, by: User) -> TermProposal:
    permissions.check_can_decide(by)
    held = _locked(proposal)
    state = rules.TERM.target(held.state, "decline")
    _decide(held, state, _said(reason), by)
    _tell(held, kinds.TERM_DECLINED, by)
    return held


@signed
@transaction.atomic
def take_back(*, proposal: TermProposal, reason: str, by: User) -> TermProposal:
    """What was accepted counts no more."""
    permissions.check_can_decide(by)
    held = _locked(proposal)
    state = rules.TERM.target(held.state, "take_back")
    _decide(held, state, _said(reason), by)
    _follow(held)
    _tell(held, kinds.TERM_TAKEN_BACK, by)
    return held


def _propose(row: TermProposal, by: User) -> TermProposal:
    _check(row, by)
    row.proposed_by, row.proposed_at = by, clock.now()
    try:
        with transaction.atomic():
            row.save()
            told = {officer.pk for officer in safeguarding.officers()} - {by.pk}
            notices.send(to=told, kind=kinds.TERM_PROPOSED, path=_path(row), words=row.words)
    except IntegrityError as error:
        raise Invalid(_("Đã có người đề xuất đúng như vậy rồi.")) from error
    return row


def _check(row: TermProposal, by: User) -> None:
    errors = checks.errors_of(lexicons.current(fresh=True), lexicons.change_of(row))
    if not row.reason:
        errors = checks.merged(errors, {"reason": [_("Hãy viết một câu vì sao, để Sở hiểu mà nhận.")]})
    elif contact := checks.contact_in(row.reason):
        errors = checks.merged(errors, {"reason": [contact]})
    if errors:
        raise Invalid(errors=errors)
    same = Q(kind=row.kind, concept=row.concept, language=row.language, form=row.form)
    if TermProposal.objects.filter(same, state__in=_OPEN).exists():
        raise Invalid(_("Đã có người đề xuất đúng như vậy rồi."))
    if selectors.waiting().filter(proposed_by=by).count() >= rules.OPEN_TERMS_MOST:
        sentence = _("Đã có %(count)s đề xuất của mình đang chờ Sở xem. Chờ trả lời rồi hãy gửi tiếp.")
        raise Conflict(sentence % {"count": rules.OPEN_TERMS_MOST})


def _decide(held: TermProposal, state: TermProposalState, reason: str, by: User) -> None:
    held.state, held.decision_reason = state, reason
    held.decided_by, held.decided_at = by, clock.now()
    held.save()


def _follow(held: TermProposal) -> None:
    """This process reads anew at once, the others within `lexicons.SECONDS`; the texts follow in the background."""
    transaction.on_commit(lexicons.forget)
    jobs.enqueue("matching.tasks.follow_term", held.pk)


def _tell(held: TermProposal, kind: Kind, by: User) -> None:
    told = {held.proposed_by_id} - {by.pk}
    notices.send(to=told, kind=kind, path=_path(held), words=held.words)


def _path(row: TermProposal) -> str:
    return reverse("term_proposal_detail", args=[row.pk])


def _said(reason: str) -> str:
    said = tidy(reason)
    if not said:
        raise Invalid(_("Hãy viết một câu vì sao, người đề xuất sẽ đọc."), field="reason")
    if contact := checks.contact_in(said):
        raise Invalid(contact, field="reason")
    return said


def _locked(proposal: TermProposal) -> TermProposal:
    """The row as it is now, held until the end of the transaction."""
    return TermProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _each_once(texts: Any) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
