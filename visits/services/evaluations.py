"""The last words on an internship: both adults on what the pupil can do, the pupil on what it was like. Once each."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid, Refused
from core.text import tidy
from network import guarded_words
from people.models import User
from visits.enums import Competence, EvaluationSide
from visits.models import Evaluation, Placement
from visits.permissions import placements as permissions
from visits.services import care, placements

LEAST, MOST = 1, 4


@dataclass(frozen=True)
class Words:
    """Adults give `scores` and `words`; a pupil answers three questions: `words`, `hard`, `onward`."""

    words: str
    scores: dict[str, int] = field(default_factory=dict)
    hard: str = ""
    onward: str = ""


@signed
@transaction.atomic
def evaluate(*, placement: Placement, said: Words, by: User) -> Evaluation:
    """By the supervisor or the adviser."""
    placement, side = _side(placement, by)
    if side == EvaluationSide.PUPIL:
        raise Refused(_("Phần này dành cho người hướng dẫn và thầy cô phụ trách."))
    if set(said.scores) != set(Competence.values) or not all(LEAST <= n <= MOST for n in said.scores.values()):
        raise Invalid(_("Hãy cho điểm từ 1 đến 4 ở mọi dòng."), field="scores")
    return _keep(placement, side, by, said)


@signed
@transaction.atomic
def reflect(*, placement: Placement, said: Words, by: User) -> Evaluation:
    """By the pupil."""
    placement, side = _side(placement, by)
    if side != EvaluationSide.PUPIL:
        raise Refused(_("Ba câu hỏi này dành cho em học sinh."))
    return _keep(placement, side, by, said)


def _side(placement: Placement, by: User) -> tuple[Placement, EvaluationSide]:
    placement = placements.locked(placement)
    permissions.check_can_evaluate(by, placement)
    side = permissions.side_of(by, placement)
    assert side is not None  # noqa: S101 - the permission has just found one
    return placement, side


def _keep(placement: Placement, side: EvaluationSide, by: User, said: Words) -> Evaluation:
    if placement.evaluations.filter(side=side).exists():
        raise Conflict(_("Bên mình đã viết lời cuối rồi."))
    if not tidy(said.words):
        raise Invalid(_("Phần này cần có vài chữ."), field="words")
    guarded_words.check_no_contact_but_help(words=said.words, hard=said.hard, onward=said.onward)
    row = Evaluation.objects.create(
        placement=placement,
        side=side,
        author=by,
        scores=said.scores,
        words=tidy(said.words),
        hard=tidy(said.hard),
        onward=tidy(said.onward),
        written_at=clock.now(),
    )
    care.watch_last_words(row, by)
    return row
