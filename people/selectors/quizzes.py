"""Tries of the quiz as their own reader sees them: which option is right is told only after the answers are in."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from people import quiz_bank, rules
from people.models import QuizTry, User


@dataclass(frozen=True)
class Shown:
    """`chosen`, `right` are places among `options`; None, like `why`, while the try is open."""

    number: int
    text: str
    options: list[str]
    must: bool
    chosen: int | None = None
    right: int | None = None
    why: str = ""
    source: str = ""

    @property
    def is_right(self) -> bool:
        return self.chosen is not None and self.chosen == self.right


def of(user: User) -> QuerySet[QuizTry]:
    return QuizTry.objects.filter(user=user).order_by("-started_at", "-pk")


def own_of(user: User, pk: int) -> QuizTry:
    found = of(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lượt làm bài này."))
    return found


def tries_left(user: User) -> int:
    """Today; the one that is open may still be finished."""
    return rules.QUIZ_TRIES_A_DAY - QuizTry.objects.filter(user=user, started_on=clock.today()).count()


def shown(quiz_try: QuizTry) -> list[Shown]:
    known, language = quiz_bank.questions(quiz_try.version), get_language() or quiz_bank.FIRST_LANGUAGE
    return [
        _shown(number, known[id_], order, quiz_try, language)
        for number, (id_, order) in enumerate(quiz_try.drawn, start=1)
    ]


def _shown(number: int, question: quiz_bank.Question, order: list[int], quiz_try: QuizTry, language: str) -> Shown:
    words = question.worded(language)
    options = [words.options[place] for place in order]
    if quiz_try.answers is None:
        return Shown(number=number, text=words.text, options=options, must=question.must)
    return Shown(
        number=number,
        text=words.text,
        options=options,
        must=question.must,
        chosen=quiz_try.answers[number - 1],
        right=order.index(quiz_bank.RIGHT),
        why=words.why,
        source=question.source,
    )
