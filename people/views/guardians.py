"""One pupil's guardians and papers, for those who keep them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Conflict, Invalid
from people import senders
from people.enums import ConsentPurpose
from people.forms.guardians import GuardianForm, PhoneForm
from people.models import User
from people.selectors import guardians as selectors
from people.selectors import pupil_papers
from people.services import consents, guardian_links, phones, pupil_views
from people.services import guardians as services


@login_required
def of_pupil(request: HttpRequest, pk: int) -> HttpResponse:
    pupil = pupil_papers.get_pupil_for(request.user, pk)
    papers = pupil_views.papers_of(pupil=pupil, viewer=request.user)
    context = {"pupil": pupil, "papers": papers, "reaches_phones": senders.reaches_phones()}
    return render(request, "people/pupil_papers.html", context)


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    pupil = pupil_papers.get_pupil_for(request.user, pk)
    form = GuardianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add(pupil=pupil, by=request.user, **form.cleaned_data)
            messages.success(request, _("Đã thêm phụ huynh. Số điện thoại dùng được khi một thầy cô khác xác nhận."))
            return redirect("pupil_papers", pk)
        except Invalid as refusal:
            form.take(refusal)
    return _form(request, pupil, form, _("Thêm phụ huynh"))


@login_required
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = selectors.get_for(request.user, pk)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            phones.correct(guardianship=guardianship, by=request.user, **form.cleaned_data)
            messages.success(request, _("Đã ghi số mới. Số cũ vẫn dùng cho đến khi một thầy cô khác xác nhận số mới."))
            return redirect("pupil_papers", guardianship.pupil_id)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as refusal:
            form.add_error("phone", refusal.sentence)
    return _form(request, guardianship.pupil, form, _("Sửa số của %(name)s") % {"name": guardianship.guardian})


@login_required
@require_POST
def vouch(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = selectors.get_for(request.user, pk)
    phones.vouch(guardianship=guardianship, by=request.user)
    messages.success(request, _("Đã xác nhận số điện thoại."))
    return redirect("pupil_papers", guardianship.pupil_id)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = selectors.get_for(request.user, pk)
    services.end(guardianship=guardianship, by=request.user)
    messages.success(request, _("Người này không còn là người giám hộ của em. Những gì chỉ người này đồng ý đã dừng."))
    return redirect("pupil_papers", guardianship.pupil_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The guardian came to the school, or rang, to stop something."""
    guardianship = selectors.get_for(request.user, pk)
    purpose = request.POST.get("purpose", "")
    if purpose not in ConsentPurpose:
        messages.error(request, _("Hãy chọn việc phụ huynh muốn dừng."))
        return redirect("pupil_papers", guardianship.pupil_id)
    consents.withdraw(guardianship=guardianship, purpose=ConsentPurpose(purpose), by=request.user)
    messages.success(request, _("Đã dừng theo lời phụ huynh. Việc này có hiệu lực ngay."))
    return redirect("pupil_papers", guardianship.pupil_id)


@login_required
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = selectors.get_for(request.user, pk)
    guardian_links.send(guardianship=guardianship, by=request.user)
    messages.success(request, _("Đã gửi đường dẫn đến điện thoại của phụ huynh."))
    return redirect("pupil_papers", guardianship.pupil_id)


def _form(request: HttpRequest, pupil: User, form: Any, title: str) -> HttpResponse:
    pupil_views.note_look(pupil=pupil, viewer=request.user)
    return render(request, "people/guardian_form.html", {"pupil": pupil, "form": form, "title": title})
