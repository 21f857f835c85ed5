from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.forms import TidyForm
from matching.enums import DismissReason, RoundObjective, Standing
from matching.rules import PER_IDEA_MOST
from matching.selectors import periods, rounds
from matching.selectors.periods import Period
from matching.services.rounds import Terms
from network.enums import OfferKind
from network.models import Season
from people.models import School, User
from people.selectors import hats

_KINDS = [("challenge", _("bài toán")), *OfferKind.choices]


class DismissForm(forms.Form):
    reason = forms.ChoiceField(label=_("Vì sao chưa phù hợp?"), choices=DismissReason.choices)
    note = forms.CharField(label=_("Ghi thêm"), max_length=300, required=False)


class RoundForm(TidyForm):
    """What a round is to be; a school's administrators choose which school, the Department runs it for all."""

    name = forms.CharField(label=_("Tên đợt ghép"), max_length=120)
    season = forms.ModelChoiceField(
        label=_("Năm học"), queryset=Season.objects.none(), to_field_name="code", empty_label=None
    )
    school = forms.ModelChoiceField(label=_("Trường"), queryset=School.objects.none(), empty_label=None)
    kinds = forms.MultipleChoiceField(
        label=_("Ghép với những bài nào"),
        choices=_KINDS,
        initial=["challenge", OfferKind.MENTORING],
        widget=forms.CheckboxSelectMultiple,
    )
    objective = forms.ChoiceField(
        label=_("Ưu tiên"),
        choices=RoundObjective.choices,
        initial=RoundObjective.FAIR,
        help_text=_("Máy tính cả ba cách để so sánh, đổi lại lúc nào cũng được trước khi công bố."),
    )
    per_idea = forms.IntegerField(
        label=_("Mỗi ý tưởng nhận nhiều nhất mấy chỗ"), min_value=1, max_value=PER_IDEA_MOST, initial=1
    )
    least_points = forms.IntegerField(
        label=_("Điểm hợp thấp nhất (0–100)"),
        min_value=0,
        max_value=100,
        initial=30,
        help_text=_("Cặp dưới mức này không được xếp."),
    )
    protects = forms.BooleanField(
        label=_("Giữ chỗ cho xã xa, trường nhỏ, THCS và GDTX"),
        required=False,
        initial=True,
        help_text=_("Mỗi ý tưởng ở đó giữ ít nhất một người có thể giúp và được xếp trước, khi còn xếp được."),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self.fields["season"].queryset = rounds.seasons()  # type: ignore[attr-defined]
        self.fields["school"].queryset = rounds.places_to_open(user)  # type: ignore[attr-defined]
        if hats.of(user).is_department_officer:
            del self.fields["school"]

    @property
    def terms(self) -> Terms:
        given = dict(self.cleaned_data)
        return Terms(score_floor=given.pop("least_points") / 100, **{"school": None, **given})


class ObjectiveForm(forms.Form):
    objective = forms.ChoiceField(choices=RoundObjective.choices)


class StandingForm(forms.Form):
    standing = forms.ChoiceField(choices=Standing.choices)
    reason = forms.CharField(max_length=300, required=False)


class PeriodForm(TidyForm):
    """A season, or from a day to a day. Where it cannot be meant, today's season counts and the fields say why."""

    season = forms.ModelChoiceField(
        label=_("Năm học"),
        queryset=Season.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Năm học này"),
    )
    first = forms.DateField(label=_("Từ ngày"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last = forms.DateField(label=_("Đến ngày"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["season"].queryset = rounds.seasons()  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        if self.is_valid():
            try:
                return periods.chosen(**self.cleaned_data)
            except Invalid as refusal:
                self.take(refusal)
        return periods.chosen()
