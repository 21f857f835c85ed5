"""The recommender's learned versions, for the Department."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.pagination import piece_of
from matching import wording
from matching.engine.promotion import ENOUGH
from matching.permissions import rankers as permissions
from matching.selectors import rankers as selectors
from matching.services import rankers
from matching.views.quality import tabs


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see(request.user)
    piece = piece_of(selectors.all_for(request.user), request.GET.get("page"))
    current = selectors.current()
    lines = [(wording.SCORERS[line.name], line) for line in selectors.lines(current)]
    context = {
        "piece": piece,
        "current": current,
        "lines": lines,
        "enough": ENOUGH,
        "may_roll_back": permissions.can_roll_back(request.user),
        "tabs": tabs("ranker_list"),
    }
    return render(request, "matching/ranker_list.html", context)


@login_required
@require_POST
def roll_back(request: HttpRequest, pk: int) -> HttpResponse:
    earlier = rankers.roll_back(version=pk, by=request.user)
    if earlier is None:
        messages.success(request, _("Đã quay về trọng số ban đầu. Gợi ý đang được tính lại."))
    else:
        messages.success(
            request, _("Đã quay về mô hình số %(number)d. Gợi ý đang được tính lại.") % {"number": earlier.pk}
        )
    return redirect("ranker_list")
