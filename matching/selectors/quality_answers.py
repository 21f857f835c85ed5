"""How proposals went, by whether the pair stood in the list of whoever asked.

A proposal counts in a period if it was made in it. `answered`: whoever was asked said yes or no, the first time; it was
`due` if it was answered or expired. `decided`: engaged, refused or expired; `accepted`: engaged. What was withdrawn, or
is still open, is neither.
"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from matching import rules
from matching.selectors.periods import Period
from matching.selectors.quality_groups import Group, Share, shown
from network.enums import ProposalAction, ProposalSide, ProposalState
from network.models import Proposal, ProposalEvent

SUGGESTED, ROUND, OTHER, UNKNOWN = "suggested", "round", "other", "unknown"
ORIGINS = (SUGGESTED, ROUND, OTHER, UNKNOWN)
LABELS = {
    SUGGESTED: _("Có trong danh sách gợi ý lúc hỏi"),
    ROUND: _("Từ đợt ghép"),
    OTHER: _("Tự tìm thấy"),
    UNKNOWN: _("Từ trước khi có ghi lại"),
}
_SCHOOL = "idea__club__school"
_COMMUNE = f"{_SCHOOL}__organisation__commune__full_name"


@dataclass(frozen=True)
class Answers(Group):
    """Proposals of one origin, kind, level or commune; `size` how many ideas or posts they are of."""

    asked: int
    due: int
    answered: int
    decided: int
    accepted: int

    @property
    def response(self) -> Share:
        return Share(self.answered, self.due)

    @property
    def acceptance(self) -> Share:
        return Share(self.accepted, self.decided)


@dataclass(frozen=True)
class Waiting:
    """How long an answer took: half within `median`, nine of ten within `p90`."""

    median: dt.timedelta
    p90: dt.timedelta


@dataclass(frozen=True)
class Origin:
    """`counted` is None where it is of too few ideas, `waiting` where too few were answered."""

    code: str
    counted: Answers | None
    waiting: Waiting | None

    @property
    def label(self) -> str:
        return str(LABELS[self.code])


@dataclass(frozen=True)
class Outcomes:
    """By kind, level and commune: only proposals of pairs that stood in the list."""

    origins: list[Origin]
    kinds: list[Answers]
    levels: list[Answers]
    communes: list[Answers]


def of_proposals(scope: Q, period: Period) -> Outcomes:
    rows = _rows(scope, period)
    suggested = rows.filter(origin=SUGGESTED)
    return Outcomes(
        origins=_origins(rows),
        # An idea may ask for several kinds of help, and one post may be all there is of a kind.
        kinds=shown([_answers(row, min(row["ideas"], row["posts"])) for row in _counted(suggested, "what")], max),
        levels=shown([_answers(row, row["ideas"]) for row in _counted(suggested, f"{_SCHOOL}__level")]),
        communes=shown([_answers(row, row["ideas"]) for row in _counted(suggested, _COMMUNE)]),
    )


def _rows(scope: Q, period: Period) -> QuerySet[Any]:
    begins, ends = period.moments
    return (
        Proposal.objects.filter(scope, created_at__gte=begins, created_at__lt=ends)
        .order_by()
        .annotate(
            origin=_ORIGIN,
            what=Case(When(challenge__isnull=False, then=Value("challenge")), default=F("offer__kind")),
            answered_at=Subquery(_answers_of_the_asked().values("at")[:1]),
        )
    )


_ORIGIN = Case(
    When(side=ProposalSide.OFFICE, then=Value(ROUND)),
    When(beginning__place__gte=1, then=Value(SUGGESTED)),
    When(beginning__place=0, then=Value(OTHER)),
    default=Value(UNKNOWN),
    output_field=CharField(),
)


def _answers_of_the_asked() -> QuerySet[ProposalEvent]:
    """Of the outer proposal. Where an office asked, the supply side is whom one waits for."""
    said = Q(action=ProposalAction.REFUSE) | Q(
        Q(action=ProposalAction.APPROVE, proposal__side=ProposalSide.SUPPLY)
        | ~Q(proposal__side=ProposalSide.SUPPLY) & Q(action=ProposalAction.ACCEPT)
    )
    return ProposalEvent.objects.filter(said, proposal=OuterRef("pk")).order_by("at", "pk")


def _counted(rows: QuerySet[Any], by: str) -> QuerySet[Any, dict[str, Any]]:
    """One a value of `by`, counted by the database."""
    answered, states = Q(answered_at__isnull=False), ProposalState
    decided = (states.ENGAGED, states.REFUSED, states.EXPIRED)
    counted: QuerySet[Any, dict[str, Any]] = rows.values(key=F(by)).annotate(
        ideas=Count("idea", distinct=True),
        posts=Count("challenge", distinct=True) + Count("offer", distinct=True),
        asked=Count("pk"),
        due=Count("pk", filter=answered | Q(state=states.EXPIRED)),
        answered=Count("pk", filter=answered),
        decided=Count("pk", filter=Q(state__in=decided)),
        accepted=Count("pk", filter=Q(state=states.ENGAGED)),
    )
    return counted


def _answers(row: dict[str, Any], size: int) -> Answers:
    figures = (row[name] for name in ("asked", "due", "answered", "decided", "accepted"))
    return Answers(row["key"], size, *figures)


def _origins(rows: QuerySet[Any]) -> list[Origin]:
    known = {row["key"]: _answers(row, row["ideas"]) for row in _counted(rows, "origin")}
    return [_origin(rows, code, known[code]) for code in ORIGINS if code in known]


def _origin(rows: QuerySet[Any], code: str, counted: Answers) -> Origin:
    if counted.size < rules.SMALLEST_GROUP:
        return Origin(code, None, None)
    return Origin(code, counted, _waiting(rows.filter(origin=code), counted.answered))


def _waiting(rows: QuerySet[Any], answered: int) -> Waiting | None:
    """The nearest ranks, each found where it stands in the order."""
    if answered < rules.SMALLEST_GROUP:
        return None
    took = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    ranked = rows.filter(answered_at__isnull=False).annotate(took=took).order_by("took").values_list("took", flat=True)
    median, p90 = (ranked[math.ceil(answered * tenths / 10) - 1] for tenths in (5, 9))
    return Waiting(median, p90)
