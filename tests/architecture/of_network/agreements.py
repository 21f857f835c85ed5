"""What two sides agree on: suggestions, proposals with their two keys, engagements."""

import datetime as dt
from typing import Any

from core import clock
from network.enums import EngagementStatus, ProposalState
from network.models import Engagement, Goal, Offer
from tests import make
from tests.architecture.acts import act, both
from tests.architecture.said import reason, text
from tests.matching import given

_OUTSIDE = "other_pupil other_adviser uncleared commune"

ACTS = [
    act("GET:proposal_list GET:api-proposal-list GET:engagement_list GET:api-engagement-list", rest="ok"),
    act(
        f"{both('proposal_create')} POST:api-proposal-list",
        "pair",
        rest="refused",
        ok="pupil adviser representative",
        missing=_OUTSIDE,
    ),
    act("GET:proposal_detail GET:api-proposal-detail", "proposal", rest="missing", ok="pupil adviser admin mentor"),
    act(
        "POST:proposal_accept POST:api-proposal-accept",
        "proposal",
        rest="missing",
        ok="mentor",
        refused="pupil adviser admin",
    ),
    act(
        "POST:proposal_approve POST:api-proposal-approve",
        "proposal",
        rest="missing",
        ok="adviser",
        refused="pupil mentor admin",
    ),
    act(
        "POST:proposal_take_key_back POST:api-proposal-take-key-back",
        "proposal_approved",
        rest="missing",
        ok="adviser",
        conflict="mentor",
        refused="pupil admin",
    ),
    act(
        "POST:proposal_refuse POST:api-proposal-refuse POST:proposal_ask POST:api-proposal-ask"
        " POST:proposal_answer POST:api-proposal-answer",
        "proposal",
        rest="missing",
        ok="adviser mentor",
        refused="pupil admin",
    ),
    act(
        "POST:proposal_withdraw POST:api-proposal-withdraw",
        "proposal",
        rest="missing",
        ok="pupil adviser",
        refused="mentor admin",
    ),
    act(
        "GET:engagement_detail GET:api-engagement-detail",
        "engagement",
        rest="missing",
        ok="pupil adviser admin mentor",
    ),
    act(
        "POST:engagement_add_goal POST:api-engagement-add-goal POST:engagement_mark_goal POST:api-engagement-mark-goal"
        " POST:engagement_check_in POST:api-engagement-check-in",
        "engagement",
        rest="missing",
        ok="pupil adviser mentor",
        refused="admin",
    ),
    act(
        "POST:engagement_close POST:api-engagement-close POST:engagement_end POST:api-engagement-end",
        "engagement",
        rest="missing",
        ok="adviser mentor",
        refused="pupil admin",
    ),
    act(
        "POST:engagement_answer_closing POST:api-engagement-closing",
        "engagement_closed",
        rest="missing",
        ok="pupil adviser mentor",
        refused="admin",
    ),
    act(
        "GET:suggestion_detail GET:api-suggestion-detail",
        "suggestion",
        rest="missing",
        ok="pupil adviser admin representative",
    ),
    act(
        "POST:suggestion_dismiss POST:api-suggestion-dismiss",
        "suggestion",
        rest="missing",
        ok="adviser representative",
        refused="pupil admin",
    ),
]


def _check_in(args: dict[str, Any]) -> dict[str, Any]:
    return {"held_on": clock.today().isoformat(), "minutes": 60, "done": "Đã lắp xong khung."}


def _closing(args: dict[str, Any]) -> dict[str, Any]:
    return {"helped": 5, "best": "Buổi đi xem xưởng.", "better": "", "thanks": ""}


BODIES: dict[str, Any] = {
    "proposal_create": lambda args: {"note": "Chúng em rất mong được gặp."},
    "POST:api-proposal-list": lambda args: {"idea": args["idea"], "challenge": args["challenge"]},
    "proposal_refuse": reason,
    "proposal-refuse": reason,
    "proposal_ask": text,
    "proposal-ask": text,
    "proposal_answer": text,
    "proposal-answer": text,
    "engagement_add_goal": text,
    "engagement-add-goal": text,
    "engagement-mark-goal": lambda args: {"goal": args["goal_pk"], "done": True},
    "engagement_mark_goal": lambda args: {"done": "on"},
    "engagement_check_in": _check_in,
    "engagement-check-in": _check_in,
    "engagement_end": reason,
    "engagement-end": reason,
    "engagement_answer_closing": _closing,
    "engagement-closing": _closing,
}


def build(world: Any) -> None:
    """Every agreement with an offer of its own: between two there is one at a time."""

    def offer() -> Offer:
        return make.offer(world.union, by=world.people["mentor"])

    idea = world.args["idea"]["idea"]
    created = clock.now() - dt.timedelta(days=10)
    world.args["proposal"] = {"pk": make.proposal(idea, offer(), created_at=created).pk}
    world.args["proposal_approved"] = {"pk": make.proposal(idea, offer(), state=ProposalState.ADVISER_APPROVED).pk}
    running, ended = make.engagement(idea, offer()), make.engagement(idea, offer())
    goal = Goal.objects.create(engagement=running, text="Có mẫu thử lọc được một xô nước.")
    Engagement.objects.filter(pk=ended.pk).update(status=EngagementStatus.CLOSED, ended_at=clock.now())
    world.args["engagement"] = {"pk": running.pk, "goal_pk": goal.pk}
    world.args["engagement_closed"] = {"pk": ended.pk}
    challenge = world.args["challenge"]["post"]
    pair = given.suggestion(idea, challenge)
    world.args["suggestion"] = {"pk": pair.pk}
    world.args["pair"] = {"idea": idea.pk, "challenge": challenge.pk}
