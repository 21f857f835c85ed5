"""The page of an idea's team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import NotFound
from core.permissions import reason
from network.forms.ideas import PupilForm
from network.models.team_member import TEAM_SIZE
from network.permissions import ideas as permissions
from network.selectors import ideas as selectors
from network.selectors import teams
from network.services import ideas as services
from network.services import name_reads


@login_required
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in it, by name, for people of the school alone; and who may still be asked in."""
    idea = selectors.get_for(request.user, pk)
    if not teams.is_inside(request.user, idea):
        raise NotFound(_("Trang của nhóm chỉ mở cho nhóm và thầy cô của trường."))
    among = teams.candidates(idea)
    form = PupilForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        services.add_member(idea=idea, pupil=form.cleaned_data["pupil"], by=request.user)
        messages.success(request, _("Đã thêm vào nhóm."))
        return redirect("idea_team", pk)
    name_reads.noted_people(request.user, among.values_list("pk", flat=True), "list")
    context = {
        "idea": idea,
        "form": form,
        "members": name_reads.noted(request.user, list(selectors.team_of(idea)), "team"),
        "most": TEAM_SIZE,
        "why_no_change": reason(permissions.check_can_change_team, request.user, idea) or "",
        "advises": permissions.advises(request.user, idea),
    }
    return render(request, "network/idea_team.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    idea = selectors.get_for(request.user, pk)
    member = teams.member_for(request.user, idea, pupil_pk)
    services.remove_member(idea=idea, pupil=member.pupil, by=request.user)
    messages.success(request, _("Đã rời nhóm."))
    # Who left may not see the team any more.
    return redirect("idea_list") if pupil_pk == request.user.pk else redirect("idea_team", pk)
