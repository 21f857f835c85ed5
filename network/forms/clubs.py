"""The form for a club. `content()` is what `services.clubs` takes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from network.forms.filters import FilterForm, commune_choices, field_choices
from network.models import Club, Field
from network.services import clubs as services
from people.models import School, User


def grade_choices() -> list[tuple[int, str]]:
    return [(grade, gettext("Lớp %(grade)s") % {"grade": grade}) for grade in range(6, 13)]


class TeacherChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class ClubForm(TidyForm):
    """`schools` where there is a school to choose, `advisers` where the reader may put somebody in charge."""

    school = forms.ModelChoiceField(label=_("Của trường"), queryset=School.objects.none(), empty_label=None)
    name = forms.CharField(
        label=_("Tên câu lạc bộ"),
        max_length=160,
        help_text=_("Ví dụ: “Câu lạc bộ Khởi nghiệp xanh”."),
    )
    about = forms.CharField(
        label=_("Giới thiệu"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Câu lạc bộ làm gì, gặp nhau khi nào. Phần này chỉ người trong trường đọc được."),
    )
    fields = forms.ModelMultipleChoiceField(  # type: ignore[assignment]
        label=_("Lĩnh vực"),
        queryset=Field.objects.filter(is_current=True),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn một hoặc hai lĩnh vực câu lạc bộ làm nhiều nhất."),
    )
    grade_min = forms.TypedChoiceField(label=_("Từ lớp"), choices=grade_choices, coerce=int, initial=10)
    grade_max = forms.TypedChoiceField(label=_("Đến lớp"), choices=grade_choices, coerce=int, initial=12)
    founded_on = forms.DateField(
        label=_("Ngày thành lập"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    adviser = TeacherChoice(
        label=_("Giáo viên phụ trách"),
        required=False,
        queryset=User.objects.none(),
        empty_label=_("Chưa có ai"),
        help_text=_("Khi chưa có giáo viên phụ trách, câu lạc bộ và ý tưởng chưa hiện ra ngoài trường."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        club: Club | None = None,
        schools: QuerySet[School] | None = None,
        advisers: QuerySet[User] | None = None,
    ) -> None:
        known = {**services.read(club), "adviser": club.adviser_id} if club else None
        super().__init__(data, initial=known)
        if schools is None:
            del self.fields["school"]
        else:
            self._offer_schools(schools)
        if advisers is None:
            del self.fields["adviser"]
        else:
            self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]

    def _offer_schools(self, schools: QuerySet[School]) -> None:
        found = list(schools)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.fields["school"].initial = found[0].pk if found else None
        if len(found) == 1:
            self.fields["school"].widget = forms.HiddenInput()

    def content(self) -> dict[str, Any]:
        content = {name: self.cleaned_data[name] for name in ("name", "about", "grade_min", "grade_max")}
        founded_on = self.cleaned_data["founded_on"]
        content["founded_on"] = founded_on.isoformat() if founded_on else None
        content["fields"] = sorted(field.code for field in self.cleaned_data["fields"])
        if "adviser" in self.fields:
            adviser = self.cleaned_data["adviser"]
            content["adviser"] = adviser.pk if adviser else None
        return content


class CloseClubForm(TidyForm):
    reason = forms.CharField(
        label=_("Lý do ngừng"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Các bên đang đề nghị hoặc đồng hành sẽ đọc câu này."),
    )


class ClubFilterForm(FilterForm):
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=field_choices)
    commune = forms.ChoiceField(label=_("Xã, phường"), required=False, choices=commune_choices)
