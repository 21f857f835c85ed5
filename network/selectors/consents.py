"""The third key, asked anew each time: which pupils of a team still lack what a mentorship needs."""

from network.models import Idea
from network.selectors import ideas
from people.enums import ConsentPurpose
from people.selectors import gates

NEEDED = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT)


def pupils_lacking(idea: Idea) -> set[int]:
    """Ids of team members without one of the consents in `NEEDED`, or no longer at the school of the club's adviser."""
    pupils = list(ideas.team_of(idea).values_list("pupil", flat=True))
    here = gates.pupils_in_schools(frozenset({idea.club.school_id})).filter(pk__in=pupils)
    gone = set(pupils) - set(here.values_list("pk", flat=True))
    return gone.union(*(gates.pupils_without_consent(pupils, purpose) for purpose in NEEDED))


def key_is_turned(idea: Idea) -> bool:
    """Every pupil in the team has what is needed; a team of nobody has nothing to agree to and stays outside."""
    return ideas.team_of(idea).exists() and not pupils_lacking(idea)
