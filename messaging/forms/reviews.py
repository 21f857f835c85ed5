"""The adviser's decision on one message."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from messaging.enums import BlockReason
from messaging.models import LONGEST
from messaging.services.reviews import LONGEST_REASON

ALLOW, EDIT, BLOCK = "allow", "edit", "block"


class WhyForm(TidyForm):
    """A reason that its author reads: one of the ready-made, own words, or both."""

    ready = forms.ChoiceField(label=_("Lý do"), required=False, choices=BlockReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Lời của thầy cô"),
        required=False,
        max_length=LONGEST_REASON - 150,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người viết sẽ đọc đúng những chữ này."),
    )

    def reason(self) -> str:
        ready, words = self.cleaned_data.get("ready", ""), self.cleaned_data.get("words", "")
        said = "" if ready in {"", BlockReason.OTHER} else str(BlockReason(ready).label)
        return f"{said} {words}".strip()


class DecisionForm(WhyForm):
    """Field names get the message's number in their ids: many of these stand on one page."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[(ALLOW, _("Cho gửi")), (EDIT, _("Gửi bản đã sửa")), (BLOCK, _("Không gửi"))],
        widget=forms.HiddenInput,
    )
    body = forms.CharField(
        label=_("Tin sau khi sửa"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mọi người thấy rằng tin đã được thầy cô sửa; người viết thấy cả bản gốc."),
    )
    # Which one comes next, so that it is looked at next.
    then = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") == EDIT and not cleaned.get("body"):
            self.add_error("body", gettext("Tin đã sửa cần có chữ."))
        if cleaned.get("decision") == BLOCK and not self.errors and not self.reason():
            self.add_error("words", gettext("Chọn một lý do hoặc viết một câu để người gửi hiểu."))
        return cleaned


class HideForm(WhyForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.reason():
            self.add_error("words", gettext("Chọn một lý do hoặc viết một câu để mọi người hiểu."))
        return cleaned
