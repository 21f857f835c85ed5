"""The figures of a period one by one, each with what it is of: what a sheet holds of `quality.py`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.selectors.quality import Quality
from matching.selectors.quality_answers import Answers, Waiting
from matching.selectors.quality_groups import ALL, Share
from matching.selectors.quality_reach import Ideas, Posts, Reached, Shown


@dataclass(frozen=True)
class Line:
    """`part` of `whole` where it is a share with an interval, else a number in `part` alone."""

    about: str
    group: str
    figure: str
    part: int
    share: Share | None = None


def of(quality: Quality) -> Iterator[Line]:
    if quality.ideas:
        yield from _of_ideas(quality.ideas)
    if quality.posts:
        yield from _of_posts(quality.posts)
    for origin in quality.outcomes.origins:
        if origin.counted:
            yield from _answers(_("Đề nghị theo nguồn"), origin.label, origin.counted)
        if origin.waiting:
            yield from _waiting(_("Đề nghị theo nguồn"), origin.label, origin.waiting)
    for about, groups in (
        (_("Đề nghị từ gợi ý, theo loại"), quality.outcomes.kinds),
        (_("Đề nghị từ gợi ý, theo cấp học"), quality.outcomes.levels),
        (_("Đề nghị từ gợi ý, theo xã, phường"), quality.outcomes.communes),
    ):
        for group in groups:
            yield from _answers(about, group.label, group)


def _of_ideas(ideas: Ideas) -> Iterator[Line]:
    for about, groups in (
        (_("Ý tưởng"), [ideas.all]),
        (_("Ý tưởng theo cấp học"), ideas.levels),
        (_("Ý tưởng theo xã xa hay không"), ideas.places),
        (_("Ý tưởng theo xã, phường"), ideas.communes),
    ):
        for group in groups:
            yield from _reached(about, group)


def _reached(about: str, group: Reached) -> Iterator[Line]:
    yield Line(about, group.label, _("có ít nhất một gợi ý"), group.one, group.with_one)
    yield Line(about, group.label, _("có ít nhất năm gợi ý"), group.five, group.with_five)
    yield Line(about, group.label, _("số lần đứng trong danh sách của bài đăng"), group.lists)


def _of_posts(posts: Posts) -> Iterator[Line]:
    for about, groups in (
        (_("Bài đăng"), [posts.all]),
        (_("Bài đăng theo loại"), posts.kinds),
        (_("Bài đăng theo xã, phường"), posts.communes),
    ):
        for group in groups:
            yield _shown(about, group)
    for figure, value in ((_("chỉ số Gini, phần trăm"), posts.gini), (_("phần của một phần mười"), posts.top_tenth)):
        if value is not None:
            yield Line(_("Mức tập trung"), Shown(ALL, 0, 0).label, figure, round(100 * value))


def _shown(about: str, group: Shown) -> Line:
    return Line(about, group.label, _("từng được gợi ý"), group.suggested, group.share)


def _answers(about: str, label: str, counted: Answers) -> Iterator[Line]:
    yield Line(about, label, _("đã hỏi"), counted.asked)
    yield Line(about, label, _("được trả lời"), counted.answered, counted.response)
    yield Line(about, label, _("được nhận"), counted.accepted, counted.acceptance)


def _waiting(about: str, label: str, waiting: Waiting) -> Iterator[Line]:
    hours = ((_("số giờ chờ, ở giữa"), waiting.median), (_("số giờ chờ, chín trên mười trong vòng"), waiting.p90))
    for figure, took in hours:
        yield Line(about, label, figure, round(took.total_seconds() / 3600))
