"""Lists of ideas: narrowed by words and facts, one's own, those that wait for the adviser."""

from typing import Any

from django.db.models import Q, QuerySet

from network.enums import IdeaStatus
from network.models import Club, Idea, TeamMember
from network.selectors import ideas, search
from people.enums import Role
from people.selectors import hats


def listed_for(viewer: hats.Anyone) -> QuerySet[Idea]:
    """All the viewer may see, but what has been put away."""
    return ideas.visible_to(viewer).exclude(status=IdeaStatus.ARCHIVED)


def own_of(viewer: hats.Anyone) -> QuerySet[Idea]:
    """A pupil's own, in every state; a teacher's those of the clubs in the teacher's charge."""
    worn = hats.of(viewer)
    return ideas.visible_to(viewer).filter(is_own(worn)) if worn.user_id else Idea.objects.none()


def is_own(worn: hats.Hats) -> Q:
    """Of an idea that the person may see: written by, of the team of, or of a club in the charge of this person."""
    # Each part leads from the person to a few rows through an index; correlated, every idea would be weighed.
    in_team = TeamMember.objects.filter(pupil=worn.user_id, left_at=None).values("idea")
    in_charge = Club.objects.filter(adviser=worn.user_id).values("pk")
    return Q(created_by=worn.user_id) | Q(club__in=in_charge) | Q(pk__in=in_team)


def waiting_for(viewer: hats.Anyone) -> QuerySet[Idea]:
    """Handed in to this adviser; who has waited longest is served first."""
    worn = hats.of(viewer)
    charged = worn.organisations_as(frozenset({Role.ADVISER}))
    handed_in = Q(status=IdeaStatus.SUBMITTED, club__adviser=worn.user_id, club__school__in=charged)
    return ideas.visible_to(viewer).filter(handed_in).order_by("changed_at", "pk")


def narrowed(viewer: hats.Anyone, words: tuple[str, ...], *, shown: str, **wanted: Any) -> QuerySet[Idea]:
    """One of `LISTS`, or all that is listed, narrowed by words and facts, with the needs."""
    rows = LISTS.get(shown, listed_for)(viewer)
    return narrow(rows, {**wanted, "q": " ".join(words)}).prefetch_related("needs")


def narrow(rows: QuerySet[Idea], wanted: dict[str, Any]) -> QuerySet[Idea]:
    """By the values of `forms.ideas.IdeaFilterForm`; an empty value narrows nothing."""
    rows = search.with_words(rows, wanted.get("q") or "")
    if wanted.get("field"):
        rows = rows.filter(field__code=wanted["field"])
    if wanted.get("stage"):
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("need"):
        rows = rows.filter(needs__kind=wanted["need"]).distinct()
    return rows


LISTS = {"mine": own_of, "waiting": waiting_for}
