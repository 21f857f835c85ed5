"""The form for booking a slot. `booking()` is what `services.visits.book` takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from network.forms.clubs import TeacherChoice
from network.models import Club
from people.models import School, User
from visits.models import Slot
from visits.rules import PARTY_MOST
from visits.selectors import staff
from visits.services.visits import Booking


class BookingForm(TidyForm):
    """For staff of one school. Who books leads, unless somebody else is chosen."""

    party = forms.IntegerField(label=_("Số học sinh"), min_value=1, max_value=PARTY_MOST)
    club = forms.ModelChoiceField(
        label=_("Câu lạc bộ"), required=False, queryset=Club.objects.none(), empty_label=_("Không theo câu lạc bộ")
    )
    grade_band = forms.CharField(
        label=_("Lớp hoặc khối"), required=False, max_length=40, help_text=_("Ví dụ: 8A, 8B hoặc khối 10.")
    )
    purpose = forms.CharField(
        label=_("Mục đích chuyến đi"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Các em muốn xem gì, hỏi gì. Nơi đón đọc để chuẩn bị."),
    )
    needs = forms.CharField(
        label=_("Nơi đón cần chuẩn bị gì thêm"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: một xe lăn, hai suất chay. Không ghi tên học sinh."),
    )
    lead = TeacherChoice(
        label=_("Thầy cô trưởng đoàn"), required=False, queryset=User.objects.none(), empty_label=_("Chính tôi")
    )
    may_wait = forms.BooleanField(
        label=_("Nếu không còn đủ chỗ, cho đoàn mình vào danh sách chờ"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, school: School, by: User, party: int | None = None) -> None:
        super().__init__(data, initial={"lead": by.pk, "party": party})
        self.school = school
        self.fields["club"].queryset = Club.objects.filter(school=school, closed_on=None)  # type: ignore[attr-defined]
        self.fields["lead"].queryset = staff.working_at(school.pk)  # type: ignore[attr-defined]

    def booking(self, slot: Slot) -> Booking:
        return Booking(slot=slot, school=self.school, **self.cleaned_data)
