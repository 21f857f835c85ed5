"""The third key, asked anew each time: which pupils of a team still lack what a mentorship needs."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from network.models import Idea
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


def pupils_lacking(idea: Idea) -> set[int]:
    """Ids of the team members of whom `lacks_something` holds."""
    return set(ideas.team_of(idea).filter(lacks_something()).values_list("pupil", flat=True))


def key_is_turned(idea: Idea) -> bool:
    """Every pupil in the team has what is needed; a team of nobody has nothing to agree to and stays outside."""
    lacking = ExpressionWrapper(lacks_something(), output_field=BooleanField())
    members = list(ideas.team_of(idea).annotate(lacking=lacking).values_list("lacking", flat=True))
    return bool(members) and not any(members)
