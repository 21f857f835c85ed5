from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.forms import TidyForm
from matching.enums import ConceptArea, ConceptKind, DismissReason, RoundObjective, Standing, TermLanguage
from matching.rules import PER_IDEA_MOST
from matching.selectors import periods, rounds, terms
from matching.selectors.periods import Period
from matching.services.rounds import Terms
from matching.services.term_proposals import NewConcept
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
        help_text=_("Cặp dưới mức này không được xếp; nơi được giữ chỗ vẫn có lựa chọn tốt nhất của mình."),
    )
    protects = forms.BooleanField(
        label=_("Giữ chỗ cho xã xa, trường nhỏ, THCS và GDTX"),
        required=False,
        initial=True,
        help_text=_(
            "Mỗi ý tưởng ở đó giữ ít nhất một người có thể giúp, và cùng nhau được phần chỗ không kém các ý tưởng khác."
        ),
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


class TermFilterForm(forms.Form):
    """Its values travel in the address; one that does not exist filters nothing."""

    q = forms.CharField(label=_("Tìm một cách nói"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Mảng"), required=False, choices=[("", _("Mọi mảng")), *ConceptArea.choices])
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *ConceptKind.choices])

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TryTextForm(TidyForm):
    text = forms.CharField(
        label=_("Đoạn muốn thử"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Dán hoặc gõ vài câu. Đoạn này không được lưu lại."),
    )


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Vì sao"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một câu để Sở hiểu. Không ghi tên học sinh hay số điện thoại."),
    )


class AddFormForm(TidyForm):
    """A wording more for a concept."""

    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=TermLanguage.choices)
    form = forms.CharField(
        label=_("Cách nói"), max_length=200, help_text=_("Như người ta vẫn viết, hai tiếng trở lên: “bè hàu”.")
    )
    reason = _why()


class RemoveFormForm(TidyForm):
    """A wording that means something else; chosen as "vi:bếp"."""

    form = forms.ChoiceField(label=_("Cách nói"))
    reason = _why()

    def __init__(self, data: Any = None, *, vi: Sequence[str], en: Sequence[str]) -> None:
        super().__init__(data, auto_id="remove_%s")
        groups = ((TermLanguage.VIETNAMESE, vi), (TermLanguage.ENGLISH, en))
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (language.label.capitalize(), [(f"{language}:{form}", form) for form in forms_of])
            for language, forms_of in groups
        ]

    @property
    def chosen(self) -> tuple[TermLanguage, str]:
        language, _sep, form = self.cleaned_data["form"].partition(":")
        return TermLanguage(language), form


class NewConceptForm(TidyForm):
    vi = forms.CharField(
        label=_("Cách nói tiếng Việt"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1500,
        help_text=_("Mỗi dòng một cách, như học sinh và người trong nghề vẫn viết. Dòng đầu là tên."),
    )
    en = forms.CharField(
        label=_("Cách nói tiếng Anh"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1500,
        help_text=_("Mỗi dòng một cách. Dòng đầu là tên."),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ConceptKind.choices, initial=ConceptKind.PRODUCT)
    area = forms.ChoiceField(label=_("Mảng"), choices=ConceptArea.choices)
    parent = forms.ChoiceField(
        label=_("Thuộc khái niệm rộng hơn"), required=False, widget=forms.Select(attrs={"data-select": ""})
    )
    helped_by = forms.MultipleChoiceField(
        label=_("Ai giúp được"),
        required=False,
        widget=forms.SelectMultiple(attrs={"data-select": ""}),
        help_text=_("Kỹ năng hoặc nghề giúp được khi một nhóm nhắc đến điều này."),
    )
    helps = forms.MultipleChoiceField(
        label=_("Giúp được điều gì"),
        required=False,
        widget=forms.SelectMultiple(attrs={"data-select": ""}),
        help_text=_("Nếu đây là kỹ năng hay nghề: nhu cầu, sản phẩm mà nó giúp được."),
    )
    reason = _why()

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        known = terms.names(get_language() or "vi")
        self.fields["parent"].choices = [("", _("Không có")), *known]  # type: ignore[attr-defined]
        for name in ("helped_by", "helps"):
            self.fields[name].choices = known  # type: ignore[attr-defined]

    @property
    def terms(self) -> NewConcept:
        given = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return NewConcept(**{**given, "vi": given["vi"].splitlines(), "en": given["en"].splitlines()})


class TermDecisionForm(TidyForm):
    reason = forms.CharField(
        label=_("Vì sao không dùng"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người đề xuất sẽ đọc."),
    )


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
