"""The forms of what follows a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from visits.enums import GoAgain
from visits.models import Reflection
from visits.services.feedbacks import Said
from visits.services.reflections import Told

_LINES = forms.Textarea(attrs={"rows": 4})
_SCORES = [(5, _("5 – rất tốt")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – chưa được"))]


class ReflectionForm(TidyForm):
    """A draft may leave everything open."""

    seen = forms.CharField(label=_("Em đã thấy điều gì?"), max_length=2000, required=False, widget=_LINES)
    surprised = forms.CharField(label=_("Điều gì làm em ngạc nhiên?"), max_length=2000, required=False, widget=_LINES)
    onward = forms.CharField(
        label=_("Em muốn thử hoặc hỏi tiếp điều gì?"), max_length=2000, required=False, widget=_LINES
    )
    send = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: Reflection | None = None, **kwargs: Any) -> None:
        parts = {name: getattr(kept, name) for name in ("seen", "surprised", "onward")} if kept else {}
        super().__init__(*args, **{"initial": parts, **kwargs})

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in ("seen", "surprised", "onward")})


class WordForm(TidyForm):
    word = forms.CharField(label=_("Nhắn em một câu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ShareForm(TidyForm):
    despite = forms.BooleanField(label=_("Tôi đã đọc kỹ, vẫn muốn chia sẻ"), required=False)


class FeedbackForm(TidyForm):
    score = forms.TypedChoiceField(label=_("Chuyến đi thế nào?"), choices=_SCORES, coerce=int, widget=forms.RadioSelect)
    well = forms.CharField(label=_("Điều gì đã tốt?"), max_length=1000, widget=_LINES)
    better = forms.CharField(label=_("Lần sau làm gì khác đi?"), max_length=1000, required=False, widget=_LINES)
    again = forms.ChoiceField(label="", choices=GoAgain.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].label = (
            _("Anh chị có muốn đón lại không?") if is_host else _("Thầy cô có muốn đi lại không?")
        )

    def said(self) -> Said:
        facts = self.cleaned_data
        return Said(facts["score"], facts["well"], facts["better"], GoAgain(facts["again"]))


class NameForm(TidyForm):
    name = forms.CharField(
        label=_("Họ và tên ghi trên giấy"),
        max_length=120,
        help_text=_("Gõ đủ họ, tên đệm và tên; không cần dấu."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
