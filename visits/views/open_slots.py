"""Finding when one can visit whom, and booking it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.pagination import Piece, piece_of
from core.permissions import reason
from people.models import School
from people.selectors import hats
from visits import cards
from visits.enums import SlotSort, VisitState
from visits.forms.booking import BookingForm
from visits.forms.finding import SlotFilterForm
from visits.models import Slot, Visit
from visits.permissions import slot_requests as request_permissions
from visits.permissions import visits as permissions
from visits.selectors import nearest, overview, slots, waiting
from visits.selectors import visits as visit_selectors
from visits.services import visits as services
from visits.services import waiting as waiting_services


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Open slots by day, narrowed by the address; as a list, or a week or month with its days counted."""
    filters = SlotFilterForm(request.GET)
    wanted, period = filters.asked(), filters.period()
    found = slots.open_to(request.user, wanted)
    piece: Piece[Any] = piece_of(found.keys, request.GET.get("page"))
    rows = slots.with_rows(request.user, piece.rows, found.kilometres)
    context = {
        "filters": filters,
        "active": filters.active(),
        "shows": [(show, show == filters.show_as()) for show in overview.Show],
        "period": period,
        "weeks": overview.weeks(period, found.days) if period else [],
        "piece": piece,
        "cards": cards.of(request.user, rows),
        "by_day": wanted.sort == SlotSort.DATE,
        "left_out": found.left_out,
        "is_staff": hats.of(request.user).is_school_staff,
    }
    return render(request, "visits/open_slot_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    slot = slots.get_for(request.user, pk)
    return render(request, "visits/open_slot_detail.html", _facts(request, slot))


@login_required
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """A double click finds what the first one booked; who comes too late finds what else is free."""
    slot = slots.get_for(request.user, pk)
    request_permissions.check_can_ask(request.user)
    form = BookingForm(request.POST or None, school=_school(request), by=request.user, party=_party(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _booked(request, services.book(booking=form.booking(slot), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            if any(visit.organiser_id == request.user.pk for visit in waiting.own_at(request.user, slot)):
                messages.info(request, refusal.sentence)
                return redirect("open_slot_detail", slot.pk)
            return _too_late(request, slot, form, refusal)
    return render(request, "visits/booking_form.html", {**_facts(request, slot), "form": form})


@login_required
def line(request: HttpRequest) -> HttpResponse:
    """What the reader's schools stand in line for."""
    request_permissions.check_can_ask(request.user)
    piece = piece_of(waiting.waiting_of(request.user), request.GET.get("page"))
    return render(request, "visits/waiting_list.html", {"piece": piece})


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    visit = waiting_services.leave(visit=visit_selectors.get_for(request.user, pk), by=request.user)
    messages.success(request, _("Đã rời danh sách chờ."))
    return redirect("open_slot_detail", visit.slot_id)


def _facts(request: HttpRequest, slot: Slot) -> dict[str, Any]:
    closed = reason(permissions.check_slot_is_open, slot)
    [card] = cards.of(request.user, slots.alone(request.user, slot))
    return {
        "card": card,
        "slot": slot,
        "closed": closed,
        "own": waiting.own_at(request.user, slot),
        "is_staff": hats.of(request.user).is_school_staff,
        "nearest": _nearest(request, slot, 1) if closed or not slot.seats_left else [],
    }


def _nearest(request: HttpRequest, slot: Slot, party: int) -> list[cards.SlotCard]:
    return cards.of(request.user, nearest.free_near(request.user, slot, party))


def _booked(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.state == VisitState.WAITING:
        text = _("Đoàn mình đứng thứ %(place)d trong danh sách chờ. Có chỗ là hệ thống xếp ngay theo thứ tự.")
        messages.info(request, text % {"place": waiting.place_of(visit)})
    else:
        messages.success(request, _("Đã giữ chỗ. Giờ chuyến đi chờ hiệu trưởng và nơi đón đồng ý."))
    return redirect("open_slot_detail", visit.slot_id)


def _too_late(request: HttpRequest, slot: Slot, form: BookingForm, refusal: Conflict) -> HttpResponse:
    form.add_error(None, refusal.sentence)
    found = _nearest(request, slot, form.cleaned_data["party"])
    context = {**_facts(request, slot), "form": form, "nearest": found}
    return render(request, "visits/booking_form.html", context, status=refusal.status)


def _school(request: HttpRequest) -> School:
    """The reader's first school; there is one as a rule."""
    home = slots.school_of(request.user)
    return School.objects.select_related("organisation").get(pk=home.organisation_id if home else 0)


def _party(request: HttpRequest) -> int | None:
    given = request.GET.get("party", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else None
