"""The Department's review queue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.pagination import piece_of
from network.enums import ReviewDecision
from network.forms.posts import ChallengeForm, OfferForm
from network.forms.reviews import ReviewForm
from network.models import Challenge, Review
from network.permissions import posts as permissions
from network.selectors import reviews as selectors
from network.services import post_content
from network.services import reviews as services


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see_queue(request.user)
    piece = piece_of(selectors.waiting_for(request.user), request.GET.get("page"))
    return render(request, "network/review_queue.html", {"piece": piece})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The submitted text beside the accepted one, and the decision."""
    review = selectors.get_for(request.user, pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = ReviewDecision(form.cleaned_data["decision"])
        try:
            services.decide(review=review, decision=decision, reason=form.cleaned_data["reason"], by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã ghi quyết định. Người đăng sẽ thấy ngay."))
            return redirect("review_queue")
    return render(request, "network/review_detail.html", {"review": review, "form": form, "rows": _rows(review)})


def _rows(review: Review) -> list[dict[str, str]]:
    form = ChallengeForm if isinstance(review.post, Challenge) else OfferForm
    labels = {name: str(field.label) for name, field in form.base_fields.items()}
    changed = {name: texts for name, *texts in selectors.changes(review, post_content.read(review.post))}
    return [
        {"label": label, "before": before, "after": after}
        for name, label in labels.items()
        for before, after in [changed.get(name, ("", ""))]
        if before or after
    ]
