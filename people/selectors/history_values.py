"""A value of the trail in the reader's words, and the words for its columns."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import wording
from people.models import User
from people.selectors import gates

# By column, or by "model.column" where one name means different things. Apps above add theirs by `LABELS.update`.
LABELS: dict[str, Promise] = {
    "about": gettext_lazy("giới thiệu"),
    "address": gettext_lazy("địa chỉ"),
    "answer": gettext_lazy("trả lời"),
    "assented_at": gettext_lazy("học sinh đồng ý lúc"),
    "birth_date": gettext_lazy("ngày sinh"),
    "check_kind": gettext_lazy("mục thẩm định"),
    "commune": gettext_lazy("xã, phường"),
    "email": gettext_lazy("e-mail"),
    "ended_on": gettext_lazy("thôi giám hộ từ"),
    "ends_on": gettext_lazy("đến hết ngày"),
    "evidence": gettext_lazy("căn cứ"),
    "expires_on": gettext_lazy("hết hạn"),
    "full_name": gettext_lazy("họ tên"),
    "given_at": gettext_lazy("đồng ý lúc"),
    "granted_on": gettext_lazy("có từ ngày"),
    "guardian": gettext_lazy("người giám hộ"),
    "is_active": gettext_lazy("tài khoản mở"),
    "kind": gettext_lazy("loại"),
    "language": gettext_lazy("ngôn ngữ"),
    "legal_name": gettext_lazy("tên đầy đủ"),
    "level": gettext_lazy("cấp học"),
    "ministry_code": gettext_lazy("mã trường"),
    "name": gettext_lazy("tên"),
    "organisation": gettext_lazy("tổ chức"),
    "phone": gettext_lazy("điện thoại"),
    "pupil_count": gettext_lazy("số học sinh"),
    "purpose": gettext_lazy("mục đích"),
    "relation": gettext_lazy("quan hệ"),
    "reviewer": gettext_lazy("người xét"),
    "revoked_at": gettext_lazy("thu hồi lúc"),
    "role": gettext_lazy("vai trò"),
    "sector": gettext_lazy("ngành"),
    "signatory_name": gettext_lazy("người đại diện theo pháp luật"),
    "signatory_title": gettext_lazy("chức vụ của người ấy"),
    "tax_code": gettext_lazy("mã số thuế"),
    "website": gettext_lazy("trang web"),
    "short_name": gettext_lazy("tên gọi tắt"),
    "starts_on": gettext_lazy("từ ngày"),
    "ground": gettext_lazy("căn cứ từ chối"),
    "state": gettext_lazy("tình trạng"),
    "status": gettext_lazy("tình trạng"),
    "text_version": gettext_lazy("bản lời đồng ý"),
    "affiliation.title": gettext_lazy("lớp hoặc chức vụ"),
    "username": gettext_lazy("tên đăng nhập"),
    "verified_at": gettext_lazy("xác minh lúc"),
    "verified_by": gettext_lazy("người xác minh"),
    "way": gettext_lazy("cách đồng ý"),
    "withdrawn_at": gettext_lazy("rút lại lúc"),
    "asked_by": gettext_lazy("người đề nghị"),
    "confirmed_at": gettext_lazy("xác nhận lúc"),
    "confirmed_by": gettext_lazy("người xác nhận"),
    "decided_at": gettext_lazy("quyết định lúc"),
    "decided_by": gettext_lazy("người quyết định"),
    "dropped_at": gettext_lazy("thôi dùng lúc"),
    "is_right": gettext_lazy("giấy đúng"),
    "lifted_at": gettext_lazy("đồng ý lại lúc"),
    "note": gettext_lazy("ghi chú"),
    "recorded_by": gettext_lazy("người ghi lại"),
    "said_at": gettext_lazy("nói lúc"),
    "taken_by": gettext_lazy("người nhận giấy"),
    "uploaded_at": gettext_lazy("tải lên lúc"),
    "uploaded_by": gettext_lazy("người tải lên"),
}


def label_of(model: type[Model], column: str) -> str:
    return str(LABELS.get(f"{model._meta.model_name}.{column}") or LABELS[column])


class Names:
    """What the references of a page are called, looked up once for each table they point at."""

    def __init__(self, references: Iterable[tuple[Any, str]], *, names_pupils: bool) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for row, column in references:
            field = row._meta.get_field(column)
            if isinstance(field, ForeignKey) and getattr(row, field.attname) is not None:
                wanted[field.related_model].add(getattr(row, field.attname))
        self._people = _people(wanted.pop(User, set()))
        self._others = {model: model._default_manager.in_bulk(ids) for model, ids in wanted.items()}
        self._names_pupils = names_pupils
        self.pupils = [pk for pk, (_name, pupil) in self._people.items() if pupil] if names_pupils else []

    def person(self, pk: int) -> str:
        name, of_pupil = self._people.get(pk, ("", False))
        return name if self._names_pupils or not of_pupil else _("một học sinh")

    def thing(self, model: Any, pk: Any) -> str:
        if model is User:
            return self.person(pk)
        return str(self._others[model].get(pk, ""))


def text_of(row: Any, column: str, names: Names) -> str:
    field = row._meta.get_field(column)
    value = getattr(row, field.attname)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, ForeignKey):
        return names.thing(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return plain(value)


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dt.datetime):
        return wording.date_time(value)
    if isinstance(value, dt.date):
        return wording.short_date(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _people(ids: set[int]) -> dict[int, tuple[str, bool]]:
    """Full name, and whether it is a pupil's."""
    rows = User.objects.filter(pk__in=ids).annotate(of_pupil=gates.is_enrolled("pk")).order_by()
    return {pk: (name, bool(pupil)) for pk, name, pupil in rows.values_list("pk", "full_name", "of_pupil")}
