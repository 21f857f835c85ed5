"""Which conversations a person is in, and how each stands at this moment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from core.errors import NotFound
from messaging.enums import Obstacle
from messaging.kinds import GONE, KINDS, About, Standing
from messaging.models import Conversation
from people.models import User
from people.selectors import gates, hats

MISSING = gettext_lazy("Không tìm thấy cuộc trò chuyện này, hoặc bạn không còn ở trong đó.")


def of(viewer: hats.Anyone) -> QuerySet[Conversation]:
    """Those the person takes part in, the one spoken in last first. What `standings_of` says is the last word."""
    if hats.of(viewer).user_id is None:
        return Conversation.objects.none()
    own = Q(pk=None)
    for kind in KINDS.values():
        own |= Q(kind=kind.code, subject__in=kind.ids_for(viewer))
    return rows().filter(own)


def rows() -> QuerySet[Conversation]:
    """Each with `is_paused`: a safeguarding lead holds it at this moment."""
    return Conversation.objects.annotate(is_paused=gates.is_held("pk", kind="conversation"))


def get_for(viewer: hats.Anyone, pk: int) -> tuple[Conversation, Standing]:
    """With how it stands: nobody reads who is not a member at this moment."""
    conversation = rows().filter(pk=pk).first()
    here = standing_of(conversation) if conversation else GONE
    if conversation is None or not is_member(viewer, here):
        raise NotFound(MISSING)
    return conversation, here


def is_member(viewer: hats.Anyone, here: Standing) -> bool:
    return isinstance(viewer, User) and viewer.is_active and viewer.pk in here.members


def standing_of(conversation: Conversation) -> Standing:
    return standings_of([conversation])[conversation.pk]


def standings_of(conversations: Iterable[Conversation]) -> dict[int, Standing]:
    """Of each by its id; a thing that is no more has no members."""
    asked = list(conversations)
    paused = _paused_among(asked)
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for row in asked:
        by_kind[row.kind][row.subject] = row.pk
    found: dict[int, Standing] = {}
    for code, pks in by_kind.items():
        standings = KINDS[code].standings(pks)
        found |= {pk: standings.get(subject, GONE) for subject, pk in pks.items()}
    return {pk: _paused(here) if pk in paused else here for pk, here in found.items()}


def about(viewer: hats.Anyone, conversations: Iterable[Conversation]) -> dict[int, About]:
    """What each is about, as this viewer may know it."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for row in conversations:
        by_kind[row.kind][row.subject] = row.pk
    found: dict[int, About] = {}
    for code, pks in by_kind.items():
        known = KINDS[code].about(viewer, pks)
        found |= {pks[subject]: thing for subject, thing in known.items()}
    return found


def _paused_among(asked: list[Conversation]) -> set[int]:
    """A safeguarding lead may freeze a conversation itself, whatever it is about. `rows` has asked along."""
    unknown = [row.pk for row in asked if not hasattr(row, "is_paused")]
    known = {row.pk for row in asked if getattr(row, "is_paused", False)}
    if not unknown:
        return known
    held = Conversation.objects.filter(gates.is_held("pk", kind="conversation"), pk__in=unknown)
    return known | set(held.values_list("pk", flat=True))


def _paused(here: Standing) -> Standing:
    if not here.members or here.is_closed:
        return here
    return replace(here, obstacles=tuple(dict.fromkeys([*here.obstacles, Obstacle.PAUSE])))


def is_settled(conversation: Conversation, here: Standing) -> bool:
    """Its last line of the site's says what is true now."""
    if here.is_closed:
        return conversation.said_closed
    return conversation.said_frozen == bool(here.obstacles) and not conversation.said_closed
