"""Whoever speaks for an organisation answers those who ask for its word."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.pagination import piece_of
from people.forms.clearance import WordAnswerForm
from people.permissions import clearances as permissions
from people.selectors import words as selectors
from people.services import words


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_vouch_in(request.user)
    piece = piece_of(selectors.waiting_for(request.user), request.GET.get("page"))
    return render(request, "people/word_list.html", {"piece": piece})


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    asked = selectors.get_for(request.user, pk)
    form = WordAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["answer"] == "yes":
                words.give(request=asked, by=request.user)
            else:
                words.decline(request=asked, reason=form.cleaned_data["reason"], by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi câu trả lời của tổ chức. Cảm ơn anh chị."))
            return redirect("word_list")
    return render(
        request, "people/word_answer.html", {"asked": asked, "form": form}, status=422 if form.errors else 200
    )
