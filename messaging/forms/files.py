from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    file = forms.FileField(label=_("Tệp"), allow_empty_file=True, max_length=255)
