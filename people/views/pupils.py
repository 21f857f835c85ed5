"""A school's pupils: its classes, one pupil, their cards."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import qr
from core.errors import Invalid
from core.pagination import piece_of
from people.forms.pupils import ClassForm, NewPupilForm, PupilFilterForm, PupilForm
from people.models import Affiliation, School
from people.permissions import pupils as permissions
from people.selectors import pupils as selectors
from people.services import cards, former_pupils, read_log, school_roll

_PIECE = 50


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the school of whoever keeps the roll of one."""
    schools = list(selectors.kept_by(request.user))
    if len(schools) == 1:
        return redirect("pupil_list", schools[0].pk)
    return render(request, "people/pupil_home.html", {"schools": schools})


@login_required
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The classes with their counts; pupils by name once a class, a state or words are chosen."""
    school = _school(request, pk)
    classes = selectors.classes_of(school)
    filters = PupilFilterForm(request.GET, classes=[row.name for row in classes])
    wanted = filters.wanted()
    piece = piece_of(selectors.narrow(selectors.on_roll(school), **wanted), request.GET.get("page"), _PIECE)
    rows = piece.rows if wanted else []
    read_log.record(reader=request.user, pupils=[row.user_id for row in rows], what="roll")
    context = {
        "school": school,
        "classes": classes,
        "filters": filters,
        "active": len(wanted),
        "searched": len(wanted.keys() - {"class_name"}),
        "class_name": wanted.get("class_name", ""),
        # How many cards there are to print for the class that is shown.
        "printable": sum(row.never for row in classes if row.name == wanted.get("class_name")),
        "rows": rows,
        "next_number": piece.next_number,
        "totals": _totals(classes),
    }
    return render(request, "people/pupil_list.html", context)


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    school = _school(request, pk)
    sent = request.method == "POST"
    form = NewPupilForm(request.POST) if sent else NewPupilForm(initial={"class_name": request.GET.get("class", "")})
    if sent and form.is_valid():
        try:
            pupil = school_roll.add(school=school, content=form.content(), by=request.user)
            messages.success(request, _("Đã thêm em. In thẻ để em có mật khẩu đầu tiên."))
            return redirect("pupil_detail", pk, pupil.pk)
        except Invalid as refusal:
            form.take(refusal)
    return render(request, "people/pupil_form.html", {"school": school, "form": form})


@login_required
def detail(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    school, hat = _pupil(request, pk, pupil_pk)
    sent = request.method == "POST"
    form = PupilForm(request.POST if sent else None, initial=_initial(hat))
    if sent and form.is_valid():
        try:
            school_roll.correct(school=school, pupil=hat.user, content=form.content(), by=request.user)
            messages.success(request, _("Đã lưu."))
            return redirect("pupil_detail", pk, pupil_pk)
        except Invalid as refusal:
            form.take(refusal)
    read_log.record(reader=request.user, pupils=[pupil_pk], what="record")
    context = {"school": school, "hat": hat, "form": form, "guardians": selectors.guardians_of(hat.user)}
    return render(request, "people/pupil_detail.html", context)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    school, hat = _pupil(request, pk, pupil_pk)
    former_pupils.leave(pupil=hat.user, school=school, by=request.user)
    messages.success(request, _("Em đã rời danh sách của trường, câu lạc bộ và nhóm."))
    return redirect("pupil_list", pk)


@login_required
@require_POST
def card(request: HttpRequest, pk: int, pupil_pk: int) -> HttpResponse:
    """The password is in this one answer and nowhere else."""
    school, hat = _pupil(request, pk, pupil_pk)
    printed = [cards.print_one(pupil=hat.user, school=school, by=request.user)]
    return _cards(request, school, printed, back=reverse("pupil_detail", args=[pk, pupil_pk]))


@login_required
@require_POST
def class_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The passwords are in this one answer and nowhere else."""
    school = _school(request, pk)
    asked = ClassForm(request.POST)
    class_name = asked.cleaned_data["class_name"] if asked.is_valid() else ""
    printed = cards.print_class(school=school, class_name=class_name, by=request.user)
    back = f"{reverse('pupil_list', args=[pk])}?{urlencode({'class_name': class_name})}"
    return _cards(request, school, printed, back=back)


def _cards(request: HttpRequest, school: School, printed: list[cards.Card], back: str) -> HttpResponse:
    log_in = request.build_absolute_uri(reverse("account_login"))
    context = {
        "school": school,
        "class_name": printed[0].class_name if printed else "",
        "cards": [(one, qr.data_uri(f"{log_in}?{urlencode({'login': one.username})}")) for one in printed],
        "site": request.get_host(),
        "back": back,
    }
    return render(request, "people/class_cards.html", context)


def _school(request: HttpRequest, pk: int) -> School:
    school = selectors.school_of(pk)
    permissions.check_can_enrol_in(request.user, school)
    return school


def _pupil(request: HttpRequest, pk: int, pupil_pk: int) -> tuple[School, Affiliation]:
    school = _school(request, pk)
    return school, selectors.get_on_roll(school, pupil_pk)


def _initial(hat: Affiliation) -> dict[str, Any]:
    return {
        "full_name": hat.user.full_name,
        "birth_date": hat.user.birth_date,
        "class_name": hat.title,
        "code": hat.pupil_code,
    }


def _totals(classes: list[selectors.ClassRow]) -> dict[str, int]:
    names = ("pupils", "open", "never", "unconsented")
    return {name: sum(getattr(row, name) for row in classes) for name in names}
