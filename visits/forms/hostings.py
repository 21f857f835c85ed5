"""How a host receives pupils. `terms()` is what `services.hostings` takes."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from network.enums import Language
from people.models import AdminUnit
from visits import sectors
from visits.enums import Access
from visits.models import Hosting
from visits.rules import PARTY_MOST
from visits.selectors import places
from visits.services.hostings import QUOTA_MOST, Terms

_TEXT = {"rows": 3}
_DEGREES = {"inputmode": "decimal", "autocomplete": "off", "step": "any"}


class HostingForm(TidyForm):
    """`commune` is not kept: it says which part of the map is drawn, and whether the point can be right."""

    sector = forms.ChoiceField(
        label=_("Ngành của nơi đón"),
        help_text=_("Ngành quyết định tuổi nhỏ nhất, đồ bảo hộ và các câu hỏi an toàn."),
    )
    party_min = forms.IntegerField(label=_("Đoàn ít nhất (học sinh)"), min_value=1, max_value=PARTY_MOST, initial=5)
    party_max = forms.IntegerField(label=_("Đoàn nhiều nhất (học sinh)"), min_value=1, max_value=PARTY_MOST, initial=30)
    pupils_per_staff = forms.IntegerField(
        label=_("Mỗi thầy cô đi cùng nhiều nhất mấy học sinh?"),
        min_value=1,
        max_value=30,
        initial=10,
        help_text=_("Có thể chặt hơn mức của ngành, không thể rộng hơn."),
    )
    school_quota = forms.IntegerField(
        label=_("Mỗi trường được mấy chỗ trong mùa này?"),
        min_value=1,
        max_value=QUOTA_MOST,
        required=False,
        help_text=_("Để trống nếu không giới hạn. Giúp nhiều trường cùng được đi."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Ngôn ngữ khi đón"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    access = forms.MultipleChoiceField(
        label=_("Nơi này có"), choices=Access.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    provided = forms.CharField(
        label=_("Nơi đón lo những gì?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
        help_text=_("Ví dụ: mũ và kính bảo hộ, nước uống, bữa trưa."),
    )
    to_bring = forms.CharField(
        label=_("Đoàn mang theo gì?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
        help_text=_("Ví dụ: giày bít mũi, quần dài, sổ tay."),
    )
    meeting_point = forms.CharField(
        label=_("Gặp nhau ở đâu?"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: cổng số 2, đường Đình Vũ, có bác bảo vệ đón."),
    )
    commune = forms.ModelChoiceField(
        label=_("Xã, phường của điểm gặp"),
        queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name"),
        to_field_name="code",
        empty_label=_("Gõ tên xã, phường"),
    )
    latitude = forms.FloatField(
        label=_("Vĩ độ"), required=False, widget=forms.NumberInput(attrs=_DEGREES), help_text=_("Ví dụ: 20.8449")
    )
    longitude = forms.FloatField(
        label=_("Kinh độ"), required=False, widget=forms.NumberInput(attrs=_DEGREES), help_text=_("Ví dụ: 106.6881")
    )

    def __init__(self, data: Any = None, *, hosting: Hosting | None, commune: str) -> None:
        super().__init__(data, initial={**_known(hosting), "commune": commune})
        unchosen = [] if hosting and sectors.sector(hosting.sector) else [("", _("Chọn một ngành"))]
        self.fields["sector"].choices = [*unchosen, *sectors.choices(get_language() or "vi")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        point = cleaned.get("longitude"), cleaned.get("latitude")
        commune = cleaned.get("commune")
        if commune and None not in point and not places.lies_near(commune.code, *point):  # type: ignore[arg-type]
            self.add_error("latitude", _("Điểm này không nằm ở %(name)s.") % {"name": commune.full_name})
        return cleaned

    def terms(self) -> Terms:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "commune"}
        return Terms(**{**facts, "languages": tuple(facts["languages"]), "access": tuple(facts["access"])})


def _known(hosting: Hosting | None) -> dict[str, Any]:
    if hosting is None:
        return {"languages": [Language.VIETNAMESE]}
    return {name: getattr(hosting, name) for name in Terms.__dataclass_fields__}
