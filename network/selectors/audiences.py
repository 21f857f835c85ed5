"""Who may see an idea now, in words: asked of the same gates that decide it, so the page cannot promise otherwise."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.enums import IdeaStatus, Visibility
from network.models import Idea
from network.selectors import ideas
from people.enums import ConsentPurpose
from people.selectors import gates

SENTENCES: dict[Visibility, Promise] = {
    Visibility.CLUB: gettext_lazy("Các bạn trong câu lạc bộ và thầy cô của trường."),
    Visibility.SCHOOL: gettext_lazy("Học sinh và thầy cô của trường."),
    Visibility.PARTNERS: gettext_lazy(
        "Người của trường, cán bộ Sở, và các bên đồng hành đã thẩm định. Họ tên các bạn chỉ người trong trường biết."
    ),
    Visibility.PUBLIC: gettext_lazy(
        "Mọi người, kể cả khi không đăng nhập. Họ tên các bạn chỉ người trong trường biết."
    ),
}
_DRAFT = gettext_lazy("Nhóm và thầy cô của trường. Ý tưởng chưa đăng nên chưa ai khác thấy.")


@dataclass(frozen=True)
class Audience:
    """`rung` is how far the idea reaches today, None while it is not published; `gaps` say why not further."""

    rung: Visibility | None
    sentence: str
    gaps: list[str] = field(default_factory=list)


def of(idea: Idea) -> Audience:
    if idea.status != IdeaStatus.PUBLISHED:
        return Audience(rung=None, sentence=str(_DRAFT))
    wanted = Visibility(idea.visibility)
    rung = _reached(idea, wanted)
    return Audience(rung=rung, sentence=str(SENTENCES[rung]), gaps=[] if rung == wanted else _gaps(idea, rung))


def _reached(idea: Idea, wanted: Visibility) -> Visibility:
    if wanted in {Visibility.CLUB, Visibility.SCHOOL}:
        return wanted
    rows = Idea.objects.filter(pk=idea.pk)
    if wanted == Visibility.PUBLIC and rows.filter(ideas.is_public()).exists():
        return Visibility.PUBLIC
    return Visibility.PARTNERS if rows.filter(ideas.is_open_to_partners()).exists() else Visibility.SCHOOL


def _gaps(idea: Idea, rung: Visibility) -> list[str]:
    found = []
    pupils, here = list(ideas.team_of(idea).values_list("pupil", flat=True)), frozenset({idea.club.school_id})
    if not Idea.objects.filter(gates.is_adviser_in("club__adviser", "club__school"), pk=idea.pk).exists():
        found.append(_("Câu lạc bộ đang thiếu giáo viên phụ trách, nên người ngoài trường chưa thấy."))
    if rung == Visibility.SCHOOL and gates.pupils_without_consent(pupils, ConsentPurpose.ACCOUNT):
        found.append(_("Có bạn trong nhóm đang thiếu đồng ý của phụ huynh, nên người ngoài trường chưa thấy."))
    if rung == Visibility.SCHOOL and gates.pupils_in_schools(here).filter(pk__in=pupils).count() < len(pupils):
        found.append(_("Có bạn trong nhóm không còn học ở trường này, nên người ngoài trường chưa thấy."))
    if rung == Visibility.PARTNERS:
        found.append(_("Chưa đủ phụ huynh đồng ý cho trang công khai, nên ý tưởng mới mở cho các bên đồng hành."))
    return found
