"""An organisation's file, and the decisions on it. `content()` is what `services.organisation_files` takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people import rules
from people.enums import OrganisationAct, OrganisationKind, SchoolLevel
from people.models import AdminUnit, Organisation
from people.selectors import organisation_files


class FileForm(TidyForm):
    """The facts. Which of them must be there is told beside the form: a file may be half written."""

    name = forms.CharField(label=_("Tên thường dùng"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=80, required=False)
    legal_name = forms.CharField(
        label=_("Tên đầy đủ trên giấy tờ"),
        max_length=200,
        required=False,
        help_text=_("Như trên giấy đăng ký kinh doanh hay quyết định thành lập."),
    )
    tax_code = forms.CharField(
        label=_("Mã số thuế"),
        max_length=20,
        required=False,
        help_text=_("10 số; chi nhánh thêm 3 số, ví dụ 0123456789-001."),
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=200, required=False)
    commune = forms.ModelChoiceField(
        label=_("Xã, phường"),
        queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name"),
        to_field_name="code",
        empty_label=_("Gõ tên xã, phường"),
        widget=forms.Select(attrs={"data-select": ""}),
    )
    signatory_name = forms.CharField(label=_("Người đại diện theo pháp luật"), max_length=120, required=False)
    signatory_title = forms.CharField(label=_("Chức vụ của người ấy"), max_length=80, required=False)
    website = forms.CharField(
        label=_("Trang web"), max_length=200, required=False, help_text=_("Bắt đầu bằng https://")
    )
    sector = forms.CharField(label=_("Ngành"), max_length=60, required=False)
    about = forms.CharField(
        label=_("Giới thiệu"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Học sinh đọc phần này. Đừng ghi số điện thoại, e-mail hay tài khoản mạng xã hội."),
    )

    def __init__(self, data: Any = None, *, organisation: Organisation | None = None, **facts: Any) -> None:
        known = organisation_files.read(organisation) if organisation else {}
        super().__init__(data, initial={**known, **facts.pop("initial", {})}, **facts)

    def content(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[name].code if name == "commune" else self.cleaned_data[name] for name in rules.FILE
        }


class NewOrganisationForm(FileForm):
    """What the Department enters; a school has a level and the ministry's code besides."""

    kind = forms.ChoiceField(label=_("Loại tổ chức"), choices=OrganisationKind.choices)
    level = forms.ChoiceField(
        label=_("Cấp học"), required=False, choices=[("", _("Chỉ dành cho trường")), *SchoolLevel.choices]
    )
    ministry_code = forms.CharField(label=_("Mã trường"), required=False, max_length=12)
    field_order = ("kind", "level", "ministry_code", *rules.FILE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == OrganisationKind.SCHOOL:
            for name in ("level", "ministry_code"):
                if not cleaned.get(name):
                    self.add_error(name, _("Trường cần thêm cấp học và mã trường."))
        return cleaned


class ReasonForm(TidyForm):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tổ chức đọc được lý do này."),
    )


class DecisionForm(TidyForm):
    """`acts`: those that are the reader's to choose."""

    act = forms.ChoiceField(label=_("Quyết định"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do, hoặc điều cần bổ sung"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tổ chức đọc được. Chỉ để trống được khi xác minh hoặc duyệt."),
    )

    def __init__(self, data: Any = None, *, acts: list[OrganisationAct]) -> None:
        super().__init__(data)
        self.fields["act"].choices = [(act, str(act.label).capitalize()) for act in acts]
