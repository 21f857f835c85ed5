"""Times, one or many. `opening()` and `pattern()` are what the services take."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import wording
from core.forms import TidyForm
from visits.models import Hosting, Series, Slot
from visits.rules import GROUPS_MOST, PARTY_MOST, SLOT_MINUTES
from visits.selectors import layouts
from visits.selectors.layouts import Pattern
from visits.services.slots import Opening

WEEKDAYS = [
    (0, _("thứ hai")),
    (1, _("thứ ba")),
    (2, _("thứ tư")),
    (3, _("thứ năm")),
    (4, _("thứ sáu")),
    (5, _("thứ bảy")),
    (6, _("chủ nhật")),
]


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class SizeForm(TidyForm):
    seats = forms.IntegerField(label=_("Số học sinh đón được"), min_value=1, max_value=PARTY_MOST)
    groups = forms.IntegerField(
        label=_("Mấy đoàn cùng lúc?"),
        min_value=1,
        max_value=GROUPS_MOST,
        initial=1,
        help_text=_("Thường là một đoàn; nhiều đoàn thì chia nhau số chỗ."),
    )


class _TimesForm(SizeForm):
    starts = forms.TimeField(
        label=_("Bắt đầu lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(8, 30)
    )
    minutes = forms.IntegerField(
        label=_("Bao nhiêu phút?"), min_value=SLOT_MINUTES[0], max_value=SLOT_MINUTES[1], initial=120
    )


class OpeningForm(_TimesForm):
    day = _day(_("Ngày"))
    field_order = ("day", "starts", "minutes", "seats", "groups")

    def opening(self) -> Opening:
        return Opening(**self.cleaned_data)


class SeriesForm(_TimesForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Vào các thứ"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    every_weeks = forms.IntegerField(
        label=_("Cách mấy tuần một lần?"), min_value=1, max_value=8, initial=1, help_text=_("1 là tuần nào cũng có.")
    )
    first_day = _day(_("Từ ngày"))
    last_day = _day(_("Đến hết ngày"))
    skipped = forms.MultipleChoiceField(
        label=_("Những ngày đã bỏ"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Bỏ dấu chọn ở ngày nào thì ngày ấy mở lại."),
    )
    field_order = ("weekdays", "every_weeks", "first_day", "last_day", "starts", "minutes", "seats", "groups")

    def __init__(self, data: Any = None, *, series: Series | None = None, **facts: Any) -> None:
        known = vars(layouts.pattern_of(series)) if series else {}
        isos = [day.isoformat() for day in known.get("skipped", ())]
        super().__init__(data, initial={**facts.pop("initial", {}), **known, "skipped": isos}, **facts)
        days: tuple[dt.date, ...] = known.get("skipped", ())
        self.fields["skipped"].choices = [(day.isoformat(), wording.long_date(day)) for day in days]  # type: ignore[attr-defined]
        if not days:
            del self.fields["skipped"]

    def pattern(self) -> Pattern:
        skipped = tuple(dt.date.fromisoformat(day) for day in self.cleaned_data.get("skipped", []))
        facts = {**self.cleaned_data, "weekdays": tuple(self.cleaned_data["weekdays"]), "skipped": skipped}
        return Pattern(**facts)


class SkipForm(forms.Form):
    day = _day(_("Bỏ một ngày"))


class CloseForm(TidyForm):
    """Only where groups have booked: a reason, which they read."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Thầy cô của các đoàn đọc được câu này."),
    )


def size_of(slot: Slot) -> dict[str, int]:
    return {"seats": slot.seats, "groups": slot.groups}


def usual(hosting: Hosting | None) -> dict[str, int]:
    """One group as large as the host takes."""
    return {"seats": hosting.party_max if hosting else 30, "groups": 1}
