"""What would lift a pair's score, in words for who can do it: the team and its adviser, or the post's side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from matching import standing, wording
from matching.models import Suggestion
from matching.selectors.corpus import ANSWERS
from matching.selectors.loads import Load
from matching.wording import Params, Reader
from network.enums import NeedKind, ProposalSide

SHOWN = 3
# How a team writes down that it needs what a post of a kind gives; the first where there are several ways.
_ASKED_AS = {str(answer): NeedKind(need) for need, answer in reversed(ANSWERS.items())}


@dataclass(frozen=True)
class Advice:
    """`gain` in points of the score (0..1); `points` as they are shown."""

    code: str
    text: str
    gain: float

    @property
    def points(self) -> int:
        return round(self.gain * 100)


def of(
    suggestion: Suggestion, side: ProposalSide | None, reader: Reader, fields: Mapping[str, str], load: Load
) -> list[Advice]:
    """The most first; nothing for whoever acts for neither side."""
    sentences = _SENTENCES.get(side, {}) if side else {}
    told = [change for change in standing.changes(suggestion) if change["code"] in sentences]
    can_be_done = [change for change in told if _can_be_done(change, load)]
    return [_advice(change, sentences[change["code"]], reader, fields) for change in can_be_done[:SHOWN]]


def _can_be_done(change: dict[str, Any], load: Load) -> bool:
    """Somebody waits for an answer today; a team can ask for such help."""
    if change["code"] == "answer_who_waits":
        return load.waiting > 0
    return change["code"] != "ask_for_the_kind" or change["params"]["kind"] in _ASKED_AS


def _advice(
    change: dict[str, Any], say: Callable[[Params, Reader], str], reader: Reader, fields: Mapping[str, str]
) -> Advice:
    return Advice(change["code"], say(wording.with_fields(change["params"], fields), reader), change["gain"])


def _name_a_material(params: Params, reader: Reader) -> str:
    what = {"what": wording.name(params["concept_names"])}
    if reader == Reader.PUPIL:
        return _("Nếu bài của nhóm em nói rõ sản phẩm làm bằng gì, ví dụ “%(what)s”.") % what
    return _("Nếu ý tưởng nói rõ sản phẩm làm bằng gì, ví dụ “%(what)s”; thầy cô hỏi thêm các em giúp.") % what


def _ask_for_a_skill(params: Params, reader: Reader) -> str:
    what = {"what": wording.name(params["concept_names"])}
    if reader == Reader.PUPIL:
        return _("Nếu nhóm em cần “%(what)s” và ghi điều đó vào phần đang cần.") % what
    return _("Nếu các em cần “%(what)s” và ghi điều đó vào phần đang cần; thầy cô hỏi thêm các em giúp.") % what


def _ask_for_the_kind(params: Params, reader: Reader) -> str:
    kind = {"kind": _ASKED_AS[params["kind"]].label}
    if reader == Reader.PUPIL:
        return _("Nếu nhóm em cũng tìm %(kind)s và ghi thêm vào phần đang cần.") % kind
    return _("Nếu các em cũng tìm %(kind)s và ghi thêm vào phần đang cần.") % kind


def _ask_to_meet_online(params: Params, reader: Reader) -> str:
    if reader == Reader.PUPIL:
        return _("Nếu hai bên gặp trực tuyến được: nhóm em có thể hỏi điều này khi gửi đề nghị.")
    return _("Nếu hai bên gặp trực tuyến được: thầy cô có thể hỏi điều này khi gửi đề nghị.")


def _meet_online(params: Params, reader: Reader) -> str:
    return _("Nếu anh chị gặp trực tuyến được và ghi điều đó vào bài.")


def _take_one_more(params: Params, reader: Reader) -> str:
    return _("Nếu anh chị nhận thêm một nhóm.")


def _answer_who_waits(params: Params, reader: Reader) -> str:
    return _("Nếu anh chị trả lời các đề nghị đang chờ.")


def _widen_ages(params: Params, reader: Reader) -> str:
    ages = {"youngest": params["youngest"], "oldest": params["oldest"]}
    return _("Nếu anh chị nhận cả lứa %(youngest)s–%(oldest)s tuổi.") % ages


def _add_field(params: Params, reader: Reader) -> str:
    return _("Nếu bài của anh chị cũng nhận lĩnh vực %(field)s.") % {"field": ", ".join(params["field_names"])}


_SENTENCES: dict[ProposalSide, dict[str, Callable[[Params, Reader], str]]] = {
    ProposalSide.TEAM: {
        "name_a_material": _name_a_material,
        "ask_for_a_skill": _ask_for_a_skill,
        "ask_for_the_kind": _ask_for_the_kind,
        "meet_online": _ask_to_meet_online,
    },
    ProposalSide.SUPPLY: {
        "meet_online": _meet_online,
        "take_one_more": _take_one_more,
        "answer_who_waits": _answer_who_waits,
        "widen_ages": _widen_ages,
        "add_field": _add_field,
    },
}
