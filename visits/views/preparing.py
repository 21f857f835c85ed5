"""The short forms of a visit, each leading to the next one that is still empty, and its changes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid
from core.forms import TidyForm
from visits.enums import Change, Transport
from visits.forms.chain import ContactForm, MoveForm, PartyForm, SlotTimeForm, StaffForm, TravelForm
from visits.models import Hosting, Visit
from visits.permissions import changes as change_permissions
from visits.permissions import visits as permissions
from visits.selectors import chain, parties, readiness, slot_moves, waits
from visits.selectors import visits as selectors
from visits.services import busy, changes, preparing
from visits.services.preparing import Travel
from visits.views import next_step

Save = Callable[[dict[str, Any]], object]


@login_required
def travel(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _prepared(request, pk)
    known = {"transport": visit.transport, "plan": visit.transport_plan, "meeting_point": visit.meeting_point}
    form = TravelForm(request.POST or None, initial=known)

    def save(facts: dict[str, Any]) -> object:
        plan = Travel(Transport(facts["transport"]), facts["plan"], facts["meeting_point"])
        return preparing.travel(visit=visit, travel=plan, by=request.user)

    return _short(request, visit, form, save, _("Đoàn đi lại thế nào?"), (Change.TRANSPORT, Change.PLACE))


@login_required
def staff(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _prepared(request, pk)
    slot, colleagues = visit.slot, list(parties.school_staff(visit.school_id))
    taken = busy.taken_among([one.pk for one in colleagues], slot.starts_at, slot.ends_at, but=visit.pk)
    going = list(visit.staff.all())
    known = {"people": [row.person_id for row in going], "lead": next((r.person_id for r in going if r.is_lead), None)}
    form = StaffForm(request.POST or None, initial=known, staff=colleagues, busy={row.person_id for row in taken})
    needed = readiness.staff_needed(visit.party, Hosting.objects.filter(offer=slot.offer_id).first())

    def save(facts: dict[str, Any]) -> object:
        return preparing.name_staff(visit=visit, **facts, by=request.user)

    told = {"needed": needed, "chosen": len(form["people"].value() or [])}
    return _short(request, visit, form, save, _("Thầy cô nào đi cùng?"), (Change.STAFF,), **told)


@login_required
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _prepared(request, pk)
    form = ContactForm(request.POST or None, initial={"name": visit.emergency_name, "phone": visit.emergency_phone})

    def save(facts: dict[str, Any]) -> object:
        return preparing.contact(visit=visit, **facts, by=request.user)

    return _short(request, visit, form, save, _("Khi cần gấp thì gọi ai?"), ())


@login_required
def party(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _prepared(request, pk)
    form = PartyForm(request.POST or None, initial={"party": visit.party, "needs": visit.needs})

    def save(facts: dict[str, Any]) -> object:
        return changes.resize(visit=visit, **facts, by=request.user)

    return _short(request, visit, form, save, _("Bao nhiêu em đi?"), (Change.PARTY,))


@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """To another slot of the same offer."""
    visit = _prepared(request, pk)
    found = {slot.pk: slot for slot in slot_moves.others_for(visit)}
    form = MoveForm(request.POST or None, slots=list(found.values()))

    def save(facts: dict[str, Any]) -> object:
        return changes.move_to(visit=visit, slot=found[facts["slot"]], by=request.user)

    told = {"nothing": "" if found else _("Nơi đón chưa mở khung giờ nào khác còn đủ chỗ cho đoàn.")}
    return _short(request, visit, form, save, _("Dời sang khung giờ khác"), (Change.TIME,), **told)


@login_required
def move_slot(request: HttpRequest, pk: int) -> HttpResponse:
    """The host moves a slot's time, with all visits on it."""
    slot = slot_moves.get_for(request.user, pk)
    change_permissions.check_can_move_slot(request.user, slot)
    form = SlotTimeForm(request.POST) if request.method == "POST" else SlotTimeForm.of(slot)
    if request.method == "POST" and _saves(
        form, lambda _facts: changes.move_slot(slot=slot, **form.times, by=request.user)
    ):
        messages.success(request, _("Đã dời giờ. Các trường trên khung giờ này được báo và được hỏi lại."))
        return redirect("visit_list")
    held = list(slot_moves.visits_on(slot))
    context = {"slot": slot, "form": form, "visits": held}
    return render(request, "visits/slot_move.html", context, status=_status(form))


def _prepared(request: HttpRequest, pk: int) -> Visit:
    visit = selectors.get_for(request.user, pk)
    permissions.check_can_prepare(request.user, visit)  # type: ignore[arg-type]
    return visit


def _short(
    request: HttpRequest,
    visit: Visit,
    form: TidyForm,
    save: Save,
    title: str,
    touches: tuple[Change, ...],
    **context: Any,
) -> HttpResponse:
    """The form; once it is taken, the next one that is still empty, else the visit."""
    if request.method == "POST" and _saves(form, save):
        messages.success(request, _("Đã ghi."))
        left = readiness.missing_from(selectors.get_for(request.user, visit.pk))
        return redirect(next_step.next_form(left, visit) or next_step.place("visit_detail", visit.pk))
    again = chain.asked_again(visit, touches, waits.answers_of([visit])[visit.pk])
    context |= {"visit": visit, "form": form, "title": title, "again": again}
    return render(request, "visits/visit_form.html", context, status=_status(form))


def _saves(form: TidyForm, save: Save) -> bool:
    """A refusal stands above the form, and nothing that was typed is lost."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except Invalid as refusal:
        form.take(refusal)
    except Conflict as refusal:
        form.add_error(None, refusal.sentence)
    return not form.errors


def _status(form: TidyForm) -> int:
    if not form.errors:
        return 200
    return 409 if form.non_field_errors() else 422
