"""The list of a person's conversations: what each is about, how it stands, its last line and what is unread."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core.pagination import Piece, piece_of
from messaging import wording
from messaging.kinds import KINDS, About, Kind, Standing
from messaging.models import Conversation, Message, Reading
from messaging.selectors import conversations
from people.models import User

_LETTERS = 120


@dataclass(frozen=True)
class Row:
    conversation: Conversation
    kind: Kind
    about: About
    here: Standing
    unread: int
    excerpt: str
    is_own: bool


def piece_for(viewer: User, page: str | None) -> Piece[Conversation]:
    return piece_of(_with_last_line(with_unread(viewer, conversations.of(viewer))), page)


def rows_of(viewer: User, found: list[Conversation]) -> list[Row]:
    """Of `piece_for` those the viewer is in at this moment, each with what it is about."""
    standings = conversations.standings_of(found)
    mine = [row for row in found if conversations.is_member(viewer, standings[row.pk])]
    about = conversations.about(viewer, mine)
    return [
        Row(
            conversation=row,
            kind=KINDS[row.kind],
            about=about[row.pk],
            here=standings[row.pk],
            unread=row.new,  # type: ignore[attr-defined]
            excerpt=_excerpt(row),
            is_own=row.last_author == viewer.pk,  # type: ignore[attr-defined]
        )
        for row in mine
        if row.pk in about
    ]


def with_unread(viewer: User, rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Each with `new`: how many messages of others the viewer has not seen."""
    mine = Reading.objects.filter(conversation=OuterRef("conversation"), user=viewer.pk).values("seq")
    fresh = (
        Message.objects.filter(conversation=OuterRef("pk"), author__isnull=False)
        .exclude(author=viewer.pk)
        .filter(seq__gt=Coalesce(Subquery(mine), Value(0)))
        .order_by()
        .values("conversation")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return rows.annotate(new=Coalesce(Subquery(fresh), Value(0)))


def unread_of(viewer: User, rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """`with_unread` of those where something is."""
    return with_unread(viewer, rows).filter(Q(new__gt=0))


def _with_last_line(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    last = Message.objects.filter(conversation=OuterRef("pk"), seq=OuterRef("head_seq"))
    names = ("body", "author", "note", "details", "hidden_at")
    return rows.annotate(**{f"last_{name}": Subquery(last.values(name)[:1]) for name in names})


def _excerpt(row: Conversation) -> str:
    """The last line in one row of text; of a hidden one that it is hidden."""
    if row.last_note:  # type: ignore[attr-defined]
        return wording.note(row.last_note, row.last_details or [])  # type: ignore[attr-defined]
    if row.last_hidden_at:  # type: ignore[attr-defined]
        return wording.hidden()
    return shortened(row.last_body or "") or wording.of_file()  # type: ignore[attr-defined]


def shortened(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
