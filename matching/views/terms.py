"""The concept lexicon: browse it, try a text on it, propose a change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from core.forms import TidyForm
from matching.enums import TermLanguage, TermProposalKind
from matching.forms import AddFormForm, NewConceptForm, RemoveFormForm, TermFilterForm, TryTextForm
from matching.permissions import terms as permissions
from matching.selectors import terms as selectors
from matching.selectors.terms import Detail
from matching.services import term_proposals


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see(request.user)
    filters = TermFilterForm(request.GET)
    wanted = filters.wanted()
    listing = selectors.listed(request.user, _language(), **wanted, page=request.GET.get("page"))
    context = {"filters": filters, "active": len(wanted), "listing": listing, "tabs": tabs("term_list")}
    return render(request, "matching/term_list.html", context)


@login_required
def attempt(request: HttpRequest) -> HttpResponse:
    """What the engine reads in a text; nothing of it is kept."""
    permissions.check_can_see(request.user)
    form = TryTextForm(request.POST if request.method == "POST" else None)
    found = selectors.read(form.cleaned_data["text"], _language()) if form.is_valid() else None
    return render(request, "matching/term_try.html", {"form": form, "found": found, "tabs": tabs("term_try")})


@login_required
def detail(request: HttpRequest, code: str) -> HttpResponse:
    permissions.check_can_see(request.user)
    return _detail(request, selectors.get_for(request.user, code, _language()))


@login_required
@require_POST
def add_form(request: HttpRequest, code: str) -> HttpResponse:
    permissions.check_can_see(request.user)
    found = selectors.get_for(request.user, code, _language())
    form = AddFormForm(request.POST, auto_id="add_%s")
    if form.is_valid():
        given = form.cleaned_data
        language = TermLanguage(given["language"])
        if _proposed(request, form, code, TermProposalKind.ADD_FORM, language, given["form"]):
            return redirect("term_detail", code)
    return _detail(request, found, add=form)


@login_required
@require_POST
def remove_form(request: HttpRequest, code: str) -> HttpResponse:
    permissions.check_can_see(request.user)
    found = selectors.get_for(request.user, code, _language())
    form = RemoveFormForm(request.POST, vi=found.vi, en=found.en)
    if form.is_valid() and _proposed(request, form, code, TermProposalKind.REMOVE_FORM, *form.chosen):
        return redirect("term_detail", code)
    return _detail(request, found, remove=form)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see(request.user)
    initial = {"parent": request.GET.get("parent", "")}
    form = NewConceptForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            made = term_proposals.propose_concept(terms=form.terms, reason=reason, by=request.user)
            messages.success(request, _("Đã gửi đề xuất tới Sở. Có trả lời sẽ báo ở mục thông báo."))
            return redirect("term_proposal_detail", made.pk)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            form.add_error(None, refusal.sentence)
    return render(request, "matching/concept_form.html", {"form": form})


def _proposed(
    request: HttpRequest, form: TidyForm, code: str, kind: TermProposalKind, language: TermLanguage, words: str
) -> bool:
    """Whether it was taken; why not is said at the form."""
    try:
        reason = form.cleaned_data["reason"]
        term_proposals.propose_form(
            kind=kind, concept=code, language=language, form=words, reason=reason, by=request.user
        )
    except Invalid as refusal:
        form.take(refusal)
        return False
    except Conflict as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, _("Đã gửi đề xuất tới Sở. Có trả lời sẽ báo ở mục thông báo."))
    return True


def _detail(
    request: HttpRequest, found: Detail, *, add: AddFormForm | None = None, remove: RemoveFormForm | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "add": add or AddFormForm(auto_id="add_%s"),
        "remove": remove or RemoveFormForm(vi=found.vi, en=found.en),
    }
    return render(request, "matching/term_detail.html", context)


def tabs(here: str) -> list[dict[str, object]]:
    pages = {"term_list": _("Bộ từ"), "term_try": _("Thử một đoạn"), "term_proposal_list": _("Đề xuất")}
    return [
        {"label": label, "url": reverse(name), "active": name == here, "count": ""} for name, label in pages.items()
    ]


def _language() -> str:
    return get_language() or "vi"
