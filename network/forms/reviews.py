from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from network.enums import ReviewDecision


class ReviewForm(TidyForm):
    decision = forms.ChoiceField(label=_("Quyết định"), choices=ReviewDecision.choices[1:], widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do, điều cần sửa"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người đăng sẽ đọc đúng những chữ này."),
    )
