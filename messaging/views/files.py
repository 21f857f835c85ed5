"""Files in conversations: brought in from the thread, handed out to who may read the message."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.attachments import Attachment, attached, harmless, shown
from core.errors import Invalid
from messaging import file_kinds
from messaging.forms.files import FileForm
from messaging.selectors import frames
from messaging.services import attachments as services


@login_required
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """For the page's script: what was kept, as the thread shows it; or the sentence that says why not."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"why": _("Chọn một tệp để gửi.")}, status=422)
    try:
        row = services.upload(conversation=pk, file=form.cleaned_data["file"], by=request.user)
    except Invalid as refusal:
        return JsonResponse({"why": refusal.sentence}, status=422)
    return JsonResponse(frames.file_facts(row), status=201)


@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    row, content = services.open_for(viewer=request.user, pk=pk)
    answer = shown if file_kinds.is_shown(row.type) else attached
    return harmless(answer(Attachment(row.name, row.type, content)))
