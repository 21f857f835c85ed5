"""A live mentorship: opening it with a seat, its goals and check-ins, and closing it with thanks."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from network import events, guarded_words, rules
from network.enums import EngagementStatus
from network.models import CheckIn, Closing, Club, Engagement, Goal, Proposal
from network.permissions import engagements as permissions
from network.services import care
from people.models import User


def open_from(*, proposal: Proposal) -> Engagement:
    """Take a seat and open. Called by `services.proposals` inside its transaction, with the proposal locked.

    The seat is taken by one conditional UPDATE, so of any number of simultaneous openings only as many succeed as
    there are seats; the check constraint stands behind it.
    """
    post = proposal.post
    took = (
        type(post)
        ._default_manager.filter(pk=post.pk, seats_taken__lt=F("seats"))
        .update(seats_taken=F("seats_taken") + 1)
    )
    if not took:
        raise Conflict(_("Chỗ cuối cùng vừa có nhóm khác nhận mất. Đề nghị vẫn còn đó, chưa có gì thay đổi."))
    accepted_by = proposal.accepted_by or post.author
    engagement = Engagement.objects.create(proposal=proposal, supporter=accepted_by, opened_at=clock.now())
    events.engagement_opened.publish(engagement.pk)
    events.post_changed.publish(post.kind_name, post.pk)
    return engagement


@signed
@transaction.atomic
def add_goal(*, engagement: Engagement, text: str, due_on: dt.date | None = None, by: User) -> Goal:
    permissions.check_can_work_in(by, engagement)
    _check_text(text, "text")
    guarded_words.check_no_contact_but_help(text=text)
    goal = Goal.objects.create(engagement=engagement, text=text.strip(), due_on=due_on)
    care.watch_goal(goal, by)
    return goal


@signed
@transaction.atomic
def mark_goal(*, goal: Goal, done: bool, by: User) -> Goal:
    permissions.check_can_work_in(by, goal.engagement)
    goal.done_at = clock.now() if done else None
    goal.save(update_fields=["done_at"])
    return goal


@signed
@transaction.atomic
def check_in(
    *, engagement: Engagement, held_on: dt.date, done: str, next_step: str = "", minutes: int = 0, by: User
) -> CheckIn:
    permissions.check_can_work_in(by, engagement)
    _check_text(done, "done")
    if held_on > clock.today():
        raise Invalid(_("Buổi gặp chưa diễn ra. Hãy chọn hôm nay hoặc một ngày đã qua."), field="held_on")
    return note_meeting(engagement=engagement, held_on=held_on, done=done, next_step=next_step, minutes=minutes, by=by)


@signed
@transaction.atomic
def note_meeting(
    *, engagement: Engagement, held_on: dt.date, done: str, next_step: str = "", minutes: int = 0, by: User
) -> CheckIn:
    """`check_in` for callers that have asked by themselves who may: staff who were beside the team note it, too.

    A note that calls for help stays with its author and the school's staff: `selectors.engagement_words`.
    """
    guarded_words.check_no_contact_but_help(done=done, next_step=next_step)
    row = CheckIn.objects.create(
        engagement=engagement,
        author=by,
        held_on=held_on,
        done=done.strip(),
        next_step=next_step.strip(),
        minutes=minutes,
    )
    care.watch(row)
    return row


@signed
@transaction.atomic
def close(*, engagement: Engagement, by: User) -> Engagement:
    """Completed: the seat is free again, both sides are thanked and asked three questions."""
    engagement = _locked(engagement)
    permissions.check_can_close(by, engagement)
    return _finish(engagement, "close", "")


@signed
@transaction.atomic
def end(*, engagement: Engagement, reason: str, by: User) -> Engagement:
    """A key is withdrawn while it runs: the supporter or the adviser stops it, with a reason."""
    engagement = _locked(engagement)
    permissions.check_can_close(by, engagement)
    _check_text(reason, "reason")
    return _finish(engagement, "end", reason.strip())


def end_all_of(*, club: Club, reason: str) -> None:
    """Stop every running one of a club that closes. Called by `services.clubs`, which has asked who may."""
    for running in Engagement.objects.filter(proposal__idea__club=club, status=EngagementStatus.ACTIVE).order_by("pk"):
        engagement = _locked(running)
        if engagement.status == EngagementStatus.ACTIVE:
            _finish(engagement, "end", reason)


@transaction.atomic
def stop(*, engagement: Engagement, reason: str) -> Engagement:
    """End it for a reason that is nobody's wish: `services/forgetting.py` says when. Nobody's right is asked."""
    return _finish(_locked(engagement), "end", reason)


@signed
@transaction.atomic
def answer_closing(
    *, engagement: Engagement, helped: int, best: str, better: str = "", thanks: str = "", by: User
) -> Closing:
    """One side's three answers, once. Those that call for help stay with their author and the school's staff, too."""
    permissions.check_can_answer_closing(by, engagement)
    side = permissions.side_in(by, engagement)
    if engagement.closings.filter(side=side).exists():
        raise Conflict(_("Bên mình đã trả lời rồi, cảm ơn bạn."))
    _check_text(best, "best")
    guarded_words.check_no_contact_but_help(best=best, better=better, thanks=thanks)
    row = Closing.objects.create(
        engagement=engagement, side=side, author=by, helped=helped, best=best.strip(), better=better, thanks=thanks
    )
    care.watch(row)
    return row


def _finish(engagement: Engagement, action: str, reason: str) -> Engagement:
    engagement.status = rules.ENGAGEMENT.target(engagement.status, action)
    engagement.ended_at, engagement.end_reason = clock.now(), reason
    engagement.save()
    post = engagement.proposal.post
    type(post)._default_manager.filter(pk=post.pk).update(seats_taken=F("seats_taken") - 1)
    events.engagement_ended.publish(engagement.pk)
    events.post_changed.publish(post.kind_name, post.pk)
    return engagement


def _locked(engagement: Engagement) -> Engagement:
    return (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("proposal__idea__club", "proposal__challenge", "proposal__offer")
        .get(pk=engagement.pk)
    )


def _check_text(text: str, field: str) -> None:
    if not text.strip():
        raise Invalid(_("Phần này cần có vài chữ."), field=field)
