"""An address for a calendar program."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from visits.services.calendar_feeds import LABEL_LENGTH


class FeedForm(TidyForm):
    label = forms.CharField(
        label=_("Dùng ở đâu?"),
        max_length=LABEL_LENGTH,
        required=False,
        help_text=_("Ví dụ: “điện thoại của tôi”, để sau này biết địa chỉ nào là của máy nào."),
    )
    with_slots = forms.BooleanField(label=_("Kèm cả những giờ đón còn trống"), required=False)

    def __init__(self, data: Any = None, *, has_slots: bool) -> None:
        super().__init__(data)
        if not has_slots:
            del self.fields["with_slots"]
