"""A round and a proposed term as tables, and the numbers they keep to."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.machine import Machine, Transition
from matching.enums import RoundState, SchoolSize, TermProposalState
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
_T = TermProposalState

TERM = Machine(
    "term_proposal",
    TermProposalState,
    _T.PROPOSED,
    [
        Transition("accept", _T.PROPOSED, _T.ACCEPTED, _("nhận")),
        Transition("decline", _T.PROPOSED, _T.DECLINED, _("không nhận")),
        Transition("withdraw", _T.PROPOSED, _T.WITHDRAWN, _("rút đề xuất")),
        Transition("take_back", _T.ACCEPTED, _T.DECLINED, _("thôi dùng")),
    ],
)
MACHINES = {ROUND.name: ROUND, TERM.name: TERM}

# Seconds that work on everything may take: from two in the morning until schools open there are five hours.
NIGHT = 5 * 3600

# What one person may have waiting at the Department at a time.
OPEN_TERMS_MOST = 30
# A lone syllable that stands in forms of this many other concepts is half of too many words.
SYLLABLE_IN_CONCEPTS = 3
# Forms a new concept may begin with in each language, and other concepts it may be tied to.
NEW_FORMS_MOST, RELATIONS_MOST = 20, 6
# How strong a relation is that somebody proposes: strong enough to be told as a reason.
RELATION_WEIGHT = 0.8

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
