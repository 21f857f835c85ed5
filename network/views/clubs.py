"""The pages of clubs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import written
from core.errors import Invalid
from core.pagination import piece_of
from network.forms.clubs import CloseClubForm, ClubFilterForm, ClubForm
from network.forms.ideas import PupilForm
from network.models import Club
from network.permissions import clubs as permissions
from network.permissions import ideas as idea_permissions
from network.selectors import club_closing, idea_lists, search
from network.selectors import clubs as selectors
from network.services import clubs as services
from network.services import name_reads
from people.models import User
from people.selectors import hats

_IDEAS_SHOWN = 12


@login_required
def index(request: HttpRequest) -> HttpResponse:
    worn = hats.of(request.user)
    filters = ClubFilterForm(request.GET)
    wanted = filters.wanted()
    mine = "mine" in request.GET
    words, facts = search.taken_apart(wanted)
    rows = written.rows(selectors.listed, hats.reader(request.user), words, mine=mine, **facts)
    context = {
        "filters": filters,
        "active": len(wanted),
        "mine": mine,
        "piece": piece_of(rows, request.GET.get("page")),
        "school_ids": worn.school_ids,
        "may_found": permissions.can_found(request.user),
    }
    return render(request, "network/club_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole of one's own school's club; of another its name, school, fields, grades and open ideas."""
    club = selectors.get_for(request.user, pk)
    members = name_reads.noted(request.user, list(selectors.members_for(request.user, club)), "club")
    ideas = idea_lists.listed_for(request.user).filter(club=club).prefetch_related("needs")
    context = {
        "club": club,
        "details": selectors.details_are_open_to(request.user, club),
        "fields": list(club.fields.all()),
        "members": members,
        "is_member": any(member.pupil_id == request.user.pk for member in members),
        "ideas": list(ideas[:_IDEAS_SHOWN]),
        "may_run": permissions.can_run(request.user, club),
        "may_reopen": permissions.can_reopen(request.user, club),
        "may_start": idea_permissions.can_start(request.user, club),
    }
    return render(request, "network/club_detail.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    permissions.check_can_found(request.user)
    schools = selectors.schools(permissions.schools_to_found_in(request.user))
    form = ClubForm(request.POST or None, schools=schools, advisers=_advisers(request.user))
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        try:
            return _saved(request, services.found(school=school, content=form.content(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    return render(request, "network/club_form.html", {"form": form, "club": None})


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The club's facts; its management also says who is in charge."""
    club = selectors.get_for(request.user, pk)
    permissions.check_can_run(request.user, club)
    form = ClubForm(request.POST or None, club=club, advisers=_advisers(request.user, club))
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, services.edit(club=club, content=form.content(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    return render(request, "network/club_form.html", {"form": form, "club": club})


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What would end, a reason, and then it does."""
    club = selectors.get_for(request.user, pk)
    permissions.check_can_run(request.user, club)
    form = CloseClubForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.close(club=club, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Câu lạc bộ đã ngừng hoạt động."))
        return redirect("club_detail", pk)
    context = {"club": club, "form": form, "weight": club_closing.weigh(club)}
    return render(request, "network/club_close.html", context)


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    services.reopen(club=selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Câu lạc bộ hoạt động lại. Thầy cô đăng lại từng ý tưởng khi sẵn sàng."))
    return redirect("club_detail", pk)


@login_required
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a pupil of the school in, chosen from a list."""
    club = selectors.get_for(request.user, pk)
    permissions.check_can_run(request.user, club)
    among = selectors.may_join(club)
    form = PupilForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        services.join(club=club, pupil=form.cleaned_data["pupil"], by=request.user)
        messages.success(request, _("Đã thêm vào câu lạc bộ."))
        return redirect("club_join", pk)
    members = name_reads.noted(request.user, list(selectors.members_for(request.user, club)), "club")
    name_reads.noted_people(request.user, among.values_list("pk", flat=True), "list")
    return render(request, "network/club_join.html", {"club": club, "form": form, "members": members})


@login_required
@require_POST
def leave(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    club = selectors.get_for(request.user, pk)
    member = selectors.member_for(request.user, club, pupil_pk)
    services.leave(club=club, pupil=member.pupil, by=request.user)
    messages.success(request, _("Đã rời câu lạc bộ."))
    return redirect("club_detail", pk)


def _saved(request: HttpRequest, club: Club) -> HttpResponse:
    messages.success(request, _("Đã lưu câu lạc bộ."))
    return redirect("club_detail", club.pk)


def _advisers(user: User, club: Club | None = None) -> QuerySet[User] | None:
    """Whom the reader may put in charge; None where that is not the reader's to say."""
    managed = permissions.schools_managed_by(user)
    if club is not None:
        managed &= {club.school_id}
    return selectors.advisers_in(managed) if managed else None
