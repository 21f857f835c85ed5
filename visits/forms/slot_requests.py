"""Asking for a slot that does not exist yet, and a host's answer with one."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from network.models import Club, Field, Offer
from people.models import AdminUnit, School
from visits.models import SlotRequest
from visits.rules import BOOK_AHEAD, PARTY_MOST, SLOT_MINUTES
from visits.services.slot_requests import Ask


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SlotRequestForm(TidyForm):
    """For staff of one school; with `offer` one host is asked for other times."""

    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"), queryset=Field.objects.filter(is_current=True), to_field_name="code", empty_label=None
    )
    first_day = forms.DateField(label=_("Đi được từ ngày"), widget=_day())
    last_day = forms.DateField(label=_("Đến ngày"), widget=_day())
    party = forms.IntegerField(label=_("Số học sinh"), min_value=1, max_value=PARTY_MOST)
    about = forms.CharField(
        label=_("Các em muốn xem gì"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vài câu để nơi đón biết có hợp không. Không ghi tên học sinh hay số điện thoại."),
    )
    club = forms.ModelChoiceField(
        label=_("Câu lạc bộ"), required=False, queryset=Club.objects.none(), empty_label=_("Không theo câu lạc bộ")
    )
    commune = forms.ModelChoiceField(
        label=_("Muốn đi gần"),
        required=False,
        queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name"),
        to_field_name="code",
        empty_label=_("Gần trường"),
        widget=forms.Select(attrs={"data-select": ""}),
    )

    def __init__(self, data: Any = None, *, school: School, offer: Offer | None = None) -> None:
        first = clock.today() + BOOK_AHEAD
        known: dict[str, Any] = {"first_day": first, "last_day": first + dt.timedelta(days=30)}
        if offer is not None:
            known["field"] = offer.fields.filter(is_current=True).values_list("code", flat=True).first()
        super().__init__(data, initial=known)
        self.school, self.offer = school, offer
        self.fields["club"].queryset = Club.objects.filter(school=school, closed_on=None)  # type: ignore[attr-defined]

    def ask(self) -> Ask:
        return Ask(school=self.school, offer=self.offer, **self.cleaned_data)


class AnswerForm(TidyForm):
    """Only a time: what else a slot says is known."""

    day = forms.DateField(label=_("Ngày"), widget=_day())
    starts = forms.TimeField(
        label=_("Bắt đầu lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(8)
    )
    minutes = forms.IntegerField(
        label=_("Kéo dài (phút)"), min_value=SLOT_MINUTES[0], max_value=SLOT_MINUTES[1], initial=120
    )

    def __init__(self, data: Any = None, *, request: SlotRequest) -> None:
        super().__init__(data, initial={"day": max(request.first_day, clock.today() + BOOK_AHEAD)})
        self.fields["day"].widget.attrs |= {
            "min": request.first_day.isoformat(),
            "max": request.last_day.isoformat(),
        }

    def times(self) -> dict[str, dt.datetime]:
        given = self.cleaned_data
        starts_at = dt.datetime.combine(given["day"], given["starts"], tzinfo=clock.zone())
        return {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(minutes=given["minutes"])}
