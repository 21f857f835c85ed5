"""The guided forms for a challenge and an offer. Their `content()` is what `services.posts` takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from core.text import normalise
from network.enums import OfferKind
from network.models import Challenge, Field, Offer
from people.models import AdminUnit, Organisation

MOST_TAGS, TAG_LENGTH = 10, 60
_SHORT = {"rows": 3}
_LONG = {"rows": 6}


class PostForm(TidyForm, forms.ModelForm):  # type: ignore[type-arg]
    """Never saves by itself: `content()` goes to the service, which also says what the facts allow together."""

    organisation = forms.ModelChoiceField(label=_("Đăng cho"), queryset=Organisation.objects.none(), empty_label=None)
    fields = forms.ModelMultipleChoiceField(  # type: ignore[assignment]
        label=_("Lĩnh vực"),
        queryset=Field.objects.filter(is_current=True),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn một hoặc hai lĩnh vực gần nhất."),
    )
    commune = forms.ModelChoiceField(
        label=_("Địa điểm"),
        queryset=AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name"),
        to_field_name="code",
        empty_label=_("Gõ tên xã, phường"),
        help_text=_("Nơi gặp nếu gặp trực tiếp."),
        widget=forms.Select(attrs={"data-select": ""}),
    )
    age_min = forms.IntegerField(label=_("Tuổi nhỏ nhất"), min_value=11, max_value=18, initial=11)
    age_max = forms.IntegerField(label=_("Tuổi lớn nhất"), min_value=11, max_value=18, initial=18)
    deadline = forms.DateField(
        label=_("Hạn nhận nhóm"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Để trống nếu nhận quanh năm."),
    )

    def __init__(self, *args: Any, organisation_ids: frozenset[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation_ids is None:
            del self.fields["organisation"]
        else:
            self._offer_organisations(organisation_ids)
        self.fields["deadline"].widget.attrs["min"] = clock.today().isoformat()

    def _tags(self) -> list[str]:
        """Ticked among those proposed from the text; unknown ones are only words and harm nobody."""
        chosen = self.data.getlist("tags") if hasattr(self.data, "getlist") else self.data.get("tags", [])
        return [tag for tag in dict.fromkeys(map(normalise, chosen)) if 0 < len(tag) <= TAG_LENGTH][:MOST_TAGS]

    def _offer_organisations(self, ids: frozenset[int]) -> None:
        home = self.fields["organisation"]
        home.queryset = Organisation.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        home.initial = min(ids)
        if first := home.queryset.filter(pk=home.initial).select_related("commune").first():  # type: ignore[attr-defined]
            self.fields["commune"].initial = first.commune.code
        if len(ids) == 1:
            home.widget = forms.HiddenInput()

    def _post_clean(self) -> None:
        """Leaves the instance alone: the service writes it, and says in words what the database would refuse."""

    def content(self) -> dict[str, Any]:
        content = {name: self.cleaned_data[name] for name in self._meta.fields or () if name != "organisation"}
        content["fields"] = sorted(field.code for field in self.cleaned_data["fields"])
        content["commune"] = self.cleaned_data["commune"].code
        deadline = self.cleaned_data["deadline"]
        content["deadline"] = deadline.isoformat() if deadline else None
        content["tags"] = self._tags()
        return content


_SHARED = ("fields", "commune", "mode", "age_min", "age_max", "seats", "deadline", "language")
_LABELS = {
    "mode": _("Cách gặp"),
    "language": _("Ngôn ngữ của bài"),
}


class ChallengeForm(PostForm):
    class Meta:
        model = Challenge
        fields = (
            "title", "background", "expected_outcome", "help_offered", "reward", "ip_terms", *_SHARED,
        )  # fmt: skip
        labels = {
            **_LABELS,
            "title": _("Bài toán trong một câu"),
            "background": _("Chuyện đang xảy ra thế nào?"),
            "expected_outcome": _("Anh chị mong nhận được gì?"),
            "help_offered": _("Anh chị giúp các em những gì?"),
            "reward": _("Phần thưởng, ghi nhận"),
            "ip_terms": _("Kết quả thuộc về ai?"),
            "seats": _("Nhận mấy nhóm?"),
        }
        help_texts = {
            "title": _("Ví dụ: “Thùng hàng rỗng nằm chờ ở bãi cả ngày”."),
            "background": _("Kể như nói với một học sinh lớp 9: ở đâu, ai gặp, bao lâu rồi, đã thử cách nào."),
            "expected_outcome": _("Ví dụ: một mẫu thử chạy được, một bản khảo sát 50 người, một video hướng dẫn."),
            "help_offered": _("Ví dụ: kỹ sư gặp hai tuần một lần, cho xem xưởng, cho số liệu, cho vật liệu."),
            "ip_terms": _("Mặc định nhóm giữ toàn quyền với ý tưởng của mình."),
            "seats": _("Số nhóm anh chị chăm được cùng lúc. Mạng lưới không bao giờ nhận quá số này."),
        }
        widgets = {
            "background": forms.Textarea(attrs=_LONG),
            "expected_outcome": forms.Textarea(attrs=_SHORT),
            "help_offered": forms.Textarea(attrs=_SHORT),
        }


class OfferForm(PostForm):
    kind = forms.ChoiceField(
        label=_("Anh chị muốn giúp theo cách nào?"), choices=[("", _("Chọn một cách")), *OfferKind.choices]
    )

    class Meta:
        model = Offer
        fields = ("kind", "title", "description", "hours_per_month", *_SHARED)
        labels = {
            **_LABELS,
            "title": _("Tóm tắt trong một câu"),
            "description": _("Anh chị giúp được gì?"),
            "hours_per_month": _("Số giờ mỗi tháng"),
            "seats": _("Nhận mấy nhóm mỗi mùa?"),
        }
        help_texts = {
            "title": _("Ví dụ: “Giúp các em tính giá thành và giá bán”."),
            "description": _("Nghề của anh chị, việc đã làm, điều các em sẽ làm được sau khi gặp."),
            "hours_per_month": _("Nói ít mà giữ được còn hơn hứa nhiều."),
            "seats": _("Mạng lưới không bao giờ nhận quá số này."),
        }
        widgets = {"description": forms.Textarea(attrs=_LONG)}
