"""How an offer receives pupils, and the host's own page of what is coming."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.pagination import piece_of
from network.models import Offer
from network.selectors import posts
from visits import sectors
from visits.forms.hostings import HostingForm
from visits.models import Hosting
from visits.permissions import hostings as permissions
from visits.selectors import feedbacks, host_slots, places, safety
from visits.selectors import hostings as selectors
from visits.services import hostings as services


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The calendar, who comes next, and what each offer still lacks."""
    permissions.check_can_see_host_pages(request.user)
    context = {
        "offers": _with_again(selectors.overview_for(request.user)),
        "may_close": permissions.keeps_closures(request.user),
        "piece": piece_of(host_slots.coming(request.user), request.GET.get("page")),
    }
    return render(request, "visits/host_home.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    offer = posts.get_for(request.user, Offer, pk)
    hosting = selectors.get_for(request.user, pk)
    code = _commune_of(hosting, offer)
    context = {
        "offer": offer,
        "hosting": hosting,
        "sector": sectors.sector(hosting.sector),
        "sheet": safety.shown_of(request.user, offer),
        "may_host": permissions.can_host(request.user, offer),
        "again": feedbacks.share_of(offer.pk),
        **_map(code, hosting.longitude, hosting.latitude),
    }
    return render(request, "visits/hosting_detail.html", context)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """`?commune=` draws another part of the map; a point may also be typed."""
    offer = posts.get_for(request.user, Offer, pk)
    permissions.check_can_host(request.user, offer)
    hosting = selectors.of_offer(offer)
    code = request.POST.get("commune") or request.GET.get("commune") or _commune_of(hosting, offer)
    form = HostingForm(request.POST or None, hosting=hosting, commune=code)
    if request.method == "POST" and form.is_valid():
        try:
            services.save(offer=offer, terms=form.terms(), by=request.user)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _saved(request, hosting, pk)
    point = [_number(form[name].value()) for name in ("longitude", "latitude")]
    context = {"offer": offer, "form": form, "is_new": hosting is None, **_map(code, *point)}
    return render(request, "visits/hosting_form.html", context)


def _with_again(offers: QuerySet[Offer]) -> list[Offer]:
    """Each with how many of the schools would go again."""
    rows = list(feedbacks.asked_along(offers, "pk"))
    for offer in rows:
        offer.again = feedbacks.share_in(offer)  # type: ignore[attr-defined]
    return rows


def _saved(request: HttpRequest, before: Hosting | None, pk: int) -> HttpResponse:
    if before is None:
        messages.success(request, _("Đã lưu điều kiện đón. Giờ anh chị mở những buổi đón đầu tiên."))
        return redirect("hosting_slots", pk)
    messages.success(request, _("Đã lưu điều kiện đón."))
    return redirect("hosting_detail", pk)


def _commune_of(hosting: Hosting | None, offer: Offer) -> str:
    """Where the point lies, else where the offer is."""
    if hosting is None or hosting.longitude is None or hosting.latitude is None:
        return offer.commune.code
    return places.commune_at(hosting.longitude, hosting.latitude) or offer.commune.code


def _map(code: str, longitude: float | None, latitude: float | None) -> dict[str, Any]:
    shown = places.detail(code)
    return {"map": shown, "mark": places.mark(code, longitude, latitude) if shown else None}


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) <= 180 else None
