"""The filters above the log of who read pupils' records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.selectors import reads

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReadsFilterForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Ai xem"),
        required=False,
        choices=[(reads.OUTSIDE, _("người ngoài trường")), (reads.STAFF, _("thầy cô trong trường"))],
    )
    pupil = forms.CharField(label=_("Học sinh"), required=False, max_length=100)
    reader = forms.CharField(label=_("Người xem"), required=False, max_length=100)
    day = forms.DateField(
        label=_("Ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use; a value that does not exist filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
