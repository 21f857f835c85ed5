from django import forms
from django.utils.translation import gettext_lazy as _


class TalkSearchForm(forms.Form):
    q = forms.CharField(label=_("Từ cần tìm"), required=False, max_length=100)

    def words(self) -> str:
        """What is fit to be looked for; anything else finds nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))
