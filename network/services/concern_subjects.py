"""What of the network can be reported: each described as its page shows it to this reader, with the adults on it.

Asked only for what the reader was shown (`people/concern_subjects.py`), so nothing here asks again who may see it.
"""

from typing import Any

from django.utils.translation import gettext as _

from network.enums import EngagementStatus
from network.models import Challenge, Club, Engagement, Idea, Offer, Proposal
from network.selectors import clubs, engagement_words, engagements, ideas, posts, proposals, supporters
from network.services import idea_content, post_content
from people.concern_subjects import Kind, Someone, Subject
from people.enums import ConcernAbout
from people.models import User
from people.selectors import hats


def idea(viewer: hats.Anyone, pk: int) -> Subject | None:
    row = Idea.objects.select_related("club__adviser", "field").filter(pk=pk).first()
    if row is None:
        return None
    content = {**idea_content.read(row), "club": row.club.name, "team": _team(row)}
    return Subject(row.title, content, _adviser(viewer, row.club), row.club.school_id)


def club(viewer: hats.Anyone, pk: int) -> Subject | None:
    row = Club.objects.select_related("adviser", "school").filter(pk=pk).first()
    if row is None:
        return None
    content = {"name": row.name, "about": row.about if clubs.details_are_open_to(viewer, row) else ""}
    return Subject(row.name, content, _adviser(viewer, row), row.school_id)


def challenge(viewer: hats.Anyone, pk: int) -> Subject | None:
    """Its page names the organisation, not who wrote it."""
    row = Challenge.objects.select_related("organisation", "author", "commune").filter(pk=pk).first()
    return _post(row, _("người đăng bài")) if row else None


def offer(viewer: hats.Anyone, pk: int) -> Subject | None:
    row = Offer.objects.select_related("organisation", "author", "commune").filter(pk=pk).first()
    return _post(row, _shown(viewer, row, row.author)) if row else None


def proposal(viewer: hats.Anyone, pk: int) -> Subject | None:
    """With its texts as far as this reader reads them."""
    row = Proposal.objects.filter(pk=pk).select_related(*_PROPOSAL).first()
    if row is None or not isinstance(viewer, User):
        return None
    history = [
        {"who": event.who, "action": event.action, "text": event.text, "at": event.at.isoformat()}  # type: ignore[attr-defined]
        for event in proposals.history_for(viewer, row)
    ]
    content = {"idea": row.idea.title, "post": row.post.title, "history": history}
    author = Someone(row.post.author_id, _shown(viewer, row.post, row.post.author), ConcernAbout.OUTSIDE)
    return Subject(row.idea.title, content, (author, *_adviser(viewer, row.idea.club)), row.idea.club.school_id)


def engagement(viewer: hats.Anyone, pk: int) -> Subject | None:
    """With its goals, the notes of its meetings and both sides' last words, whole.

    Only who minds the case opens what is sealed.
    """
    row = (
        Engagement.objects.filter(pk=pk)
        .select_related("supporter", *(f"proposal__{name}" for name in _PROPOSAL))
        .first()
    )
    if row is None or not isinstance(viewer, User):
        return None
    idea, post = row.proposal.idea, row.proposal.post
    content = {
        "idea": idea.title,
        "post": post.title,
        "supporter": row.supporter.full_name,
        "team": _team(idea),
        "goals": [goal.text for goal in row.goals.all()],
        "meetings": [_meeting(note) for note in engagement_words.notes_of(viewer, row)],
        "closings": [_last_words(closing) for closing in engagement_words.last_words_of(viewer, row)],
    }
    supporter = Someone(row.supporter_id, engagements.supporter_name_for(viewer, row), ConcernAbout.OUTSIDE)
    return Subject(idea.title, content, (supporter, *_adviser(viewer, idea.club)), idea.club.school_id)


def holdables(
    named: frozenset[int], school: int | None, about: tuple[str, int] | None, found: list[tuple[str, int, str]]
) -> None:
    """Subscribed to `people.events.holdables_sought`: the running engagements of the named adults with this school,
    and the one the report is about.
    """
    rows = Engagement.objects.filter(status=EngagementStatus.ACTIVE).select_related("proposal__idea", "supporter")
    theirs = rows.filter(supporter__in=named) | rows.filter(proposal__idea__club__adviser__in=named)
    if school is not None:
        theirs = theirs.filter(proposal__idea__club__school=school)
    if about is not None and about[0] == "engagement":
        theirs |= rows.filter(pk=about[1])
    found += [
        ("engagement", row.pk, f"{row.proposal.idea.title} · {row.supporter.full_name}") for row in theirs.distinct()
    ]


KINDS = (
    Kind("idea", ideas.get_for, idea),
    Kind("club", clubs.get_for, club),
    Kind("challenge", lambda viewer, pk: posts.get_for(viewer, Challenge, pk), challenge),
    Kind("offer", lambda viewer, pk: posts.get_for(viewer, Offer, pk), offer),
    Kind("proposal", proposals.get_for, proposal),
    Kind("engagement", engagements.get_for, engagement),
)

_PROPOSAL = (
    "idea__club__adviser",
    "idea__club__school",
    "challenge__organisation",
    "challenge__author",
    "offer__organisation",
    "offer__author",
)


def _post(row: Challenge | Offer, author: str) -> Subject:
    content = {**post_content.read(row), "organisation": row.organisation.name, "author": row.author.full_name}
    return Subject(row.title, content, (Someone(row.author_id, author, ConcernAbout.OUTSIDE),))


def _shown(viewer: hats.Anyone, post: Challenge | Offer, adult: User) -> str:
    return supporters.nameless() if supporters.hidden_from(viewer, post, [adult.pk]) else adult.full_name


def _adviser(viewer: hats.Anyone, club: Club) -> tuple[Someone, ...]:
    """Outside the school only the role is known."""
    if club.adviser is None:
        return ()
    inside = club.school_id in hats.of(viewer).school_ids
    shown = club.adviser.full_name if inside else _("giáo viên phụ trách câu lạc bộ")
    return (Someone(club.adviser.pk, shown, ConcernAbout.STAFF),)


def _team(row: Idea) -> list[dict[str, Any]]:
    return [{"id": member.pupil_id, "name": member.pupil.full_name} for member in ideas.team_of(row)]


def _meeting(note: Any) -> dict[str, str]:
    return {"held_on": note.held_on.isoformat(), "who": note.author_name, "done": note.done, "next": note.next_step}


def _last_words(closing: Any) -> dict[str, str]:
    return {"side": closing.side, "who": closing.author_name, **closing.words}
