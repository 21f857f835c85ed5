"""What a school lacks, class by class: who agreed to what, forms to print, messages to send, the table as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.attachments import Attachment, attached
from people import senders
from people.enums import ConsentPurpose
from people.forms.guardians import BoardFilterForm
from people.models import School
from people.selectors import consent_board as selectors
from people.selectors import guardians, pupil_papers
from people.services import consent_forms, consent_rounds, guardian_links, phones


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """The classes of one's school; of the first, where somebody has several."""
    asked = request.GET.get("school", "")
    pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    school = pupil_papers.get_school_for(request.user, pk)
    context = {
        "school": school,
        "schools": pupil_papers.schools_for(request.user),
        "classes": selectors.classes(school),
        "purposes": ConsentPurpose,
        "waiting": pupil_papers.papers_for(request.user).filter(is_right=None).count(),
        "phones": guardians.with_unchecked_phone(school).count(),
    }
    return render(request, "people/consent_board.html", context)


@login_required
def of_class(request: HttpRequest, pk: int) -> HttpResponse:
    school = pupil_papers.get_school_for(request.user, pk)
    filters = BoardFilterForm(request.GET)
    wanted = filters.wanted()
    name = _name_in(request, school)
    rows = consent_rounds.seen_rows(school=school, class_name=name, viewer=request.user, **wanted)
    context = {
        "school": school,
        "name": name,
        "filters": filters,
        "active": len(wanted),
        "rows": rows,
        "counts": selectors.counts(rows),
        "purposes": ConsentPurpose,
        "reach": selectors.reach(school, name),
        "reaches_phones": senders.reaches_phones(),
    }
    return render(request, "people/consent_class.html", context)


@login_required
@require_POST
def print_class(request: HttpRequest, pk: int) -> HttpResponse:
    """The links are on this one page and nowhere else, so it is made anew each time."""
    school = pupil_papers.get_school_for(request.user, pk)
    name = _name_in(request, school)
    return _printed(request, school, consent_forms.for_class(school=school, class_name=name, by=request.user))


@login_required
@require_POST
def print_pupil(request: HttpRequest, pk: int) -> HttpResponse:
    pupil = pupil_papers.get_pupil_for(request.user, pk)
    school, forms = consent_forms.for_pupil(pupil=pupil, by=request.user)
    return _printed(request, school, forms)


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    school = pupil_papers.get_school_for(request.user, pk)
    name = _name_in(request, school)
    done = guardian_links.send_to_class(school=school, class_name=name, by=request.user)
    messages.success(
        request, _("Đã gửi %(count)s tin. Ai nhận tin hôm nay rồi thì không gửi thêm.") % {"count": done.sent}
    )
    return redirect(f"{reverse('consent_class', args=[pk])}?{urlencode({'name': name})}")


@login_required
def export(request: HttpRequest, pk: int) -> HttpResponse:
    school = pupil_papers.get_school_for(request.user, pk)
    content = consent_rounds.export(school=school, class_name=request.GET.get("name"), viewer=request.user)
    return attached(Attachment("dong-y-phu-huynh.csv", "text/csv; charset=utf-8", content))


@login_required
def unchecked_phones(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers that wait for the word of one or two of the staff; several can be confirmed together."""
    school = pupil_papers.get_school_for(request.user, pk)
    if request.method == "POST":
        chosen = [int(value) for value in request.POST.getlist("guardianship") if value.isascii() and value.isdigit()]
        done = phones.vouch_for_many(pks=chosen, by=request.user)
        messages.success(request, _("Đã xác nhận %(count)s số.") % {"count": done})
        return redirect("consent_phones", pk)
    rows = consent_rounds.seen_phones(school=school, viewer=request.user)
    others = [row for row in rows if row.asked_by != request.user.pk]  # type: ignore[attr-defined]
    context = {"school": school, "rows": rows, "may_choose": bool(others)}
    return render(request, "people/consent_phones.html", context)


def _name_in(request: HttpRequest, school: School) -> str:
    """The class asked for, or the school's first."""
    data = request.POST if request.method == "POST" else request.GET
    known = selectors.class_names(school)
    return data["name"] if data.get("name") in known else next(iter(known), "")


def _printed(request: HttpRequest, school: School, forms: list[consent_forms.PrintedForm]) -> HttpResponse:
    context = {"school": school, "forms": forms, "text": consent_forms.text(), "ends_on": consent_forms.counts_until()}
    answer = render(request, "people/consent_forms.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
