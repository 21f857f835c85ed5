"""Days off: of one's school or organisation, and for the Department of the whole city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.errors import Invalid
from core.pagination import piece_of
from people.models import Organisation
from people.selectors import hats
from visits.forms.closures import ClosureForm
from visits.permissions import hostings as permissions
from visits.selectors import closures as selectors
from visits.services import closures as services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_keeps_closures(request.user)
    homes = Organisation.objects.filter(pk__in=selectors.homes_of(request.user)).order_by("name")
    form = ClosureForm(request.POST or None, homes=homes, city=hats.of(request.user).is_department_officer)
    if request.method == "POST" and form.is_valid():
        try:
            closure = services.add(home=form.place(), days=form.days(), by=request.user)
            return redirect("closure_detail", closure.pk)
        except Invalid as refusal:
            form.take(refusal)
    rows = selectors.kept_by(request.user).filter(last_day__gte=clock.today())
    context = {"piece": piece_of(rows, request.GET.get("page")), "form": form, "several": len(homes) > 1}
    return render(request, "visits/closure_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Which visits fall on these days: they are not ended by it, somebody has to talk about them."""
    closure = selectors.get_for(request.user, pk)
    piece = piece_of(selectors.collisions(closure), request.GET.get("page"))
    return render(request, "visits/closure_detail.html", {"closure": closure, "piece": piece})


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    services.remove(closure=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã bỏ lịch nghỉ này."))
    return redirect("closure_list")
