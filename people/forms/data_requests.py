"""Asking about personal data, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people.enums import DataAsker, DataRequestKind, DataRequestState, RefusalGround

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_NOTE = forms.Textarea(attrs={"rows": 4})


class AskForm(TidyForm):
    kind = forms.ChoiceField(label=_("Xin điều gì"), choices=DataRequestKind.choices)
    note = forms.CharField(
        label=_("Nói rõ thêm"),
        required=False,
        max_length=2000,
        widget=_NOTE,
        help_text=_("Nếu xin sửa: điều gì đang sai, đúng ra là gì."),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if kinds is not None:
            self.fields["kind"].choices = kinds


class AskForForm(AskForm):
    asked_as = forms.ChoiceField(
        label=_("Ai yêu cầu"),
        choices=[(DataAsker.GUARDIAN, DataAsker.GUARDIAN.label), (DataAsker.STAFF, DataAsker.STAFF.label)],
    )
    field_order = ("asked_as", "kind", "note")


class CompleteForm(TidyForm):
    answer = forms.CharField(label=_("Lời nhắn cho người yêu cầu"), required=False, max_length=2000, widget=_NOTE)


class CorrectForm(CompleteForm):
    full_name = forms.CharField(label=_("Họ tên đúng"), max_length=120)
    birth_date = forms.DateField(label=_("Ngày sinh đúng"), required=False, widget=_DAY)
    field_order = ("full_name", "birth_date", "answer")


class RefuseForm(TidyForm):
    ground = forms.ChoiceField(label=_("Căn cứ từ chối"), choices=RefusalGround.choices)
    answer = forms.CharField(label=_("Giải thích cho người yêu cầu"), max_length=2000, widget=_NOTE)


class WorkFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *DataRequestKind.choices])
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Đang mở")), ("all", _("Tất cả")), *DataRequestState.choices],
    )

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use; a value that does not exist filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FindForm(forms.Form):
    q = forms.CharField(label=_("Tên, tên đăng nhập hoặc e-mail"), required=False, max_length=100)
