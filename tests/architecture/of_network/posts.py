"""Challenges and offers, and the Department's review of them."""

from typing import Any

from network.enums import PostStatus
from network.models import Review
from network.services import post_content
from tests import make
from tests.architecture.acts import Act, act, both


def _posts(kind: str, author: str, writers: str) -> list[Act]:
    """Challenges and offers have the same life."""
    return [
        act(f"{both(f'{kind}_create')} POST:api-{kind}-list", kind, rest="refused", ok=writers),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", kind, rest="ok"),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", f"{kind}_draft", rest="missing", ok=author),
        act(f"GET:{kind}_detail GET:api-{kind}-detail", f"{kind}_review", rest="missing", ok=f"{author} department"),
        act(f"{both(f'{kind}_edit')} PATCH:api-{kind}-detail", kind, rest="refused", ok=author),
        act(f"{both(f'{kind}_edit')} PATCH:api-{kind}-detail", f"{kind}_draft", rest="missing", ok=author),
        act(f"POST:{kind}_submit POST:api-{kind}-submit", f"{kind}_draft", rest="missing", ok=author),
        act(
            f"POST:{kind}_recall POST:api-{kind}-recall",
            f"{kind}_review",
            rest="missing",
            ok=author,
            refused="department",
        ),
        act(f"POST:{kind}_close POST:api-{kind}-close", kind, rest="refused", ok=author),
        act(f"GET:{kind}_suggestions GET:api-{kind}-suggestions", kind, rest="refused", ok=author),
    ]


ACTS = [
    act("GET:challenge_list GET:api-challenge-list GET:offer_list GET:api-offer-list", rest="ok"),
    *_posts("challenge", "representative", "representative other_representative"),
    *_posts("offer", "mentor", "representative other_representative mentor uncleared"),
    act(
        f"{both('review_detail')} GET:api-review-detail POST:api-review-decide",
        "review",
        rest="missing",
        ok="department",
    ),
    act("GET:review_queue GET:api-review-list", rest="refused", ok="department"),
]


def _post(args: dict[str, Any]) -> dict[str, Any]:
    text = "Mỗi ngày hơn trăm xe chạy rỗng về bãi."
    facts = {"background": text, "description": text, "expected_outcome": text, "help_offered": text, "reward": ""}
    return {
        **facts,
        "title": "Thùng hàng rỗng nằm chờ",
        "kind": "mentoring",
        "hours_per_month": 4,
        "ip_terms": "team_owns",
        "fields": ["industry_manufacturing"],
        "commune": make.commune().code,
        "mode": "both",
        "age_min": 11,
        "age_max": 18,
        "seats": 2,
        "language": "vi",
    }


BODIES: dict[str, Any] = {
    **{f"{kind}_{step}": _post for kind in ("challenge", "offer") for step in ("create", "edit")},
    **{f"POST:api-{kind}-list": _post for kind in ("challenge", "offer")},
    **{f"PATCH:api-{kind}-detail": (lambda args: {"title": "Tên mới của bài"}) for kind in ("challenge", "offer")},
    "review_detail": lambda args: {"decision": "accepted"},
    "review-decide": lambda args: {"decision": "accepted"},
}


def build(world: Any) -> None:
    authors = {"challenge": world.people["representative"], "offer": world.people["mentor"]}
    homes = {"challenge": world.enterprise, "offer": world.union}
    states = {"": PostStatus.PUBLISHED, "_draft": PostStatus.DRAFT, "_review": PostStatus.IN_REVIEW}
    for kind, factory in (("challenge", make.challenge), ("offer", make.offer)):
        for ending, status in states.items():
            post = factory(homes[kind], by=authors[kind], status=status)
            world.args[kind + ending] = {"pk": post.pk, "post": post}
    waiting = world.args["challenge_review"]["post"]
    review = Review.objects.create(
        challenge=waiting, content=post_content.read(waiting), submitted_by=authors["challenge"]
    )
    world.args["review"] = {"pk": review.pk}
