"""What waits for a person to answer, approve or decide."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording, written
from core.panels import LINES, SHOWN, Line, Panel, Step
from network.models import Idea, Proposal
from network.selectors import idea_lists, proposals, reviews
from people.enums import Right
from people.models import User
from people.selectors import delegations, hats

# Enough to say how much waits without counting the whole.
_COUNTED = 50


def waiting(user: User) -> Panel | None:
    """Proposals whose next key is this person's, ideas handed in to this adviser."""
    reader = hats.reader(user)
    asked = written.rows(proposals.waiting_for, reader)[:_COUNTED]
    handed_in = written.rows(idea_lists.waiting_for, reader)[:_COUNTED] if hats.of(user).is_adviser else []
    rows = [_proposal_line(proposal) for proposal in asked] + [_handed_in_line(idea) for idea in handed_in]
    if not rows:
        return None
    return Panel(
        title=_("Đang chờ thầy cô") if handed_in or hats.of(user).is_school_staff else _("Đang chờ anh chị"),
        template=LINES,
        context={"lines": rows[:SHOWN], "rest": max(0, len(rows) - SHOWN)},
        icon="bell",
        more_url=reverse("proposal_list") if asked else f"{reverse('idea_list')}?show=waiting",
        more_label=_("Xem hết"),
        step=Step(
            title=ngettext("%(count)d việc đang chờ", "%(count)d việc đang chờ", len(rows)) % {"count": len(rows)},
            text=rows[0].title,
            label=_("Trả lời ngay"),
            url=rows[0].url,
            icon="bell",
        ),
        counts={"proposal_list": len(asked), "idea_list": len(handed_in)},
    )


def _proposal_line(proposal: Proposal) -> Line:
    return Line(
        title=_("%(idea)s ↔ %(post)s") % {"idea": proposal.idea.title, "post": proposal.post.title},
        url=reverse("proposal_detail", args=[proposal.pk]),
        text=proposal.idea.club.name,
        note=wording.deadline(proposal.expires_at),
        icon="arrows-join-2",
        state=proposal.state,
        state_label=proposal.get_state_display(),
    )


def _handed_in_line(idea: Idea) -> Line:
    return Line(
        title=idea.title,
        url=reverse("idea_detail", args=[idea.pk]),
        text=idea.club.name,
        note=wording.ago(idea.changed_at),
        icon="bulb",
        state=idea.status,
        state_label=idea.get_status_display(),
    )


def review_queue(user: User) -> Panel | None:
    found = written.rows(reviews.waiting_for, delegations.reader(user, Right.REVIEW_POSTS))[:_COUNTED]
    if not found:
        return None
    lines = [
        Line(
            title=review.content["title"],
            url=reverse("review_detail", args=[review.pk]),
            text=review.post.organisation.name,
            note=wording.ago(review.submitted_at),
            icon="file-text",
        )
        for review in found[:SHOWN]
    ]
    return Panel(
        title=_("Bài chờ duyệt"),
        template=LINES,
        context={"lines": lines, "rest": max(0, len(found) - SHOWN)},
        icon="checklist",
        more_url=reverse("review_queue"),
        more_label=_("Mở hàng chờ"),
        step=Step(
            title=ngettext("%(count)d bài chờ duyệt", "%(count)d bài chờ duyệt", len(found)) % {"count": len(found)},
            text=_("Bài chờ lâu nhất gửi %(when)s.") % {"when": wording.ago(found[0].submitted_at)},
            label=_("Duyệt bài"),
            url=reverse("review_detail", args=[found[0].pk]),
            icon="checklist",
        ),
        counts={"review_queue": len(found)},
    )
