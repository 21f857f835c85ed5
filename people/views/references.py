"""Naming referees; and the form each of them gets by letter, for whoever holds the link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.errors import Invalid
from people import accounts
from people.enums import RefereeRelation
from people.forms.clearance import RefereeForm, ReferenceForm
from people.models import ReferenceLink
from people.permissions import clearances as permissions
from people.selectors import my_clearance
from people.selectors import references as selectors
from people.services import references, secret_links


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    permissions.check_can_be_cleared(request.user)
    form = RefereeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            references.name(**{**said, "relation": RefereeRelation(said["relation"])}, by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Đã gửi thư. Anh chị báo trước cho người ấy một tiếng nhé."))
            return redirect("clearance_referees")
    found = my_clearance.of(request.user)
    context = {"mine": found, "free_places": my_clearance.free_places(found), "form": form}
    return render(request, "people/referees.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    references.replace(reference=selectors.own_of(request.user, pk), by=request.user)
    messages.success(request, _("Đã rút lời nhờ này. Anh chị nêu người khác nhé."))
    return redirect("clearance_referees")


# The link is the proof: nobody who lacks it can send this form, and its page tells no other page where one came from,
# so that there is no origin to compare.
@csrf_exempt
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    accounts.check_pace(request, "referee")
    link = secret_links.find_open(ReferenceLink, token)
    form = ReferenceForm(request.POST or None)
    done = False
    if request.method == "POST" and form.is_valid():
        try:
            references.answer(link=link, **form.facts())
        except Invalid as refusal:
            form.take(refusal)
        else:
            done = True
    context = {"form": form, "done": done, "adult": link.reference.user.full_name}
    response = render(request, "people/reference_form.html", context, status=422 if form.errors else 200)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
