"""What every form does with typed text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.text import tidy


class TidyForm(forms.Form):
    """Takes invisible and direction-changing characters out, line by line, before anything else looks at the text.

    A required field that held nothing else is then as empty as it looks.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and isinstance(self.fields[name], forms.CharField):
                self._tidy(name, value)
        return cleaned

    def take(self, refusal: Invalid) -> None:
        """Show a service's refusal at the fields it names; what no field of this form knows stands on top."""
        for name, sentences in refusal.errors.items():
            self.add_error(name if name in self.fields else None, [ValidationError(text) for text in sentences])

    def _tidy(self, name: str, value: str) -> None:
        self.cleaned_data[name] = tidy(value)
        if self.fields[name].required and not self.cleaned_data[name]:
            self.add_error(name, _("Phần này cần có vài chữ."))
