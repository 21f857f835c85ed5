from django import forms
from django.utils.translation import gettext_lazy as _

from matching.enums import DismissReason


class DismissForm(forms.Form):
    reason = forms.ChoiceField(label=_("Vì sao chưa phù hợp?"), choices=DismissReason.choices)
    note = forms.CharField(label=_("Ghi thêm"), max_length=300, required=False)
