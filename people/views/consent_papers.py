"""The signed paper: brought in by one of the staff, confirmed by a second one, opened by those in charge alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.attachments import Attachment, attached
from core.errors import Conflict, Invalid
from core.pagination import piece_of
from people import paper_files
from people.forms.guardians import NoteForm, PaperForm
from people.models import ConsentPaper
from people.selectors import guardians, pupil_papers
from people.services import consent_papers as services
from people.services import pupil_views


@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Papers that wait for a second person; those one brought in oneself are told apart."""
    pupil_papers.get_school_for(request.user, None)
    rows = pupil_papers.papers_for(request.user).filter(is_right=None)
    return render(request, "people/consent_papers.html", {"piece": piece_of(rows, request.GET.get("page"))})


@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = guardians.get_for(request.user, pk)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        try:
            file, answers = form.cleaned_data["file"], form.answers()
            services.upload(
                guardianship=guardianship, file=file, answers=answers, version=form.version(), by=request.user
            )
            messages.success(request, _("Đã cất giấy. Giấy có giá trị khi một thầy cô khác xem và xác nhận."))
            return redirect("pupil_papers", guardianship.pupil_id)
        except (Invalid, Conflict) as refusal:
            form.add_error("file" if getattr(refusal, "field", "") == "file" else None, refusal.sentence)
    pupil_views.note_look(pupil=guardianship.pupil, viewer=request.user)
    context = {"guardianship": guardianship, "form": form}
    return render(request, "people/paper_form.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pupil_papers.get_paper_for(request.user, pk), NoteForm())


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    paper = pupil_papers.get_paper_for(request.user, pk)
    done = services.confirm(paper=paper, by=request.user)
    messages.success(request, _("Đã xác nhận. Từ bây giờ giấy có giá trị."))
    if done.held_back:
        messages.warning(request, _("Có việc chưa mở được vì một người giám hộ khác đã nói không."))
    return redirect("pupil_papers", paper.guardianship.pupil_id)


@login_required
@require_POST
def turn_down(request: HttpRequest, pk: int) -> HttpResponse:
    paper = pupil_papers.get_paper_for(request.user, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, paper, form)
    services.turn_down(paper=paper, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("Đã ghi. Giấy này không có giá trị."))
    return redirect("pupil_papers", paper.guardianship.pupil_id)


@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    paper, content = services.open_for(viewer=request.user, pk=pk)
    name = f"phieu-{paper.pk}.{paper_files.ENDINGS[paper.content_type]}"
    return attached(Attachment(name, paper.content_type, content))


def _page(request: HttpRequest, paper: ConsentPaper, form: NoteForm) -> HttpResponse:
    context = {"paper": paper, "spoken": services.noted(paper=paper, viewer=request.user), "form": form}
    return render(request, "people/consent_paper.html", context)
