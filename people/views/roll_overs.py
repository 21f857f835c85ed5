"""The end of the school year: every class into the next grade, looked at first, then written at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid
from people.forms.rosters import RollOverForm
from people.permissions import pupils as permissions
from people.selectors import pupils
from people.selectors import roll_overs as selectors
from people.services import roll_overs as services


@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    school = pupils.school_of(pk)
    permissions.check_can_enrol_in(request.user, school)
    form = RollOverForm(request.POST or None, moves=selectors.proposed_for(school))
    weighed = None
    if request.method == "POST" and form.is_valid():
        try:
            weighed = services.weigh(school=school, moves=form.wanted(), by=request.user)
            if "apply" in request.POST:
                services.apply(school=school, moves=weighed.moves, by=request.user)
                messages.success(request, _("Cả trường đã lên lớp."))
                return redirect("pupil_list", pk)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            messages.error(request, refusal.sentence)
    done = selectors.done_this_year(school)
    return render(request, "people/roll_over.html", {"school": school, "form": form, "weighed": weighed, "done": done})
