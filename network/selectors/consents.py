"""The third key, asked anew each time: which pupils of a team still lack what a mentorship needs."""

from collections.abc import Iterable, Sequence

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from network.models import Idea, TeamMember
from network.selectors import ideas
from people.enums import ConsentPurpose
from people.selectors import gates

NEEDED = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT)


def lacks_something() -> Q:
    """Of a team member: without one of the consents in `NEEDED` or the pupil's own yes, or no longer at the school of
    the club's adviser."""
    lacking = ~Q(gates.is_enrolled_in("pupil", "idea__club__school")) | Q(pupil__assented_at=None)
    for purpose in NEEDED:
        lacking |= ~Q(gates.has_consent("pupil", purpose=purpose))
    return lacking


def lacking_in(idea: Idea) -> list[bool]:
    """Of each team member whether `lacks_something` holds."""
    lacking = ExpressionWrapper(lacks_something(), output_field=BooleanField())
    return list(ideas.team_of(idea).annotate(lacking=lacking).values_list("lacking", flat=True))


def lacking_by_idea(idea_ids: Iterable[int]) -> dict[int, list[bool]]:
    """`lacking_in` of many ideas at once."""
    found: dict[int, list[bool]] = {pk: [] for pk in idea_ids}
    lacking = ExpressionWrapper(lacks_something(), output_field=BooleanField())
    team = TeamMember.objects.filter(idea__in=list(found), left_at=None).annotate(lacking=lacking)
    for idea, lacks in team.values_list("idea", "lacking"):
        found[idea].append(lacks)
    return found


def key_is_turned(idea: Idea) -> bool:
    return turns_key(lacking_in(idea))


def turns_key(lacking: Sequence[bool]) -> bool:
    """Every pupil in the team has what is needed; a team of nobody has nothing to agree to and stays outside."""
    return bool(lacking) and not any(lacking)


def has_key_turned(idea_ref: str) -> Q:
    """`key_is_turned` of the idea named by `idea_ref`, to filter with."""
    team = TeamMember.objects.filter(idea=OuterRef(idea_ref), left_at=None)
    return Q(Exists(team)) & ~Q(Exists(team.filter(lacks_something())))
