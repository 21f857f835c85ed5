"""What the school fills in about guardians and their papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people import consent_texts, rules
from people.enums import ConsentMark, ConsentPurpose, ConsentState, GuardianRelation

_PHONE = {"inputmode": "tel", "autocomplete": "off"}


class GuardianForm(TidyForm):
    full_name = forms.CharField(label=_("Họ tên phụ huynh"), max_length=120)
    relation = forms.ChoiceField(label=_("Là gì của em"), choices=GuardianRelation.choices)
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=_PHONE),
        help_text=_("Số này dùng được khi một thầy cô khác xác nhận."),
    )


class PhoneForm(TidyForm):
    phone = forms.CharField(label=_("Số điện thoại mới"), max_length=20, widget=forms.TextInput(attrs=_PHONE))


class NoteForm(TidyForm):
    note = forms.CharField(label=_("Chỗ chưa đúng"), max_length=300)


class PaperForm(forms.Form):
    """Each purpose as the guardian marked it on the paper; what is blank there stays blank here."""

    file = forms.FileField(
        label=_("Ảnh chụp hoặc tệp PDF của giấy đã ký"), help_text=_("JPEG, PNG hoặc PDF, tối đa 10 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = consent_texts.of(rules.CONSENT_TEXT)
        marks = [("", _("Để trống")), *ConsentMark.choices]
        versions = [(version, version) for version in consent_texts.versions()]
        self.fields["version"] = forms.ChoiceField(
            label=_("Lời hỏi số (in ở cuối giấy)"), choices=versions, initial=rules.CONSENT_TEXT, required=False
        )
        for purpose in ConsentPurpose:
            title = text.purposes[purpose].title
            self.fields[purpose.value] = forms.ChoiceField(label=title, choices=marks, required=False)

    def version(self) -> str:
        return str(self.cleaned_data["version"] or rules.CONSENT_TEXT)

    def answers(self) -> dict[ConsentPurpose, bool]:
        said = {purpose: self.cleaned_data.get(purpose.value) for purpose in ConsentPurpose}
        return {purpose: mark == ConsentMark.YES for purpose, mark in said.items() if mark}


class BoardFilterForm(forms.Form):
    purpose = forms.ChoiceField(label=_("Việc"), required=False, choices=[("", _("Mọi việc")), *ConsentPurpose.choices])
    state = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Mọi tình trạng")), *ConsentState.choices]
    )

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
