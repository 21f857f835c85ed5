"""What an account still lacks, whom to ask, and the pupil's own yes."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.enums import ClaimState
from people.permissions import standing
from people.selectors import affiliations, alumni
from people.services import assent


@login_required
def page(request: HttpRequest) -> HttpResponse:
    lacking = standing.missing(request.user)
    if lacking is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    claims = list(alumni.made_by(request.user)[:20])
    context = {
        "waits_for_school": any(claim.state == ClaimState.WAITING for claim in claims),
        "lacking": lacking,
        "sentence": standing.SENTENCES[lacking],
        "ask": affiliations.ask_at(request.user),
        "claims": claims,
    }
    return render(request, "people/standing.html", context)


@login_required
@require_POST
def give_assent(request: HttpRequest) -> HttpResponse:
    if "agree" not in request.POST:
        messages.error(request, _("Em đánh dấu vào ô “Em đồng ý” nếu em muốn bắt đầu nhé."))
        return redirect("standing")
    assent.give(by=request.user)
    messages.success(request, _("Cảm ơn em. Chào mừng em đến với Nhịp Cầu!"))
    return redirect("standing")


@login_required
@require_POST
def withdraw_assent(request: HttpRequest) -> HttpResponse:
    """The pupil stops by oneself; the page it leads to says what that means and how to come back."""
    assent.withdraw(by=request.user)
    messages.success(request, _("Em đã dừng. Khi nào muốn quay lại, em đồng ý lần nữa ở trang này."))
    return redirect("standing")
