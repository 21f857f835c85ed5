"""The pages of challenges and offers. `kind` comes from `urls.py`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import written
from core.errors import Invalid
from core.pagination import piece_of
from network.enums import PostStatus
from network.forms.posts import PostForm
from network.models import Challenge, Offer
from network.permissions import posts as permissions
from network.selectors import posts as selectors
from network.selectors import reviews as review_selectors
from network.selectors import search
from network.services import posts as services
from network.views.kinds import Kind
from people.enums import Right
from people.selectors import delegations


@login_required
def index(request: HttpRequest, kind: Kind) -> HttpResponse:
    """What is open, narrowed by the address; with `?mine=1` what the reader's organisations have in hand."""
    filters = kind.filters(request.GET)
    wanted = filters.wanted()
    mine = "mine" in request.GET
    reader = delegations.reader(request.user, Right.REVIEW_POSTS)
    words, facts = search.taken_apart(wanted)
    rows = written.rows(selectors.listed, reader, words, model=kind.model, mine=mine, **facts)
    context = {
        "kind": kind,
        "filters": filters,
        "active": len(wanted),
        "mine": mine,
        "piece": piece_of(rows, request.GET.get("page")),
        "may_write": permissions.can_write(request.user, kind.model),
    }
    return render(request, "network/post_list.html", context)


@login_required
def detail(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    post = selectors.get_for(request.user, kind.model, pk)
    context = {
        "kind": kind,
        "post": post,
        "fields": list(post.fields.all()),
        "may_edit": permissions.can_edit(request.user, post),
        "review": review_selectors.latest_for(request.user, post),
    }
    return render(request, f"network/{kind.name}_detail.html", context)


@login_required
def create(request: HttpRequest, kind: Kind) -> HttpResponse:
    permissions.check_can_write(request.user, kind.model)
    homes = permissions.organisations_to_write_for(request.user, kind.model)
    form = kind.form(request.POST or None, organisation_ids=homes)
    if request.method == "POST" and form.is_valid():
        try:
            post = services.write(
                model=kind.model,
                organisation=form.cleaned_data["organisation"],
                content=form.content(),
                by=request.user,
            )
            return _saved(request, kind, post)
        except Invalid as refusal:
            form.take(refusal)
    return _form_page(request, kind, form)


@login_required
def edit(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    post = selectors.get_for(request.user, kind.model, pk)
    permissions.check_can_edit(request.user, post)
    form = kind.form(request.POST or None, instance=post)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, kind, services.edit(post=post, content=form.content(), by=request.user))
        except Invalid as refusal:
            form.take(refusal)
    return _form_page(request, kind, form, post)


@login_required
@require_POST
def submit(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    services.submit(post=selectors.get_for(request.user, kind.model, pk), by=request.user)
    messages.success(request, _("Đã gửi Sở duyệt. Thường mất một đến hai ngày làm việc."))
    return redirect(f"{kind.name}_detail", pk)


@login_required
@require_POST
def recall(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    services.recall(post=selectors.get_for(request.user, kind.model, pk), by=request.user)
    messages.success(request, _("Bài đã về lại bản nháp, anh chị sửa tiếp được."))
    return redirect(f"{kind.name}_detail", pk)


@login_required
@require_POST
def close(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    services.close(post=selectors.get_for(request.user, kind.model, pk), by=request.user)
    messages.success(request, _("Đã đóng. Các nhóm đang đồng hành vẫn tiếp tục."))
    return redirect(f"{kind.name}_detail", pk)


def _saved(request: HttpRequest, kind: Kind, post: Challenge | Offer) -> HttpResponse:
    """To the post, handed in at once where the button said so."""
    if "submit" in request.POST and post.status in {PostStatus.DRAFT, PostStatus.CHANGES_REQUESTED}:
        services.submit(post=post, by=request.user)
        messages.success(request, _("Đã gửi Sở duyệt. Thường mất một đến hai ngày làm việc."))
    elif post.status == PostStatus.PUBLISHED:
        messages.success(request, _("Bản sửa đã gửi duyệt. Trong lúc chờ, bài đã duyệt vẫn mở."))
    else:
        messages.success(request, _("Đã lưu bản nháp."))
    return redirect(f"{kind.name}_detail", post.pk)


def _form_page(request: HttpRequest, kind: Kind, form: PostForm, post: Challenge | Offer | None = None) -> HttpResponse:
    return render(request, "network/post_form.html", {"kind": kind, "form": form, "post": post})
