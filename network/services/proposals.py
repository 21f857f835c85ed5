"""A proposal's life: asking, the three keys, and every way it ends.

Each function takes the row's lock, asks who and whether, moves the state by `rules.PROPOSAL`, writes the history and
opens the engagement as soon as the last key turns.
"""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network import events, guarded_words, rules
from network.enums import OPEN_PROPOSAL_STATES, ProposalAction, ProposalSide, ProposalState
from network.models import Challenge, Club, Idea, Offer, Proposal, ProposalEvent
from network.permissions import proposals as permissions
from network.selectors import consents
from network.services import care, engagements
from people.models import User
from people.selectors import hats


@signed
@transaction.atomic
def propose(*, idea: Idea, post: Challenge | Offer, note: str = "", by: User) -> Proposal:
    """Ask the other side. Whoever asks turns the own key with it, except a pupil: pupils hold none."""
    permissions.check_can_propose(by, idea, post)
    side = permissions.side_of(by, idea, post)
    proposal = _ask_first(idea, post, side, note, by)
    if side == ProposalSide.SUPPLY:
        return accept(proposal=proposal, by=by)
    if permissions.advises(by, idea):
        return approve(proposal=proposal, by=by)
    return proposal


@signed
@transaction.atomic
def introduce(*, idea: Idea, post: Challenge | Offer, by: User) -> Proposal:
    """An office brings two together: every key is still to be turned by whoever holds it."""
    permissions.check_can_introduce(by, idea, post)
    return _ask_first(idea, post, ProposalSide.OFFICE, "", by)


def _ask_first(idea: Idea, post: Challenge | Offer, side: ProposalSide, note: str, by: User) -> Proposal:
    proposal = Proposal(
        idea=idea,
        challenge=post if isinstance(post, Challenge) else None,
        offer=post if isinstance(post, Offer) else None,
        side=side,
        note=note.strip(),
        created_by=by,
        created_at=clock.now(),
        expires_at=_expiry(),
    )
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        raise Conflict(_("Hai bên đã có một đề nghị đang mở rồi.")) from None
    _record(proposal, ProposalAction.PROPOSE, by, proposal.note)
    return proposal


@signed
@transaction.atomic
def accept(*, proposal: Proposal, by: User) -> Proposal:
    """The supply side's key."""
    proposal = _locked(proposal)
    permissions.check_can_accept(by, proposal)
    proposal.accepted_by = by
    return _turn_key(proposal, ProposalAction.ACCEPT, by)


@signed
@transaction.atomic
def approve(*, proposal: Proposal, by: User) -> Proposal:
    """The adviser's key."""
    proposal = _locked(proposal)
    permissions.check_can_approve(by, proposal)
    proposal.approved_by = by
    return _turn_key(proposal, ProposalAction.APPROVE, by)


@transaction.atomic
def turn_consents_key(*, proposal: Proposal) -> Proposal:
    """A guardian agreed: open the engagement if that was the last thing missing. Quiet when it was not."""
    proposal = _locked(proposal)
    waits = proposal.state == ProposalState.AWAITING_CONSENT and consents.key_is_turned(proposal.idea)
    if waits and permissions.can_engage(proposal):
        _engage(proposal)
    return proposal


@signed
@transaction.atomic
def take_key_back(*, proposal: Proposal, by: User) -> Proposal:
    """Undo one's own key while the proposal is open; what the other side did stands."""
    proposal = _locked(proposal)
    if permissions.advises(by, proposal.idea):
        proposal.state = rules.PROPOSAL.target(proposal.state, "unapprove")
        proposal.approved_by = None
    else:
        permissions.check_can_accept(by, proposal)
        proposal.state = rules.PROPOSAL.target(proposal.state, "unaccept")
        proposal.accepted_by = None
    proposal.save()
    _record(proposal, ProposalAction.WITHDRAW, by)
    return proposal


