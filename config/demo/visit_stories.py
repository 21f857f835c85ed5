"""Which visits the demonstration tells, and how far each has come."""

from dataclasses import dataclass

from config.demo import cast
from visits.enums import FeedbackSide, VisitAction, VisitState

_A, _S = VisitAction, VisitState
_KEYS = (_A.PROMOTE, _A.APPROVE, _A.ACCEPT)
# What has happened to a visit since it was booked, by where it stands.
THEN: dict[VisitState, tuple[VisitAction, ...]] = {
    _S.WAITING: (),
    _S.ASKED: (_A.PROMOTE,),
    _S.SCHOOL_APPROVED: (_A.PROMOTE, _A.APPROVE),
    _S.HOST_ACCEPTED: (_A.PROMOTE, _A.ACCEPT),
    _S.PREPARING: _KEYS,
    _S.CONFIRMED: (*_KEYS, _A.CONFIRM),
    _S.HELD: (*_KEYS, _A.CONFIRM, _A.HOLD),
    _S.REFUSED: (_A.PROMOTE, _A.REFUSE),
    _S.CANCELLED: (*_KEYS, _A.CANCEL),
    _S.EXPIRED: (_A.PROMOTE, _A.EXPIRE),
}
TODAY = 0


@dataclass(frozen=True)
class Scene:
    """`offer` and `club` are keys of the content, left to chance where empty; `days` ahead, about.

    `fills`: the party takes all seats that are left; `behind`: it stands in the line behind the scene before. `said`:
    which sides have said how it was.
    """

    state: VisitState
    days: int
    offer: str = ""
    club: str = ""
    fills: bool = False
    behind: bool = False
    said: frozenset[FeedbackSide] = frozenset(FeedbackSide)


# The demonstration's own people: what waits for them, what comes, what has been.
SCENES = [
    Scene(_S.CONFIRMED, TODAY, "of-129", cast.CLUB),
    Scene(_S.CONFIRMED, 3, "of-124", cast.CLUB),
    Scene(_S.PREPARING, 11, "of-118", cast.CLUB),
    Scene(_S.HOST_ACCEPTED, 16, "of-116", cast.CLUB),
    Scene(_S.HELD, -9, "of-119", cast.CLUB, said=frozenset({FeedbackSide.HOST})),
    Scene(_S.HELD, -24, "of-129", cast.CLUB),
    Scene(_S.CANCELLED, 14, "of-133", cast.CLUB),
    Scene(_S.REFUSED, 21, "of-130", cast.CLUB),
    Scene(_S.ASKED, 12, "of-129", cast.OTHER_CLUB),
    Scene(_S.SCHOOL_APPROVED, 19, "of-129", "club-001"),
    Scene(_S.ASKED, 26, "of-129", "club-005"),
    Scene(_S.PREPARING, 40, "of-129", cast.OTHER_CLUB),
    Scene(_S.HELD, -10, "of-129", "club-004", said=frozenset({FeedbackSide.SCHOOL})),
    Scene(_S.EXPIRED, -17, "of-129", cast.OTHER_CLUB),
    # A time without free seats, and who waits for it.
    Scene(_S.SCHOOL_APPROVED, 47, "of-129", "club-011", fills=True),
    Scene(_S.WAITING, 47, "of-129", cast.CLUB, behind=True),
    Scene(_S.WAITING, 47, "of-129", cast.OTHER_CLUB, behind=True),
    Scene(_S.ASKED, 24, "of-128", "club-020", fills=True),
    Scene(_S.WAITING, 24, "of-128", cast.CLUB, behind=True),
    Scene(_S.PREPARING, 18, "of-121", "", fills=True),
    # What the demonstration's mentor receives besides.
    Scene(_S.SCHOOL_APPROVED, 17, "of-124", "club-005"),
    Scene(_S.PREPARING, 24, "of-124", cast.OTHER_CLUB),
    Scene(_S.HELD, -16, "of-124", cast.OTHER_CLUB),
]
# The rest of the city: how many more stand where, and in which days.
PLAN: list[tuple[int, VisitState, tuple[int, int]]] = [
    (1, _S.WAITING, (10, 30)),
    (4, _S.ASKED, (8, 60)),
    (3, _S.SCHOOL_APPROVED, (8, 60)),
    (2, _S.HOST_ACCEPTED, (8, 60)),
    (4, _S.PREPARING, (6, 40)),
    (4, _S.CONFIRMED, (4, 25)),
    (4, _S.HELD, (-24, -3)),
    (2, _S.REFUSED, (5, 30)),
    (2, _S.CANCELLED, (5, 30)),
    (1, _S.EXPIRED, (-20, -3)),
]
