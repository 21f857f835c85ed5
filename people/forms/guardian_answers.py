"""What a guardian fills in: an answer for each purpose, and the six digits."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import TidyForm
from people.consent_texts import ConsentText, PurposeText
from people.enums import ConsentMark, ConsentPurpose
from people.guardian_asks import Ask, Said
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


class AskForm(TidyForm):
    """One thing asked for a child, together with a standing consent where that is missing. Nothing is chosen."""

    version = forms.IntegerField(min_value=1, max_value=2**15 - 1, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=gettext_lazy("Ông bà, bố mẹ trả lời"),
        choices=_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn đồng ý hoặc không.")},
    )
    consent = forms.ChoiceField(
        choices=_CHOICES,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, ask: Ask, needed: PurposeText | None, data: Any = None) -> None:
        super().__init__(data, initial={"version": ask.version, "note": ask.note})
        self.ask = ask
        self.fields["note"].label = ask.note_label
        if needed is None:
            del self.fields["consent"]
        else:
            self.fields["consent"].label = needed.title

    def clean(self) -> dict[str, Any]:
        """A no is taken whatever was read, and with nothing besides; a yes only to what is asked now."""
        cleaned = super().clean()
        if cleaned.get("answer") != ConsentMark.YES:
            return cleaned
        if cleaned.get("version") != self.ask.version:
            raise forms.ValidationError(_("Nhà trường vừa thay đổi điều được hỏi. Xin đọc lại rồi trả lời."))
        if "consent" in self.fields and not cleaned.get("consent"):
            self.add_error("consent", _("Xin trả lời cả việc này."))
        return cleaned

    def said(self) -> Said:
        agreed = self.cleaned_data["answer"] == ConsentMark.YES
        return Said(agreed, self.cleaned_data["version"], self.cleaned_data["note"])

    def standing(self) -> bool | None:
        mark = self.cleaned_data.get("consent")
        return mark == ConsentMark.YES if mark else None


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
