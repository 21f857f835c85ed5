"""The safeguarding quiz."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people import rules
from people.forms.clearance import QuizForm
from people.models import QuizTry
from people.permissions import clearances as permissions
from people.selectors import quizzes as selectors
from people.services import quizzes


@login_required
def page(request: HttpRequest) -> HttpResponse:
    permissions.check_can_be_cleared(request.user)
    context = {
        "tries": list(selectors.of(request.user)[:5]),
        "left": selectors.tries_left(request.user),
        "rules": rules,
    }
    return render(request, "people/quiz.html", context)


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    return redirect("quiz_try", quizzes.start(by=request.user).pk)


@login_required
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions while it is open, the explanations afterwards."""
    quiz_try = selectors.own_of(request.user, pk)
    if quiz_try.finished_at is not None and request.method != "POST":
        return _result(request, quiz_try)
    form = QuizForm(request.POST or None, questions=selectors.shown(quiz_try))
    if request.method == "POST" and form.is_valid():
        done = quizzes.answer(quiz_try=quiz_try, answers=form.answers(), by=request.user)
        if done.is_passed:
            messages.success(request, _("Chúc mừng anh chị đã đạt. Xem lại lời giải thích bên dưới nhé."))
        return redirect("quiz_try", pk)
    return render(request, "people/quiz_try.html", {"form": form}, status=422 if form.errors else 200)


def _result(request: HttpRequest, quiz_try: QuizTry) -> HttpResponse:
    context = {
        "quiz_try": quiz_try,
        "questions": selectors.shown(quiz_try),
        "left": selectors.tries_left(request.user),
    }
    return render(request, "people/quiz_result.html", context)
