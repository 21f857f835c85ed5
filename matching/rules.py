"""A round as one table, and the numbers it keeps to."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from matching.enums import RoundState, SchoolSize
from people.enums import SchoolLevel

_S = RoundState

ROUND = Machine(
    "round",
    RoundState,
    _S.DRAFT,
    [
        Transition("solve", (_S.DRAFT, _S.SOLVED), _S.SOLVING, _("tính")),
        Transition("finish", _S.SOLVING, _S.SOLVED, _("tính xong")),
        Transition("fail", _S.SOLVING, _S.DRAFT, _("tính không xong")),
        Transition("publish", _S.SOLVED, _S.PUBLISHED, _("công bố")),
        Transition("discard", (_S.DRAFT, _S.SOLVING, _S.SOLVED), _S.DISCARDED, _("bỏ đợt ghép")),
    ],
)
MACHINES = {ROUND.name: ROUND}

# Candidates kept a side: more changed nothing when it was measured.
CANDIDATES_MOST = 50
PER_IDEA_MOST = 3
# Longer than the queue keeps trying: whoever waits longer than this may ask anew.
GIVEN_UP = dt.timedelta(minutes=20)
# Posts that could take more, of which it is tried what more seats would bring, and how many more.
TRIED_MOST, SEATS_MORE = 12, 3
# Nobody but the Department sees counts of groups smaller than this.
SMALLEST_GROUP = 5
# Up to how many pupils a school is small, and middle.
SMALL_SCHOOL, MIDDLE_SCHOOL = 300, 900
# Levels whose ideas are kept a place, beside those of small schools and remote communes.
PROTECTED_LEVELS = frozenset({SchoolLevel.THCS, SchoolLevel.GDTX, SchoolLevel.GDNN_GDTX})


def size_of(pupils: int) -> SchoolSize:
    if not pupils:
        return SchoolSize.UNKNOWN
    if pupils <= SMALL_SCHOOL:
        return SchoolSize.SMALL
    return SchoolSize.MIDDLE if pupils <= MIDDLE_SCHOOL else SchoolSize.LARGE
