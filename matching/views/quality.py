"""How good suggestions are, for the Department, and for a school's administrators of their own school."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.attachments import attached
from core.errors import Invalid
from matching.forms import PeriodForm
from matching.permissions import quality as permissions
from matching.permissions import rankers
from matching.selectors import quality as selectors
from matching.selectors.quality import Quality
from matching.services import quality_files


@login_required
def index(request: HttpRequest) -> HttpResponse:
    permissions.check_can_see_quality(request.user)
    form = PeriodForm(request.GET)
    counted = selectors.of(request.user, form.period)
    context = _tables(counted.value) | {
        "form": form,
        "quality": counted.value,
        "counted_at": counted.counted_at,
        "active": sum(bool(request.GET.get(name)) for name in form.fields),
        "tabs": tabs("suggestion_quality") if rankers.can_see(request.user) else [],
    }
    return render(request, "matching/quality.html", context)


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The page's figures as a sheet; a period that cannot be meant is refused rather than replaced."""
    permissions.check_can_see_quality(request.user)
    form = PeriodForm(request.GET)
    period = form.period
    if form.errors:
        raise Invalid(errors=dict(form.errors.items()))
    return attached(quality_files.export(period=period, by=request.user, as_csv=request.GET.get("as") == "csv"))


def _tables(quality: Quality) -> dict[str, Any]:
    """Tables of one look under their titles; a school, which is of one place, has none by place."""
    ideas, posts, outcomes = quality.ideas, quality.posts, quality.outcomes
    answers = [(_("Đề nghị từ gợi ý, theo loại hỗ trợ"), outcomes.kinds)]
    reached = [(_("Ý tưởng, theo cấp học"), ideas.levels)] if ideas else []
    if quality.is_city:
        answers += [(_("Đề nghị từ gợi ý, theo cấp học"), outcomes.levels)]
        answers += [(_("Đề nghị từ gợi ý, theo xã, phường"), outcomes.communes)]
    if ideas and quality.is_city:
        reached += [(_("Xã xa và những nơi khác"), ideas.places), (_("Ý tưởng, theo xã, phường"), ideas.communes)]
    shown = [(_("Bài đăng, theo loại"), posts.kinds), (_("Bài đăng, theo xã, phường"), posts.communes)] if posts else []
    return {"answers": answers, "reached": reached, "shown": shown}


def tabs(here: str) -> list[dict[str, Any]]:
    """The two pages about the recommender that the Department reads side by side."""
    pages = {"suggestion_quality": _("Chất lượng gợi ý"), "ranker_list": _("Mô hình gợi ý")}
    return [
        {"label": label, "url": reverse(name), "active": name == here, "count": ""} for name, label in pages.items()
    ]
