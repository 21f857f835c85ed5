"""The engine's codes as sentences, by who reads: a pupil ("em"), a teacher ("thầy cô") or an outside adult ("anh chị").

Each sentence states only what its code's parameters hold, so it is as true as they are.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import wording
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


def sentence(reason: Mapping[str, Any], reader: Reader, fields: Mapping[str, str]) -> str:
    """One reason or counter-reason in words. `fields` names the official fields by code."""
    params = {
        **reason["params"],
        "field_names": [fields.get(code, code) for code in reason["params"].get("fields", [])],
    }
    return _SENTENCES[reason["code"]](params, reader)


def _concept_link(params: Params, reader: Reader) -> str:
    words = {"need": _name(params["need_names"]), "skill": _name(params["skill_names"])}
    if reader == Reader.PUPIL:
        return _("Nhóm em cần “%(need)s”, bên này giỏi “%(skill)s”.") % words
    if reader == Reader.SUPPORTER:
        return _("Nhóm cần “%(need)s”, đúng với “%(skill)s” của anh chị.") % words
    return _("Nhu cầu “%(need)s” gặp chuyên môn “%(skill)s”.") % words


def _same_concept(params: Params, reader: Reader) -> str:
    return _("Cả hai bên cùng nói về “%(what)s”.") % {"what": _name(params["need_names"])}


def _same_theme(params: Params, reader: Reader) -> str:
    return _("Cả hai bên đều chạm tới “%(what)s”.") % {"what": _name(params["concept_names"])}


def _words_in_common(params: Params, reader: Reader) -> str:
    return _("Hai bài có chung những từ: %(words)s.") % {"words": ", ".join(params["words"])}


def _same_field(params: Params, reader: Reader) -> str:
    return _("Cùng lĩnh vực %(field)s.") % {"field": ", ".join(params["field_names"])}


def _kind_needed(params: Params, reader: Reader) -> str:
    return _("Đúng loại hỗ trợ nhóm đang tìm: %(kind)s.") % {"kind": _kind(params["kind"])}


def _near(params: Params, reader: Reader) -> str:
    return _("Ở gần nhau, cách %(km)s.") % {"km": wording.distance(params["km"])}


def _online(params: Params, reader: Reader) -> str:
    return _("Gặp trực tuyến được, không phải đi xa.")


def _age_fits(params: Params, reader: Reader) -> str:
    ages = {"youngest": params["youngest"], "oldest": params["oldest"]}
    if reader == Reader.PUPIL:
        return _("Dành cho lứa tuổi của em (%(youngest)s–%(oldest)s tuổi).") % ages
    return _("Đúng lứa tuổi đã ghi (%(youngest)s–%(oldest)s tuổi).") % ages


def _seats_left(params: Params, reader: Reader) -> str:
    return _("Còn %(seats)s chỗ.") % {"seats": params["seats"]}


def _answers_often(params: Params, reader: Reader) -> str:
    return _("Thường trả lời các nhóm đúng hẹn.")


def _far(params: Params, reader: Reader) -> str:
    return _("Ở xa, cách %(km)s, và chỉ gặp trực tiếp.") % {"km": wording.distance(params["km"])}


def _far_online_only(params: Params, reader: Reader) -> str:
    return _("Ở xa, cách %(km)s: nên gặp trực tuyến.") % {"km": wording.distance(params["km"])}


def _age_outside(params: Params, reader: Reader) -> str:
    ages = {"youngest": params["youngest"], "oldest": params["oldest"]}
    return _("Bài ghi cho lứa %(youngest)s–%(oldest)s tuổi, có bạn nằm ngoài khoảng này.") % ages


def _other_field(params: Params, reader: Reader) -> str:
    return _("Khác lĩnh vực: bên này ghi %(field)s.") % {"field": ", ".join(params["field_names"])}


def _kind_other(params: Params, reader: Reader) -> str:
    return _("Đây là %(kind)s, không phải loại hỗ trợ nhóm ghi là đang cần.") % {"kind": _kind(params["kind"])}


def _last_seat(params: Params, reader: Reader) -> str:
    return _("Chỉ còn một chỗ.")


def _answers_seldom(params: Params, reader: Reader) -> str:
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


def _name(names: Mapping[str, str]) -> str:
    return names["en" if (get_language() or "vi").startswith("en") else "vi"]


def _kind(code: str) -> str:
    return str(_("bài toán đổi mới")) if code == "challenge" else str(OfferKind(code).label)
