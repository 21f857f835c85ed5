"""The season's plan: how many proposals went which way, and the scenes every log-in lands in."""

from dataclasses import dataclass

from config.demo import cast
from network.enums import EngagementStatus, ProposalAction, ProposalState, Side

ACCEPT, APPROVE, ENGAGE = ProposalAction.ACCEPT, ProposalAction.APPROVE, ProposalAction.ENGAGE
REFUSE, WITHDRAW, EXPIRE = ProposalAction.REFUSE, ProposalAction.WITHDRAW, ProposalAction.EXPIRE
TEAM, SUPPLY, ADVISER = Side.TEAM, Side.SUPPLY, Side.ADVISER


@dataclass(frozen=True)
class Story:
    """One way a proposal went: who asked, what followed, and between how many and how many days ago it was asked.

    `frozen` names what an active engagement lost since: the consent of a pupil, or the supporter's clearance.
    """

    state: ProposalState
    opener: Side
    then: tuple[ProposalAction, ...]
    days: tuple[int, int]
    ends_as: EngagementStatus | None = None
    frozen: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN

    @property
    def takes_a_seat(self) -> bool:
        return self.ends_as == EngagementStatus.ACTIVE


@dataclass(frozen=True)
class Scene:
    """A story between a given idea and a given post; what is left out is found by likeness."""

    story: Story
    idea: str = ""
    post: str = ""


S = ProposalState
_OPEN = {S.PROPOSED, S.SUPPLY_ACCEPTED, S.ADVISER_APPROVED, S.AWAITING_CONSENT}
_ACTIVE, _CLOSED, _ENDED = EngagementStatus.ACTIVE, EngagementStatus.CLOSED, EngagementStatus.ENDED

_BOTH_SILENT = Story(S.PROPOSED, TEAM, (), (0, 6))
_TO_SUPPLY = Story(S.ADVISER_APPROVED, TEAM, (APPROVE,), (5, 10))
_FROM_ADVISER = Story(S.ADVISER_APPROVED, ADVISER, (), (1, 9))
_AWAITING = Story(S.AWAITING_CONSENT, TEAM, (APPROVE, ACCEPT), (6, 13))
_RUNNING = Story(S.ENGAGED, TEAM, (APPROVE, ACCEPT, ENGAGE), (20, 70), _ACTIVE)
_INVITED = Story(S.ENGAGED, SUPPLY, (APPROVE, ENGAGE), (20, 70), _ACTIVE)

PLAN: list[tuple[int, Story]] = [
    (20, _BOTH_SILENT),
    (7, Story(S.PROPOSED, TEAM, (), (8, 10))),  # waiting too long
    (5, Story(S.PROPOSED, TEAM, (), (11, 13))),  # about to expire
    (8, Story(S.SUPPLY_ACCEPTED, SUPPLY, (), (1, 9))),
    (5, Story(S.SUPPLY_ACCEPTED, TEAM, (ACCEPT,), (5, 13))),
    (8, _FROM_ADVISER),
    (9, Story(S.ADVISER_APPROVED, TEAM, (APPROVE,), (5, 13))),
    (5, Story(S.AWAITING_CONSENT, SUPPLY, (APPROVE,), (4, 12))),
    (4, _AWAITING),
    (13, _RUNNING),
    (9, _INVITED),
    (1, Story(S.ENGAGED, SUPPLY, (APPROVE, ENGAGE), (20, 60), _ACTIVE, frozen="consent")),
    (1, Story(S.ENGAGED, TEAM, (APPROVE, ACCEPT, ENGAGE), (20, 60), _ACTIVE, frozen="supporter")),
    (6, Story(S.ENGAGED, ADVISER, (ACCEPT, ENGAGE), (60, 95), _CLOSED)),
    (8, Story(S.ENGAGED, TEAM, (APPROVE, ACCEPT, ENGAGE), (60, 95), _CLOSED)),
    (5, Story(S.ENGAGED, SUPPLY, (APPROVE, ENGAGE), (40, 75), _ENDED)),
    (4, Story(S.REFUSED, TEAM, (REFUSE,), (8, 60))),
    (6, Story(S.REFUSED, TEAM, (APPROVE, REFUSE), (10, 60))),
    (4, Story(S.REFUSED, SUPPLY, (REFUSE,), (8, 60))),
    (4, Story(S.WITHDRAWN, TEAM, (WITHDRAW,), (8, 60))),
    (3, Story(S.WITHDRAWN, ADVISER, (WITHDRAW,), (8, 60))),
    (5, Story(S.EXPIRED, TEAM, (EXPIRE,), (18, 60))),
    (4, Story(S.EXPIRED, TEAM, (APPROVE, EXPIRE), (18, 60))),
    (2, Story(S.EXPIRED, SUPPLY, (EXPIRE,), (18, 60))),
]

SCENES = [
    # The demo pupil's team works with the demo mentor, and asks for one thing more.
    Scene(_RUNNING, cast.IDEA, "of-010"),
    Scene(_BOTH_SILENT, cast.IDEA, "of-150"),
    Scene(_AWAITING, cast.IDEA_WITHOUT_CONSENT, "of-045"),
    Scene(_TO_SUPPLY, post="of-010"),
    Scene(_FROM_ADVISER, post="ch-023"),
    Scene(_INVITED, post="ch-023"),
    Scene(_TO_SUPPLY, post="of-002"),
    Scene(_RUNNING, post="of-002"),
    Scene(_TO_SUPPLY, post="of-028"),
    Scene(_RUNNING, post="of-028"),
    Scene(_BOTH_SILENT, idea="idea-025"),
]
# Their authors stay cleared.
SCENE_POSTS = frozenset(scene.post for scene in SCENES)
