"""The filters above open slots. Their values travel in the address; a value that does not exist filters nothing."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from network.enums import Language, OfferKind
from network.forms.filters import FilterForm, commune_choices, field_choices
from visits.enums import Access, HalfDay, SlotSort
from visits.rules import BOOK_AHEAD, HOSTED_KINDS, PARTY_MOST
from visits.selectors import overview, slots
from visits.selectors.slots import Facts, Wanted

_DAY = {"type": "date"}
_WEEKDAYS = [
    ("0", _("thứ hai")),
    ("1", _("thứ ba")),
    ("2", _("thứ tư")),
    ("3", _("thứ năm")),
    ("4", _("thứ sáu")),
    ("5", _("thứ bảy")),
    ("6", _("chủ nhật")),
]
_KINDS = [(kind.value, kind.label) for kind in HOSTED_KINDS]


class SlotFilterForm(FilterForm):
    apart = frozenset({"show", "at"})
    party = forms.IntegerField(label=_("Số học sinh"), required=False, min_value=1, max_value=PARTY_MOST)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *_KINDS])
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=field_choices)
    first_day = forms.DateField(label=_("Từ ngày"), required=False, widget=forms.DateInput(attrs=_DAY))
    last_day = forms.DateField(label=_("Đến ngày"), required=False, widget=forms.DateInput(attrs=_DAY))
    weekday = forms.ChoiceField(
        label=_("Ngày trong tuần"), required=False, choices=[("", _("Ngày nào cũng được")), *_WEEKDAYS]
    )
    half = forms.ChoiceField(label=_("Buổi"), required=False, choices=[("", _("Cả ngày")), *HalfDay.choices])
    within = forms.IntegerField(label=_("Cách trường không quá (km)"), required=False, min_value=1, max_value=500)
    commune = forms.ChoiceField(label=_("Xã, phường"), required=False, choices=commune_choices)
    age = forms.IntegerField(label=_("Tuổi học sinh"), required=False, min_value=11, max_value=18)
    language = forms.ChoiceField(
        label=_("Ngôn ngữ"), required=False, choices=[("", _("Ngôn ngữ nào cũng được")), *Language.choices]
    )
    access = forms.MultipleChoiceField(
        label=_("Cần có"), required=False, choices=Access.choices, widget=forms.CheckboxSelectMultiple
    )
    sort = forms.ChoiceField(label=_("Xếp theo"), required=False, choices=SlotSort.choices)
    show = forms.ChoiceField(required=False, choices=overview.Show.choices, widget=forms.HiddenInput)
    at = forms.DateField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, Any]:
        return {name: value for name, value in super().wanted().items() if value != []}

    def active(self) -> int:
        """How many narrow or order the list."""
        return len(self.wanted().keys() - self.apart)

    def show_as(self) -> overview.Show:
        return overview.Show(self.wanted().get("show") or overview.Show.LIST)

    def period(self) -> overview.Period | None:
        """The week or month that is shown, by default the first that can still be booked."""
        at = self.wanted().get("at") or clock.now().astimezone(clock.zone()).date() + BOOK_AHEAD
        return overview.period(self.show_as(), at)

    def asked(self) -> Wanted:
        given = self.wanted()
        days = self._days(given)
        return Wanted(
            facts=Facts(
                words=slots.words_of(given.get("q", "")),
                field=given.get("field"),
                commune=given.get("commune"),
                kind=OfferKind(given["kind"]) if "kind" in given else None,
                language=Language(given["language"]) if "language" in given else None,
                access=tuple(sorted(given.get("access", ()))),
                age=given.get("age"),
                party=given.get("party"),
            ),
            first_day=days[0],
            last_day=days[1],
            weekday=int(given["weekday"]) if "weekday" in given else None,
            half=HalfDay(given["half"]) if "half" in given else None,
            within=given.get("within"),
            sort=SlotSort(given.get("sort") or SlotSort.DATE),
        )

    def _days(self, given: dict[str, Any]) -> tuple[dt.date | None, dt.date | None]:
        period = self.period()
        return (period.first, period.last) if period else (given.get("first_day"), given.get("last_day"))
