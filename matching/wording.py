"""The engine's codes as sentences, by who reads: a pupil ("em"), a teacher ("thầy cô") or an outside adult ("anh chị").

Each sentence states only what its code's parameters hold, so it is as true as they are.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core import wording
from matching.selectors.loads import Load
from network.enums import OfferKind
from people.selectors.hats import Hats

Params = Mapping[str, Any]


class Reader(StrEnum):
    PUPIL = "pupil"
    TEACHER = "teacher"
    SUPPORTER = "supporter"


SCORERS = {
    "accented": gettext_lazy("Từ ngữ giống nhau"),
    "folded": gettext_lazy("Từ ngữ giống nhau khi bỏ dấu"),
    "concepts": gettext_lazy("Điều cần và chuyên môn"),
    "kind": gettext_lazy("Loại hỗ trợ cần tìm"),
    "field": gettext_lazy("Lĩnh vực"),
    "age": gettext_lazy("Độ tuổi"),
    "distance": gettext_lazy("Khoảng cách"),
    "capacity": gettext_lazy("Số chỗ còn lại"),
    "response": gettext_lazy("Thói quen trả lời"),
    "freshness": gettext_lazy("Độ mới"),
}


def reader_of(worn: Hats) -> Reader:
    if worn.is_pupil:
        return Reader.PUPIL
    return Reader.TEACHER if worn.is_school_staff or worn.is_officer else Reader.SUPPORTER


# With one team nobody is busy yet.
BUSY_FROM = 2


def sentence(reason: Mapping[str, Any], reader: Reader, fields: Mapping[str, str]) -> str:
    """One reason or counter-reason in words. `fields` names the official fields by code."""
    params = with_fields(reason["params"], fields)
    words = [mark["idea"][-1].lower() for mark in reason.get("marks", [])]
    return _SENTENCES[reason["code"]]({**params, "words": words}, reader)


def with_fields(params: Params, fields: Mapping[str, str]) -> Params:
    return {**params, "field_names": [fields.get(code, code) for code in params.get("fields", [])]}


def load_sentences(load: Load, reader: Reader) -> list[str]:
    """What the author of the post has on hand, where that speaks against the pair."""
    busy = [_busy(load.teams, reader)] if load.teams >= BUSY_FROM else []
    return [*busy, _unanswered(load.waiting, reader)] if load.waiting else busy


def _busy(teams: int, reader: Reader) -> str:
    if reader == Reader.SUPPORTER:
        text = ngettext("Bên anh chị đang bận với %(count)s nhóm.", "Bên anh chị đang bận với %(count)s nhóm.", teams)
    else:
        text = ngettext("Bên này đang bận với %(count)s nhóm.", "Bên này đang bận với %(count)s nhóm.", teams)
    return text % {"count": teams}


def _unanswered(waiting: int, reader: Reader) -> str:
    if reader == Reader.SUPPORTER:
        text = ngettext(
            "Bên anh chị còn %(count)s lời mời chưa trả lời.",
            "Bên anh chị còn %(count)s lời mời chưa trả lời.",
            waiting,
        )
    else:
        text = ngettext(
            "Bên này còn %(count)s lời mời chưa trả lời.", "Bên này còn %(count)s lời mời chưa trả lời.", waiting
        )
    return text % {"count": waiting}


def _concept_link(params: Params, reader: Reader) -> str:
    words = {"need": name(params["need_names"]), "skill": name(params["skill_names"])}
    if reader == Reader.PUPIL:
        return _("Nhóm em cần “%(need)s”, bên này giỏi “%(skill)s”.") % words
    if reader == Reader.SUPPORTER:
        return _("Nhóm cần “%(need)s”, đúng với “%(skill)s” của anh chị.") % words
    return _("Nhu cầu “%(need)s” gặp chuyên môn “%(skill)s”.") % words


def _same_concept(params: Params, reader: Reader) -> str:
    return _("Cả hai bên cùng nói về “%(what)s”.") % {"what": name(params["need_names"])}


def _same_theme(params: Params, reader: Reader) -> str:
    return _("Cả hai bên đều chạm tới “%(what)s”.") % {"what": name(params["concept_names"])}


def _words_in_common(params: Params, reader: Reader) -> str:
    return _("Hai bài có chung những từ: %(words)s.") % {"words": ", ".join(params["words"])}


def _same_field(params: Params, reader: Reader) -> str:
    return _("Cùng lĩnh vực %(field)s.") % {"field": ", ".join(params["field_names"])}


def _kind_needed(params: Params, reader: Reader) -> str:
    if reader == Reader.PUPIL:
        return _("Đúng loại hỗ trợ nhóm em đang tìm: %(kind)s.") % {"kind": kind(params["kind"])}
    return _("Đúng loại hỗ trợ nhóm đang tìm: %(kind)s.") % {"kind": kind(params["kind"])}


def _near(params: Params, reader: Reader) -> str:
    km = {"km": wording.distance(params["km"])}
    if reader == Reader.PUPIL:
        return _("Ở gần trường em, cách %(km)s.") % km
    return _("Ở gần nhau, cách %(km)s.") % km


def _online(params: Params, reader: Reader) -> str:
    return _("Gặp trực tuyến được, không phải đi xa.")


def _age_fits(params: Params, reader: Reader) -> str:
    ages = {"youngest": params["youngest"], "oldest": params["oldest"]}
    if reader == Reader.PUPIL:
        return _("Dành cho lứa tuổi của em (%(youngest)s–%(oldest)s tuổi).") % ages
    return _("Đúng lứa tuổi đã ghi (%(youngest)s–%(oldest)s tuổi).") % ages


def _seats_left(params: Params, reader: Reader) -> str:
    if reader == Reader.SUPPORTER:
        return _("Anh chị còn %(seats)s chỗ.") % {"seats": params["seats"]}
    return _("Còn %(seats)s chỗ.") % {"seats": params["seats"]}


def _answers_often(params: Params, reader: Reader) -> str:
    if reader == Reader.SUPPORTER:
        return _("Anh chị thường trả lời các nhóm đúng hẹn.")
    return _("Thường trả lời các nhóm đúng hẹn.")


def _far(params: Params, reader: Reader) -> str:
    km = {"km": wording.distance(params["km"])}
    if reader == Reader.PUPIL:
        return _("Ở xa trường em, cách %(km)s, và chỉ gặp trực tiếp.") % km
    if reader == Reader.SUPPORTER:
        return _("Trường của nhóm ở xa anh chị, cách %(km)s, mà bài ghi chỉ gặp trực tiếp.") % km
    return _("Ở xa, cách %(km)s, và chỉ gặp trực tiếp.") % km


def _far_online_only(params: Params, reader: Reader) -> str:
    km = {"km": wording.distance(params["km"])}
    if reader == Reader.PUPIL:
        return _("Ở xa trường em, cách %(km)s: chỉ nên gặp trực tuyến.") % km
    if reader == Reader.SUPPORTER:
        return _("Trường của nhóm ở xa anh chị, cách %(km)s: chỉ nên gặp trực tuyến.") % km
    return _("Ở xa, cách %(km)s: chỉ nên gặp trực tuyến.") % km


def _age_outside(params: Params, reader: Reader) -> str:
    ages = {"youngest": params["youngest"], "oldest": params["oldest"]}
    if reader == Reader.SUPPORTER:
        return _("Bài của anh chị ghi cho lứa %(youngest)s–%(oldest)s tuổi, nhóm có bạn nằm ngoài khoảng này.") % ages
    return _("Bài ghi cho lứa %(youngest)s–%(oldest)s tuổi, có bạn nằm ngoài khoảng này.") % ages


def _other_field(params: Params, reader: Reader) -> str:
    return _("Khác lĩnh vực: bên này ghi %(field)s.") % {"field": ", ".join(params["field_names"])}


def _kind_other(params: Params, reader: Reader) -> str:
    return _("Đây là %(kind)s, không phải loại hỗ trợ nhóm ghi là đang cần.") % {"kind": kind(params["kind"])}


def _last_seat(params: Params, reader: Reader) -> str:
    return _("Chỉ còn một chỗ.")


def _answers_seldom(params: Params, reader: Reader) -> str:
    if reader == Reader.SUPPORTER:
        return _("Bên anh chị nhiều lần chưa kịp trả lời các nhóm.")
    return _("Nhiều lần chưa kịp trả lời các nhóm.")


def _stale(params: Params, reader: Reader) -> str:
    return _("Bài đã %(days)s ngày chưa cập nhật.") % {"days": params["days"]}


def _language_other(params: Params, reader: Reader) -> str:
    if params["lang"] == "en":
        return _("Bài viết bằng tiếng Anh.")
    return _("Hai bài viết bằng hai thứ tiếng.")


def _nothing_in_common(params: Params, reader: Reader) -> str:
    return _("Hai bài chưa có điểm chung nào về nội dung.")


_SENTENCES: dict[str, Callable[[Params, Reader], str]] = {
    "concept_link": _concept_link,
    "same_concept": _same_concept,
    "same_theme": _same_theme,
    "words_in_common": _words_in_common,
    "same_field": _same_field,
    "kind_needed": _kind_needed,
    "near": _near,
    "online": _online,
    "age_fits": _age_fits,
    "seats_left": _seats_left,
    "answers_often": _answers_often,
    "far": _far,
    "far_online_only": _far_online_only,
    "age_outside": _age_outside,
    "other_field": _other_field,
    "kind_other": _kind_other,
    "last_seat": _last_seat,
    "answers_seldom": _answers_seldom,
    "stale": _stale,
    "language_other": _language_other,
    "nothing_in_common": _nothing_in_common,
}


def name(names: Mapping[str, str]) -> str:
    return names["en" if (get_language() or "vi").startswith("en") else "vi"]


def kind(code: str) -> str:
    return str(_("bài toán đổi mới")) if code == "challenge" else str(OfferKind(code).label)
