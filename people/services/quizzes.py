"""Taking the safeguarding quiz. What was drawn stays here: the reader's answers mean something for that draw alone."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from people import quiz_bank, rules
from people.enums import ClearanceCheck
from people.models import QuizTry, User
from people.permissions import clearances as permissions
from people.services import checks, clearance_requests


@signed
@transaction.atomic
def start(*, by: User) -> QuizTry:
    """A fresh draw, or the one of today that is still open: asking again does not change the questions."""
    permissions.check_can_be_cleared(by)
    checks.lock(by)
    today = clock.today()
    waiting = QuizTry.objects.filter(user=by, finished_at=None).first()
    if waiting is not None and waiting.started_on == today:
        return waiting
    # What was left open on an earlier day ran out of time.
    QuizTry.objects.filter(user=by, finished_at=None).update(finished_at=clock.now())
    number = QuizTry.objects.filter(user=by, started_on=today).count() + 1
    if number > rules.QUIZ_TRIES_A_DAY:
        raise Conflict(_("Hôm nay anh chị đã làm ba lần. Nghỉ một hôm, đọc lại bộ quy tắc rồi mai làm tiếp nhé."))
    version = quiz_bank.newest()
    return QuizTry.objects.create(
        user=by,
        version=version,
        drawn=quiz_bank.draw(version),
        started_on=today,
        number=number,
        started_at=clock.now(),
    )


@signed
@transaction.atomic
def answer(*, quiz_try: QuizTry, answers: list[int], by: User) -> QuizTry:
    """All at once, one time. Passing grants the check."""
    quiz_try = QuizTry.objects.select_for_update(of=("self",)).get(pk=quiz_try.pk, user=by)
    permissions.check_can_be_cleared(by)
    if quiz_try.finished_at is not None:
        raise Conflict(_("Lượt này đã nộp rồi. Mỗi lượt chỉ nộp một lần."))
    if quiz_try.started_on != clock.today():
        raise Conflict(_("Lượt này để qua ngày nên đã hết giờ. Hãy bắt đầu lượt mới."))
    _check_fit(quiz_try, answers)
    marked = quiz_bank.mark(quiz_try.version, quiz_try.drawn, answers)
    quiz_try.answers, quiz_try.right, quiz_try.is_passed = answers, marked.right, marked.is_passed
    quiz_try.finished_at = clock.now()
    quiz_try.save()
    if marked.is_passed:
        facts = {"right": marked.right, "all": len(quiz_try.drawn), "version": quiz_try.version}
        evidence = _("Đúng %(right)s trên %(all)s câu, đề %(version)s.") % facts
        clearance_requests.by_oneself(user=by, check=ClearanceCheck.SAFEGUARDING_QUIZ, evidence=evidence)
    return quiz_try


def _check_fit(quiz_try: QuizTry, answers: list[int]) -> None:
    fits = len(answers) == len(quiz_try.drawn) and all(
        place in range(len(order)) for place, (_id, order) in zip(answers, quiz_try.drawn, strict=True)
    )
    if not fits:
        raise Invalid(_("Hãy trả lời đủ mọi câu, mỗi câu một lựa chọn."), field="answers")
