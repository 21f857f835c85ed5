"""The times of one offer: opened one by one, seen with who comes, closed and opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.pagination import piece_of
from network.models import Offer
from network.selectors import posts
from visits.forms.slots import CloseForm, OpeningForm, SizeForm, size_of, usual
from visits.models import Slot
from visits.permissions import hostings as permissions
from visits.selectors import host_slots as selectors
from visits.selectors import hostings
from visits.services import slots as services


@login_required
def of_offer(request: HttpRequest, pk: int) -> HttpResponse:
    offer = hostings.offer_for(request.user, pk)
    permissions.check_can_host(request.user, offer)
    context = {
        "offer": offer,
        "hosting": getattr(offer, "hosting", None),
        "series": selectors.series_of(offer),
        "piece": piece_of(selectors.coming(request.user, offer), request.GET.get("page")),
    }
    return render(request, "visits/hosting_slots.html", context)


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_open_slots(request.user, offer)
    form = OpeningForm(request.POST or None, initial=usual(hostings.of_offer(offer)))
    if request.method == "POST" and form.is_valid():
        try:
            services.open_one(offer=offer, opening=form.opening(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Đã mở giờ đón."))
            return redirect("hosting_slots", pk)
    return render(request, "visits/slot_form.html", {"offer": offer, "form": form})


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, and, by sending the form, another number of seats."""
    slot = selectors.get_for(request.user, pk)
    form = SizeForm(request.POST or None, initial=size_of(slot))
    if request.method == "POST" and form.is_valid() and _is_resized(request, slot, form):
        return redirect("hosting_slot", pk)
    return render(request, "visits/hosting_slot.html", {"slot": slot, "form": form})


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """At once where nobody booked; else the groups are told why, and their visits end."""
    slot = selectors.get_for(request.user, pk)
    waiting = selectors.open_visits_of(slot)
    form = CloseForm(request.POST or None) if waiting else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        services.close(slot=slot, cancels=form is not None, reason=reason, by=request.user)
        messages.success(request, _("Đã đóng khung giờ."))
        return redirect("hosting_slots", slot.offer_id)
    return render(request, "visits/slot_close.html", {"slot": slot, "form": form, "waiting": waiting})


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    slot = selectors.get_for(request.user, pk)
    services.reopen(slot=slot, by=request.user)
    messages.success(request, _("Đã mở lại khung giờ."))
    return redirect("hosting_slots", slot.offer_id)


def _is_resized(request: HttpRequest, slot: Slot, form: SizeForm) -> bool:
    try:
        services.resize(slot=slot, by=request.user, **form.cleaned_data)
    except Invalid as refusal:
        form.take(refusal)
    except Conflict as refusal:
        form.add_error(None, refusal.sentence)
    else:
        messages.success(request, _("Đã đổi số chỗ. Đoàn nào đang chờ mà vừa chỗ thì được xếp ngay."))
        return True
    return False
