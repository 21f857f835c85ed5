"""What is kept of what a person said, as the person reads it. Others stand here as what they are, never by name."""

from django.db.models import Q, QuerySet

from messaging.models import Attachment, Conversation, Message, Reaction, Reading
from network.models import Engagement, Idea, Proposal
from people.models import User
from people.personal_data import Row


def messages(person: User) -> list[Row]:
    """All that was written, also what was never delivered; what an adviser changed in both wordings."""
    rows = Message.objects.filter(author=person).select_related("conversation").order_by("pk")
    return [
        {
            "conversation": row.conversation_id,
            "kind": row.conversation.kind,
            "written_at": row.written_at,
            "text": row.body,
            "text_before_edit": row.original,
            "state": row.get_state_display(),
            "reason": row.review_reason,
            "delivered_at": row.delivered_at,
            "hidden_at": row.hidden_at,
        }
        for row in rows
    ]


def message_files(person: User) -> list[Row]:
    rows = Attachment.objects.filter(uploader=person).order_by("pk")
    return [{"file": row.name, "size": row.size, "uploaded_at": row.uploaded_at} for row in rows]


def signs(person: User) -> list[Row]:
    """How far the person read, and which signs the person put on messages."""
    read = Reading.objects.filter(user=person).order_by("pk")
    put = Reaction.objects.filter(user=person).select_related("message").order_by("pk")
    return [
        *({"conversation": row.conversation_id, "read_up_to": row.seq, "at": row.at} for row in read),
        *({"conversation": row.message.conversation_id, "sign": row.emoji, "at": row.at} for row in put),
    ]


def reviews(person: User) -> list[Row]:
    """What an adviser decided; the words belong to who wrote them."""
    decided = Message.objects.filter(reviewed_by=person).order_by("pk")
    hidden = Message.objects.filter(hidden_by=person).order_by("pk")
    return [
        *(
            {
                "message": row.pk,
                "decided_at": row.reviewed_at,
                "state": row.get_state_display(),
                "reason": row.review_reason,
            }
            for row in decided
        ),
        *({"message": row.pk, "hidden_at": row.hidden_at, "reason": row.hidden_reason} for row in hidden),
    ]


def conversations_with(person: int) -> QuerySet[Conversation]:
    """Those the person takes or took part in, or is talked about in: of the own teams, clubs and posts."""
    ideas = Idea.objects.filter(Q(team__pupil=person) | Q(created_by=person) | Q(club__adviser=person)).values("pk")
    proposals = Proposal.objects.filter(
        Q(idea__in=ideas) | Q(challenge__author=person) | Q(offer__author=person)
    ).values("pk")
    running = Engagement.objects.filter(Q(proposal__in=proposals) | Q(supporter=person)).values("pk")
    written = Message.objects.filter(author=person).values("conversation")
    return Conversation.objects.filter(
        Q(pk__in=written)
        | Q(kind="team", subject__in=ideas)
        | Q(kind="proposal", subject__in=proposals)
        | Q(kind="engagement", subject__in=running)
    )
