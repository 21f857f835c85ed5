"""One pupil by hand, and the filters above a school's list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people.enums import GuardianRelation


class PupilForm(TidyForm):
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    birth_date = forms.DateField(
        label=_("Ngày sinh"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    class_name = forms.CharField(label=_("Lớp"), max_length=20, help_text=_("Ví dụ 6A, 10A1."))
    code = forms.CharField(
        label=_("Mã học sinh"),
        max_length=30,
        required=False,
        help_text=_("Mã trong phần mềm của trường, nếu có. Nhờ mã, lần nhập sau nhận đúng em."),
    )

    def content(self) -> dict[str, Any]:
        """What `services.school_roll` takes."""
        return {**self.cleaned_data, "birth_date": self.cleaned_data["birth_date"].isoformat()}


class NewPupilForm(PupilForm):
    guardian_name = forms.CharField(label=_("Họ tên phụ huynh"), max_length=120, required=False)
    guardian_phone = forms.CharField(label=_("Điện thoại phụ huynh"), max_length=30, required=False)
    guardian_relation = forms.ChoiceField(
        label=_("Là gì của em"), choices=GuardianRelation.choices, initial=GuardianRelation.MOTHER, required=False
    )
    is_another = forms.BooleanField(label=_("Đây là em khác, chỉ trùng họ tên và ngày sinh"), required=False)


class PupilFilterForm(forms.Form):
    q = forms.CharField(label=_("Tìm theo tên, tên đăng nhập hoặc mã"), required=False, max_length=100)
    class_name = forms.ChoiceField(label=_("Lớp"), required=False)
    state = forms.ChoiceField(
        label=_("Tài khoản"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("open", _("đã mở")),
            ("never", _("chưa đăng nhập lần nào")),
            ("consent", _("phụ huynh chưa đồng ý")),
        ],
    )

    def __init__(self, *args: Any, classes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_name"].choices = [("", str(_("Mọi lớp"))), *((name, name) for name in classes)]

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use; a value that does not exist filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ClassForm(forms.Form):
    class_name = forms.CharField(max_length=80)
