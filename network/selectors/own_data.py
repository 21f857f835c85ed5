"""What the network keeps about a person, as the person reads it. Others stand here as what they are, never by name."""

from network.models import (
    Challenge,
    CheckIn,
    Closing,
    Club,
    ClubMembership,
    Engagement,
    Idea,
    IdeaVersion,
    ImportBatch,
    Offer,
    Proposal,
    ProposalEvent,
    Review,
    TeamMember,
)
from people.models import User
from people.personal_data import Row


def clubs(person: User) -> list[Row]:
    joined = ClubMembership.objects.filter(pupil=person).select_related("club").order_by("pk")
    advised = Club.objects.filter(adviser=person).order_by("pk")
    return [
        *({"club": row.club.name, "joined_on": row.joined_on, "left_on": row.left_on} for row in joined),
        *({"club": club.name, "adviser": True} for club in advised),
    ]


def ideas(person: User) -> list[Row]:
    """The ideas of the person's teams, and the versions the person wrote."""
    places = TeamMember.objects.filter(pupil=person).select_related("idea").order_by("pk")
    versions = IdeaVersion.objects.filter(author=person).order_by("pk")
    started = Idea.objects.filter(created_by=person).order_by("pk")
    return [
        *({"idea": row.idea.title, "joined_at": row.joined_at, "left_at": row.left_at} for row in places),
        *({"idea": idea.title, "started_at": idea.created_at} for idea in started),
        *({"idea_version": row.number, "created_at": row.created_at, **_plain(row.content)} for row in versions),
    ]


def posts(person: User) -> list[Row]:
    written: list[Challenge | Offer] = [
        *Challenge.objects.filter(author=person).order_by("pk"),
        *Offer.objects.filter(author=person).order_by("pk"),
    ]
    return [
        {
            "kind": post.kind_name,
            "title": post.title,
            "text": post.text,
            "status": post.get_status_display(),
            "created_at": post.created_at,
        }
        for post in written
    ]


def agreements(person: User) -> list[Row]:
    """What the person proposed, said and did in proposals and engagements."""
    made = Proposal.objects.filter(created_by=person).order_by("pk")
    said = ProposalEvent.objects.filter(actor=person).order_by("pk")
    supported = Engagement.objects.filter(supporter=person).order_by("pk")
    met = CheckIn.objects.filter(author=person).order_by("pk")
    closed = Closing.objects.filter(author=person).order_by("pk")
    return [
        *({"proposal": row.pk, "note": row.note, "created_at": row.created_at} for row in made),
        *({"action": row.get_action_display(), "text": row.text, "at": row.at} for row in said),
        *({"engagement": row.pk, "opened_at": row.opened_at, "ended_at": row.ended_at} for row in supported),
        *({"held_on": row.held_on, "done": row.done, "next_step": row.next_step} for row in met),
        *({"helped": row.helped, "best": row.best, "better": row.better, "thanks": row.thanks} for row in closed),
    ]


def work(person: User) -> list[Row]:
    """Reviews the person decided, sheets the person brought in."""
    decided = Review.objects.filter(decided_by=person).order_by("pk")
    sheets = ImportBatch.objects.filter(uploaded_by=person).order_by("pk")
    return [
        *({"review": row.pk, "decision": row.get_decision_display(), "decided_at": row.decided_at} for row in decided),
        *({"sheet": row.file_name, "created_at": row.created_at, "applied_at": row.applied_at} for row in sheets),
    ]


def _plain(content: Row) -> Row:
    return {name: content.get(name, "") for name in ("title", "problem", "solution")}


def words(person: User) -> list[Row]:
    """The texts are listed where they belong; of others' texts that name the person nothing is given out."""
    return []
