"""The rights the Department hands on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Conflict, Invalid
from core.pagination import piece_of
from people.enums import DelegationScope, Right
from people.forms.joining import DelegationForm
from people.permissions import delegations as permissions
from people.selectors import delegations as selectors
from people.services import delegations as services

# Where a right is exercised.
PLACES = {
    Right.REVIEW_POSTS: "review_queue",
    Right.VERIFY_ORGANISATIONS: "organisation_queue",
    Right.RECORD_IDENTITY: "clearance_queue",
    Right.SEE_COVERAGE: "coverage",
}


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """All to the Department, to a delegate the delegate's own; the Department gives here, too."""
    may_give = permissions.can_delegate(request.user)
    form = DelegationForm(request.POST or None, takers=selectors.may_take()) if may_give else None
    if request.method == "POST":
        permissions.check_can_delegate(request.user)
        if form is not None and form.is_valid() and _is_given(request, form):
            return redirect("delegation_list")
    piece = piece_of(selectors.visible_to(request.user), request.GET.get("page"))
    for row in piece.rows:
        row.place = PLACES.get(Right(row.right), "")  # type: ignore[attr-defined]
    context = {"piece": piece, "form": form, "may_give": may_give, "today": clock.today()}
    return render(request, "people/delegation_list.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    services.revoke(delegation=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã thu lại quyền. Quyền mất hiệu lực ngay."))
    return redirect("delegation_list")


def _is_given(request: HttpRequest, form: DelegationForm) -> bool:
    facts = form.cleaned_data
    try:
        services.give(
            taker=facts["taker"],
            right=Right(facts["right"]),
            scope=DelegationScope(facts["scope"]),
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"],
            by=request.user,
        )
    except (Invalid, Conflict) as refusal:
        form.take(refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence))
        return False
    messages.success(request, _("Đã giao quyền. Đơn vị ấy được báo ngay."))
    return True
