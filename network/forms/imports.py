"""Choosing the file. What is in it is the service's to judge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm


class UploadForm(TidyForm):
    file = forms.FileField(
        label=_("Tệp Excel hoặc CSV"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Dạng .xlsx hoặc CSV UTF-8, nhiều nhất 10 MB và 2.000 dòng. Chưa có gì được ghi ở bước này."),
    )
