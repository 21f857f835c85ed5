"""Who fits whom, why, and "not for us"."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matching import cards, explaining, wording
from matching.enums import DismissReason
from matching.forms import DismissForm
from matching.models import Suggestion
from matching.permissions import suggestions as permissions
from matching.selectors import loads
from matching.selectors import suggestions as selectors
from matching.services import outcomes
from network.enums import ProposalSide
from network.models import Challenge, Offer
from network.permissions import proposals as proposal_permissions
from network.selectors import fields as field_selectors
from network.selectors import ideas, posts
from people.selectors import hats


@login_required
def for_idea(request: HttpRequest, pk: int) -> HttpResponse:
    """Mentors and challenges that fit this idea."""
    idea = ideas.get_for(request.user, pk)
    rows = selectors.best_for_idea(request.user, idea)
    found = _cards(request, rows)
    context = {
        "idea": idea,
        "cards": found,
        "is_open": bool(found) or selectors.is_open(idea),
        "may_dismiss": proposal_permissions.advises(request.user, idea),
        "dismiss_reasons": DismissReason.choices,
    }
    return render(request, "matching/idea_suggestions.html", context)


@login_required
def for_post(request: HttpRequest, pk: int, model: type[Challenge] | type[Offer]) -> HttpResponse:
    """Clubs and ideas that fit this post."""
    post = posts.get_for(request.user, model, pk)
    proposal_permissions.check_speaks_for_post(request.user, post)
    rows = selectors.best_for_post(request.user, post)
    context = {
        "post": post,
        "cards": _cards(request, rows),
        "dismiss_reasons": DismissReason.choices,
    }
    return render(request, "matching/post_suggestions.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Xem vì sao": parts that add up, the words marked in both texts, what speaks against, what would change this."""
    suggestion = selectors.get_for(request.user, pk)
    side = permissions.side_of(request.user, suggestion)
    context = {
        "suggestion": suggestion,
        "is_for_post": side == ProposalSide.SUPPLY,
        "why": explaining.why(request.user, suggestion, side),
        "introduction": explaining.introduction(request.user, suggestion),
        "held": permissions.why_not_propose(request.user, suggestion, side),
        "may_dismiss": permissions.can_dismiss(request.user, suggestion),
        "dismiss_reasons": DismissReason.choices,
    }
    return render(request, "matching/suggestion_detail.html", context)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    suggestion = selectors.get_for(request.user, pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một lý do, để lần sau gợi ý đúng hơn."))
        return redirect("suggestion_detail", pk)
    why = DismissReason(form.cleaned_data["reason"])
    outcomes.dismiss(suggestion=suggestion, reason=why, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("Đã bỏ khỏi gợi ý và ghi nhớ lý do."))
    if proposal_permissions.advises(request.user, suggestion.idea):
        return redirect("idea_suggestions", suggestion.idea_id)
    return redirect(f"{suggestion.post.kind_name}_suggestions", suggestion.post.pk)


def _cards(request: HttpRequest, rows: Sequence[Suggestion]) -> list[cards.Card]:
    reader, names, known = wording.reader_of(hats.of(request.user)), field_selectors.names(), loads.of(rows)
    return [cards.card(row, reader, names, known[row.post.author_id]) for row in rows]
