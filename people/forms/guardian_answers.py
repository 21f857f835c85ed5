"""What a guardian fills in: an answer for each purpose, and the six digits."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.consent_texts import ConsentText, PurposeText
from people.enums import ConsentMark, ConsentPurpose
from people.models import Consent

_CHOICES = [(ConsentMark.YES, gettext_lazy("Tôi đồng ý")), (ConsentMark.NO, gettext_lazy("Tôi không đồng ý"))]


class AnswersForm(forms.Form):
    """Nothing is chosen beforehand, whatever was agreed to last year."""

    def __init__(self, text: ConsentText, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        self.fields["version"] = forms.CharField(initial=text.version, widget=forms.HiddenInput, required=False)
        for purpose in ConsentPurpose:
            self.fields[purpose.value] = forms.ChoiceField(
                label=text.purposes[purpose].title, choices=_CHOICES, widget=forms.RadioSelect, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("version") not in {"", None, self.text.version}:
            raise forms.ValidationError(_("Lời hỏi vừa được sửa. Xin đọc lại rồi trả lời."))
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Xin trả lời ít nhất một việc: đồng ý hoặc không."))
        return cleaned

    def answers(self) -> dict[ConsentPurpose, bool]:
        said = {purpose: self.cleaned_data.get(purpose.value) for purpose in ConsentPurpose}
        return {purpose: mark == ConsentMark.YES for purpose, mark in said.items() if mark}

    def asked(self, last: dict[ConsentPurpose, Consent]) -> list[tuple[Any, PurposeText, Consent | None]]:
        """Each purpose: its field, its words, and what this guardian agreed to before."""
        return [(self[purpose.value], self.text.purposes[purpose], last.get(purpose)) for purpose in ConsentPurpose]

    def spoken(self) -> list[tuple[str, str, bool]]:
        """What was chosen, to be read once more: the name of the field, the title, yes or no."""
        return [
            (purpose.value, self.text.purposes[purpose].title, agreed) for purpose, agreed in self.answers().items()
        ]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã 6 số trong tin nhắn"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class StopForm(forms.Form):
    purpose = forms.ChoiceField(choices=ConsentPurpose.choices)
    child = forms.IntegerField(min_value=1, max_value=2**31 - 1)
