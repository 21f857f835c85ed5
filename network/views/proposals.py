"""Asking, answering and the three keys."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import written
from core.errors import Invalid, NotFound
from core.pagination import Piece, piece_of
from core.permissions import reason
from network.enums import OPEN_PROPOSAL_STATES, ProposalState
from network.forms.proposals import NoteForm, ReasonForm, TextForm
from network.models import Challenge, Idea, Offer, Proposal
from network.permissions import proposals as permissions
from network.selectors import consents, idea_titles
from network.selectors import ideas as idea_selectors
from network.selectors import posts as post_selectors
from network.selectors import proposals as selectors
from network.services import name_reads
from network.services import proposals as services
from people.selectors import contact_levels, hats

SAID = {
    "accept": gettext_lazy("Đã nhận lời."),
    "approve": gettext_lazy("Đã duyệt."),
    "take_key_back": gettext_lazy("Đã rút lại lời đồng ý."),
    "refuse": gettext_lazy("Đã từ chối. Bên kia sẽ đọc lý do."),
    "withdraw": gettext_lazy("Đã rút đề nghị."),
    "ask": gettext_lazy("Đã gửi câu hỏi."),
    "answer": gettext_lazy("Đã gửi câu trả lời."),
}
_ACTIONS: dict[str, tuple[Callable[..., Proposal], type[ReasonForm | TextForm] | None]] = {
    "accept": (services.accept, None),
    "approve": (services.approve, None),
    "take_key_back": (services.take_key_back, None),
    "refuse": (services.refuse, ReasonForm),
    "withdraw": (services.withdraw, None),
    "ask": (services.ask, TextForm),
    "answer": (services.answer, TextForm),
}


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader first, then everything else."""
    ended = "ended" in request.GET
    reader = hats.reader(request.user)
    waiting = [] if ended else written.rows(selectors.waiting_for, reader)[:10]
    piece: Piece[Proposal] = piece_of(written.rows(selectors.listed, reader, ended=ended), request.GET.get("page"))
    idea_titles.put_on(request.user, [*waiting, *piece.rows])
    context = {"ended": ended, "waiting": waiting, "piece": piece}
    return render(request, "network/proposal_list.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """`?idea=` with `&challenge=` or `&offer=`: a personal note, then it is sent."""
    idea, post = _pair(request)
    permissions.check_can_propose(request.user, idea, post)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proposal = services.propose(idea=idea, post=post, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Đã gửi đề nghị."))
        return redirect("proposal_detail", proposal.pk)
    side = permissions.side_of(request.user, idea, post)
    return render(request, "network/proposal_form.html", {"idea": idea, "post": post, "form": form, "side": side})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, selectors.get_for(request.user, pk))


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    proposal = selectors.get_for(request.user, pk)
    service, form_class = _ACTIONS[action]
    form = form_class(request.POST) if form_class else None
    if form is not None and not form.is_valid():
        return _page(request, proposal, **{f"{action}_form": form})
    try:
        proposal = service(proposal=proposal, by=request.user, **(form.cleaned_data if form else {}))
    except Invalid as refusal:
        if form is None:
            raise
        form.take(refusal)
        return _page(request, proposal, **{f"{action}_form": form})
    messages.success(request, SAID[action])
    return redirect("proposal_detail", proposal.pk)


def _page(request: HttpRequest, proposal: Proposal, **forms: Any) -> HttpResponse:
    user = request.user
    idea_titles.put_on(user, [proposal])
    open_texts = selectors.texts_are_open_to(user, proposal)
    is_open = proposal.state in OPEN_PROPOSAL_STATES
    lacking = [] if proposal.state == ProposalState.ENGAGED else consents.lacking_in(proposal.idea)
    advises = permissions.advises(user, proposal.idea)
    may_withdraw = permissions.can_withdraw(user, proposal)
    history = selectors.history_for(user, proposal)
    name_reads.noted_people(user, selectors.pupils_named_to(user, proposal, history), "proposal")
    context = {
        "proposal": proposal,
        "post": proposal.post,
        "is_open": is_open,
        "texts_open": open_texts,
        "events": history,
        "reason": selectors.reason_for(user, proposal),
        "keys": selectors.keys(proposal, lacking),
        "lacking": sum(lacking),
        "contact": contact_levels.contact_in(proposal) if advises else None,
        "may_converse": is_open and user.pk in {proposal.idea.club.adviser_id, proposal.post.author_id},
        "may_accept": permissions.can_accept(user, proposal),
        "may_approve": permissions.can_approve(user, proposal),
        "may_withdraw": may_withdraw,
        "may_talk": permissions.can_talk(user, proposal),
        # Whoever asked takes it back; there is nothing to refuse.
        "may_refuse": permissions.can_refuse(user, proposal) and (advises or not may_withdraw),
        "blocked": reason(permissions.check_may_go_on, proposal) if is_open else None,
        "refuse_form": ReasonForm(),
        "ask_form": TextForm(),
        "answer_form": TextForm(),
        **forms,
    }
    status = 422 if forms else 200
    return render(request, "network/proposal_detail.html", context, status=status)


def _pair(request: HttpRequest) -> tuple[Idea, Challenge | Offer]:
    """Both ends as the reader may see them; a number that is none finds nothing."""
    numbers = {name: request.GET.get(name, "") for name in ("idea", "challenge", "offer")}
    idea, challenge, offer = (int(text) if text.isascii() and text.isdigit() else 0 for text in numbers.values())
    if not (challenge or offer):
        raise NotFound(_("Thiếu bài toán hoặc đề nghị hỗ trợ để kết nối."))
    found: Challenge | Offer
    if challenge:
        found = post_selectors.get_for(request.user, Challenge, challenge)
    else:
        found = post_selectors.get_for(request.user, Offer, offer)
    return idea_selectors.get_for(request.user, idea), found
