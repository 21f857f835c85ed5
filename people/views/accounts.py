"""One's own page: hats, checks, language, keys."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.selectors import accounts, affiliations, clearances, hats
from people.services import tokens


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_required
@require_POST
@never_cache
def create_token(request: HttpRequest) -> HttpResponse:
    """The key is in this one answer and nowhere else."""
    _row, key = tokens.create(by=request.user)
    return _page(request, fresh_key=key)


@login_required
@require_POST
def revoke_token(request: HttpRequest, key: str) -> HttpResponse:
    tokens.revoke(token_key=key, by=request.user)
    messages.success(request, _("Đã thu hồi khóa. Chương trình dùng khóa này sẽ không vào được nữa."))
    return redirect("profile")


def _page(request: HttpRequest, fresh_key: str = "") -> HttpResponse:
    worn = hats.of(request.user)
    context = {
        "worn": worn,
        "affiliations": affiliations.current_of(request.user),
        "checks": clearances.states_of(request.user) if worn.is_supporter else [],
        "tokens": accounts.tokens_of(request.user),
        "fresh_key": fresh_key,
    }
    return render(request, "people/profile.html", context)
