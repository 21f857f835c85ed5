"""The third key, asked anew each time: which pupils of a team still lack a consent a mentorship needs."""

from network.models import Idea
from network.selectors import ideas
from people.enums import ConsentPurpose
from people.selectors import gates

NEEDED = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT)


def pupils_lacking(idea: Idea) -> set[int]:
    """Ids of team members without one of the consents in `NEEDED`."""
    pupils = list(ideas.team_of(idea).values_list("pupil", flat=True))
    return set().union(*(gates.pupils_without_consent(pupils, purpose) for purpose in NEEDED))


def key_is_turned(idea: Idea) -> bool:
    """Every pupil in the team has what is needed; a team of nobody has nothing to agree to and stays outside."""
    return ideas.team_of(idea).exists() and not pupils_lacking(idea)
