"""The short forms around mentoring sessions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from network.models import Offer
from people.models import User
from visits.enums import HourWay, SessionWay, Weekday
from visits.models import WeeklyHour
from visits.rules import SESSION_MINUTES
from visits.selectors import hours, sessions
from visits.services.hours import Hours

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TIME = {"type": "time"}


class AttendForm(TidyForm):
    """Who of the staff is there, and where."""

    attendant = forms.ModelChoiceField(label=_("Thầy cô có mặt"), queryset=User.objects.none(), empty_label=None)
    place = forms.CharField(
        label=_("Phòng, nơi gặp"),
        required=False,
        max_length=200,
        help_text=_("Nếu gặp tại trường: phòng nào, vào cổng nào."),
    )

    def __init__(self, *args: Any, school: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attendant"].queryset = sessions.staff_of(school)
        self.fields["attendant"].label_from_instance = lambda person: person.full_name


class BookForm(TidyForm):
    """One of the free times. `starts_at` travels with the form: the page shows it in words."""

    starts_at = forms.DateTimeField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("Gặp thế nào"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ways: tuple[SessionWay, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way.value, way.label.capitalize()) for way in ways]
        self.fields["way"].initial = ways[0].value


class CancelForm(TidyForm):
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần viết khi chỉ còn chưa đến 12 giờ. Thầy cô của trường đọc được."),
    )


class HoldForm(TidyForm):
    done = forms.CharField(label=_("Đã làm được gì?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    next_step = forms.CharField(
        label=_("Bước tiếp theo"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class HoursForm(TidyForm):
    weekday = forms.TypedChoiceField(label=_("Ngày trong tuần"), coerce=int, choices=Weekday.choices)
    starts = forms.TimeField(label=_("Từ"), widget=forms.TimeInput(attrs=_TIME, format="%H:%M"))
    ends = forms.TimeField(label=_("Đến"), widget=forms.TimeInput(attrs=_TIME, format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("Mỗi buổi bao nhiêu phút"), min_value=SESSION_MINUTES[0], max_value=SESSION_MINUTES[1], initial=45
    )
    way = forms.ChoiceField(label=_("Gặp thế nào"), choices=HourWay.choices, widget=forms.RadioSelect, initial="online")
    offer = forms.ModelChoiceField(
        label=_("Dành cho"), queryset=Offer.objects.none(), required=False, empty_label=_("mọi nhóm tôi đồng hành")
    )
    first_day = forms.DateField(label=_("Từ ngày"), initial=clock.today, widget=_DAY)
    last_day = forms.DateField(
        label=_("Đến ngày"), required=False, widget=_DAY, help_text=_("Để trống nếu chưa biết đến khi nào.")
    )

    def __init__(self, *args: Any, mentor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = hours.offers_of(mentor)

    @classmethod
    def of(cls, row: WeeklyHour, data: Any = None) -> "HoursForm":
        """Filled in with what is open, also where its offer is not any more."""
        form = cls(data, mentor=row.mentor, initial={field: getattr(row, field) for field in cls.base_fields})
        form.fields["offer"].queryset = Offer.objects.filter(
            Q(pk__in=hours.offers_of(row.mentor).values("pk")) | Q(pk=row.offer_id)
        )
        return form

    def hours(self) -> Hours:
        facts = self.cleaned_data
        return Hours(**{**facts, "way": HourWay(facts["way"])})


class DaysOffForm(TidyForm):
    first_day = forms.DateField(label=_("Từ ngày"), widget=_DAY)
    last_day = forms.DateField(label=_("Đến hết ngày"), widget=_DAY)
