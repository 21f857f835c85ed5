"""The reviewers' queue and one adult's page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid, NotFound
from core.forms import TidyForm
from core.pagination import piece_of
from core.permissions import reason
from people import rules
from people.enums import ClearanceCheck
from people.forms.clearance import AdultFilterForm, ConclusionForm, NoteForm, SeenForm, WhyForm, WordEvidenceForm
from people.models import Organisation, Reference
from people.permissions import clearances as permissions
from people.selectors import affiliations, clearance_reviewers
from people.selectors import clearance_queue as selectors
from people.selectors.clearance_steps import Step
from people.services import clearances as services
from people.services import references

# What a reviewer writes down for each check that somebody grants, and where it goes.
_GRANTS: dict[ClearanceCheck, tuple[type[SeenForm | WordEvidenceForm | NoteForm], Callable[..., object]]] = {
    ClearanceCheck.IDENTITY: (SeenForm, services.record_identity),
    ClearanceCheck.ORGANISATION_WORD: (
        WordEvidenceForm,
        partial(services.record, check=ClearanceCheck.ORGANISATION_WORD),
    ),
    ClearanceCheck.REFERENCES: (NoteForm, services.grant_references),
    **{check: (NoteForm, partial(services.give_back, check=check)) for check in sorted(rules.SELF_SERVICE)},
}


@dataclass(frozen=True)
class Card:
    """One check on an adult's page, with the forms that may be sent now. `held`: why it cannot be granted yet."""

    step: Step
    held: str
    grant: TidyForm | None
    refuse: TidyForm | None
    revoke: TidyForm | None


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    permissions.check_can_open_queue(request.user)
    checks = clearance_reviewers.checks_of(request.user)
    filters = AdultFilterForm(request.GET)
    q = filters.cleaned_data["q"] if filters.is_valid() else ""
    shows_all = bool(q) or request.GET.get("show") == "all"
    context: dict[str, Any] = {
        "filters": filters,
        "active": int(bool(q)),
        "shows_all": shows_all,
        "checks": len(checks),
    }
    page = request.GET.get("page")
    if shows_all:
        context["piece"] = piece_of(selectors.adults_for(request.user, q=q), page)
    else:
        context["piece"] = piece_of(selectors.waiting_for(request.user), page)
    return render(request, "people/clearance_queue.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@login_required
@require_POST
def grant(request: HttpRequest, pk: int, check: str) -> HttpResponse:
    adult, kind = selectors.adult_for(request.user, pk), _kind(check)
    service, form = _GRANTS[kind][1], _granting(kind, affiliations.supported_by(adult), request)
    return _take(request, pk, form, lambda: service(user=adult, by=request.user, **form.facts()), _("Đã ghi nhận."))


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int, check: str) -> HttpResponse:
    adult, kind = selectors.adult_for(request.user, pk), _kind(check)
    form = _form(WhyForm, f"refuse-{kind}", request)
    act = lambda: services.refuse(user=adult, check=kind, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, pk, form, act, _("Đã ghi. Người ấy sẽ đọc lý do."))


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int, clearance_pk: int) -> HttpResponse:
    row = selectors.clearance_of(request.user, pk, clearance_pk)
    form = _form(WhyForm, f"revoke-{row.check_kind}", request)
    act = lambda: services.revoke(clearance=row, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, pk, form, act, _("Đã thu hồi. Người này ẩn đi ngay."))


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, reference_pk: int) -> HttpResponse:
    reference = selectors.reference_of(request.user, pk, reference_pk)
    form = _form(ConclusionForm, f"settle-{reference_pk}", request)
    act = lambda: services.settle_concern(reference=reference, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, pk, form, act, _("Đã ghi kết luận."))


def _kind(check: str) -> ClearanceCheck:
    if check not in ClearanceCheck.values:
        raise NotFound(_("Không có mục thẩm định này."))
    return ClearanceCheck(check)


def _form(form_class: Callable[..., Any], key: str, request: HttpRequest | None = None) -> Any:
    """Many forms share this page: each marks its fields with its own name."""
    return form_class(request.POST if request else None, auto_id=f"{key}-%s")


def _take(request: HttpRequest, pk: int, form: Any, act: Callable[[], object], said: str) -> HttpResponse:
    """A form of this page into its service; on a mistake the page again with everything that was typed."""
    if form.is_valid():
        try:
            act()
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, said)
            return redirect("clearance_review", pk)
    return _page(request, pk, sent=form)


def _page(request: HttpRequest, pk: int, sent: Any = None) -> HttpResponse:
    dossier = selectors.dossier_for(request.user, pk)
    waiting = selectors.waiting_for(request.user).exclude(user=pk).first()
    context = {
        "dossier": dossier,
        "adult": dossier.adult,
        "cards": [_card(dossier, step, sent) for step in dossier.steps],
        "references": [(row, _settling(row, sent)) for row in (*dossier.references, *dossier.past_references)],
        "following": waiting.user if waiting else None,
    }
    return render(request, "people/clearance_review.html", context, status=422 if sent is not None else 200)


def _card(dossier: selectors.Dossier, step: Step, sent: Any) -> Card:
    check = step.check
    held = reason(references.check_two_are_positive, dossier.adult) if check == ClearanceCheck.REFERENCES else None
    may_grant = check not in rules.SELF_SERVICE or step.request is not None
    grant = _or_sent(_granting(check, dossier.homes), sent) if may_grant else None
    refuse = _or_sent(_form(WhyForm, f"refuse-{check}"), sent) if step.request is not None else None
    revoke = _or_sent(_form(WhyForm, f"revoke-{check}"), sent) if step.row is not None else None
    return Card(step, held or "", grant, refuse, revoke)


def _granting(check: ClearanceCheck, homes: list[Organisation], request: HttpRequest | None = None) -> Any:
    form_class: Callable[..., Any] = _GRANTS[check][0]
    if check == ClearanceCheck.ORGANISATION_WORD:
        form_class = partial(form_class, organisations=homes)
    return _form(form_class, f"grant-{check}", request)


def _settling(reference: Reference, sent: Any) -> TidyForm | None:
    return _or_sent(_form(ConclusionForm, f"settle-{reference.pk}"), sent) if reference.is_worrying else None


def _or_sent(form: Any, sent: Any) -> Any:
    """The one that was just sent with a mistake stands in its place."""
    return sent if sent is not None and sent.auto_id == form.auto_id else form