@signed
@transaction.atomic
def refuse(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    proposal = _locked(proposal)
    permissions.check_can_refuse(by, proposal)
    if not reason.strip():
        raise Invalid(_("Hãy viết một câu lý do, để bên kia biết và lần sau làm tốt hơn."), field="reason")
    _check_passes(proposal, by, reason=reason)
    return _end(proposal, ProposalAction.REFUSE, by, reason.strip())


@signed
@transaction.atomic
def withdraw(*, proposal: Proposal, reason: str = "", by: User) -> Proposal:
    """The side that asked takes the whole proposal back."""
    proposal = _locked(proposal)
    permissions.check_can_withdraw(by, proposal)
    _check_passes(proposal, by, reason=reason)
    return _end(proposal, ProposalAction.WITHDRAW, by, reason.strip())


@signed
def withdraw_all_of(*, club: Club, reason: str, by: User) -> None:
    """Take back every open one of a club that closes. Called by `services.clubs`, which has asked who may."""
    for waiting in Proposal.objects.filter(idea__club=club, state__in=OPEN_PROPOSAL_STATES).order_by("pk"):
        proposal = _locked(waiting)
        if proposal.state in OPEN_PROPOSAL_STATES:
            _end(proposal, ProposalAction.WITHDRAW, by, reason)


@signed
@transaction.atomic
def ask(*, proposal: Proposal, text: str, by: User) -> Proposal:
    """Ask for more before deciding; the clock starts again so that nobody loses by being asked."""
    return _talk(proposal, ProposalAction.ASK, text, by)


@signed
@transaction.atomic
def answer(*, proposal: Proposal, text: str, by: User) -> Proposal:
    return _talk(proposal, ProposalAction.ANSWER, text, by)


def remind_waiting() -> int:
    """Note a reminder on each proposal about to expire, once. Returns how many."""
    soon = clock.now() + dt.timedelta(days=settings.PROPOSAL_REMINDER_DAYS)
    waiting = Proposal.objects.filter(state__in=OPEN_PROPOSAL_STATES, reminded_at=None, expires_at__lte=soon)
    return sum(_remind(proposal) for proposal in waiting)


def expire_unanswered() -> int:
    """End each proposal whose time is over. Safe to run twice and beside people who answer. Returns how many."""
    late = Proposal.objects.filter(state__in=OPEN_PROPOSAL_STATES, expires_at__lte=clock.now())
    return sum(_expire(proposal) for proposal in late)


@transaction.atomic
def _remind(proposal: Proposal) -> bool:
    proposal = _locked(proposal)
    if proposal.reminded_at or proposal.state not in OPEN_PROPOSAL_STATES:
        return False
    proposal.reminded_at = clock.now()
    proposal.save()
    _record(proposal, ProposalAction.REMIND, None)
    return True


@transaction.atomic
def _expire(proposal: Proposal) -> bool:
    proposal = _locked(proposal)
    if proposal.state not in OPEN_PROPOSAL_STATES or proposal.expires_at > clock.now():
        return False
    _end(proposal, ProposalAction.EXPIRE, None, "")
    return True


@transaction.atomic
def _talk(proposal: Proposal, action: ProposalAction, text: str, by: User) -> Proposal:
    proposal = _locked(proposal)
    permissions.check_can_talk(by, proposal)
    if proposal.state not in OPEN_PROPOSAL_STATES:
        raise Conflict(_("Đề nghị này đã kết thúc."))
    if not text.strip():
        raise Invalid(_("Hãy viết điều bạn muốn nói."), field="text")
    _check_passes(proposal, by, text=text)
    proposal.expires_at = max(proposal.expires_at, _expiry())
    proposal.save()
    _record(proposal, action, by, text.strip())
    return proposal


def _check_passes(proposal: Proposal, by: User, **texts: str) -> None:
    """What is written before the approval the adviser reads first; what comes after it passes at once.

    What calls for help stays in the school: `selectors.proposals`.
    """
    is_staff = proposal.idea.club.school_id in hats.of(by).staffed_school_ids
    if proposal.approved_by_id is not None and not is_staff:
        guarded_words.check_no_contact_but_help(**texts)


def _turn_key(proposal: Proposal, action: ProposalAction, by: User) -> Proposal:
    permissions.check_pair_is_open(proposal.idea, proposal.post)
    proposal.state = rules.PROPOSAL.target(proposal.state, action)
    proposal.save()
    _record(proposal, action, by)
    if proposal.state == ProposalState.AWAITING_CONSENT and consents.key_is_turned(proposal.idea):
        permissions.check_can_engage(proposal)
        _engage(proposal)
    return proposal


def _engage(proposal: Proposal) -> None:
    proposal.state = rules.PROPOSAL.target(proposal.state, ProposalAction.ENGAGE)
    proposal.ended_at = clock.now()
    proposal.save()
    _record(proposal, ProposalAction.ENGAGE, None)
    engagements.open_from(proposal=proposal)


def _end(proposal: Proposal, action: ProposalAction, by: User | None, reason: str) -> Proposal:
    proposal.state = rules.PROPOSAL.target(proposal.state, action)
    proposal.ended_at, proposal.reason = clock.now(), reason
    proposal.save()
    _record(proposal, action, by, reason)
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the end of the transaction: two people at once act one after the other."""
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("idea__club", "challenge", "offer")
        .get(pk=proposal.pk)
    )


def _record(proposal: Proposal, action: ProposalAction, by: User | None, text: str = "") -> None:
    ProposalEvent.objects.create(proposal=proposal, action=action, actor=by, text=text, at=clock.now())
    if by is not None and text:
        care.watch_proposal(proposal, text, by)
    events.proposal_moved.publish(proposal.pk, action)


def _expiry() -> dt.datetime:
    return clock.now() + dt.timedelta(days=settings.PROPOSAL_DAYS)
