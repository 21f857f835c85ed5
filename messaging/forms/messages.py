"""What somebody wants to say."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from messaging.models import LONGEST
from messaging.services.messages import Draft

_NUMBERS = RegexValidator(re.compile(r"(\d{1,18})(,\d{1,18}){0,19}"), _("Danh sách tệp không đúng."))


class MessageForm(TidyForm):
    """`client_id` is made with the page, so that a second click sends the same message."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Tin nhắn"), required=False, max_length=LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    reply_to = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    attached = forms.CharField(required=False, validators=[_NUMBERS], widget=forms.HiddenInput)

    def draft(self) -> Draft:
        facts = self.cleaned_data
        files = [int(number) for number in facts["attached"].split(",") if number]
        return Draft(client_id=facts["client_id"], body=facts["body"], reply_to=facts["reply_to"], attachments=files)
