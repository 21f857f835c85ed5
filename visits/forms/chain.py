"""The short forms of a visit, one question or two each."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock, wording
from core.forms import TidyForm
from people.models import User
from visits.enums import Transport
from visits.models import SafetySheet, Slot
from visits.rules import PARTY_MOST


class TravelForm(TidyForm):
    transport = forms.ChoiceField(label=_("Đi bằng gì"), choices=Transport.choices)
    plan = forms.CharField(
        label=_("Kế hoạch đi lại"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đi lúc nào, đón ở đâu, ai lái xe, về lúc nào. Phụ huynh đọc phần này."),
    )
    meeting_point = forms.CharField(
        label=_("Nơi gặp"), required=False, max_length=200, help_text=_("Ví dụ: cổng sau của trường, 7 giờ 15.")
    )


class StaffForm(TidyForm):
    """Whoever is elsewhere at that time says so beside the name."""

    people = forms.TypedMultipleChoiceField(
        label=_("Ai đi cùng"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một thầy cô.")},
    )
    lead = forms.TypedChoiceField(label=_("Trưởng đoàn"), coerce=int)

    def __init__(self, *args: Any, staff: Sequence[User], busy: set[int], **options: Any) -> None:
        super().__init__(*args, **options)
        elsewhere = _("có việc khác giờ ấy")
        names = [(one.pk, f"{one.full_name} · {elsewhere}" if one.pk in busy else one.full_name) for one in staff]
        self.fields["people"].choices = names  # type: ignore[attr-defined]
        self.fields["lead"].choices = [(one.pk, one.full_name) for one in staff]  # type: ignore[attr-defined]


class ContactForm(TidyForm):
    name = forms.CharField(
        label=_("Người trực điện thoại hôm ấy"), max_length=120, help_text=_("Một người lớn của trường, ở lại trường.")
    )
    phone = forms.CharField(label=_("Số điện thoại"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))


class PartyForm(TidyForm):
    party = forms.IntegerField(label=_("Bao nhiêu học sinh"), min_value=1, max_value=PARTY_MOST)
    needs = forms.CharField(
        label=_("Nơi đón cần lưu ý gì"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Xe lăn, ăn chay, dị ứng… Chỉ ghi số lượng, không ghi tên em nào."),
    )


class MoveForm(TidyForm):
    slot = forms.TypedChoiceField(label=_("Dời sang"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: Sequence[Slot], **options: Any) -> None:
        super().__init__(*args, **options)
        seats = _("còn %(n)d chỗ")
        self.fields["slot"].choices = [  # type: ignore[attr-defined]
            (slot.pk, f"{wording.date_time(slot.starts_at)} · {seats % {'n': slot.seats_left}}") for slot in slots
        ]


class AcceptForm(TidyForm):
    """The newest sheet is offered; older ones that still hold may be chosen, too."""

    safety = forms.TypedChoiceField(label=_("Phiếu an toàn"), coerce=int)

    def __init__(self, *args: Any, sheets: Sequence[SafetySheet], **options: Any) -> None:
        super().__init__(*args, **options)
        text = _("ký %(signed)s, còn hiệu lực đến %(until)s")
        self.fields["safety"].choices = [  # type: ignore[attr-defined]
            (row.pk, text % {"signed": wording.short_date(row.signed_at), "until": wording.short_date(row.valid_until)})
            for row in sheets
        ]


class SlotTimeForm(TidyForm):
    day = forms.DateField(label=_("Ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("Từ"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Đến"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    @classmethod
    def of(cls, slot: Slot) -> "SlotTimeForm":
        begins, ends = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
        return cls(initial={"day": begins.date(), "begins": begins.time(), "ends": ends.time()})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"day", "begins", "ends"} <= cleaned.keys() and cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", _("Giờ kết thúc phải sau giờ bắt đầu."))
        return cleaned

    @property
    def times(self) -> dict[str, dt.datetime]:
        day, zone = self.cleaned_data["day"], clock.zone()
        return {
            "starts_at": dt.datetime.combine(day, self.cleaned_data["begins"], tzinfo=zone),
            "ends_at": dt.datetime.combine(day, self.cleaned_data["ends"], tzinfo=zone),
        }
