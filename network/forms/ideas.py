"""The guided form for an idea, and the small ones around it. `content()` is what `services.ideas` takes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from network.enums import IdeaStage, IdeaStatus, Language, NeedKind, Visibility
from network.forms.filters import FilterForm, field_choices
from network.models import Field, Idea
from network.selectors import audiences
from network.services import idea_content
from people.models import User

_ROWS_SHOWN = 3
# The stages as a pupil would say them.
_STAGES = [
    (IdeaStage.IDEA, _("Mới là ý tưởng, chưa làm gì")),
    (IdeaStage.PROTOTYPE, _("Đã làm mẫu thử")),
    (IdeaStage.PILOT, _("Đang cho vài người dùng thử")),
    (IdeaStage.PRODUCT, _("Đã có sản phẩm, có người dùng thật")),
]


class NeedForm(TidyForm):
    """One row; a row left empty is not a need."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Nhóm cần gì?"), required=False, choices=[("", _("Chọn loại")), *NeedKind.choices])
    text = forms.CharField(
        label=_("Nói rõ hơn một chút"),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") and not cleaned.get("text"):
            self.add_error("text", _("Em viết thêm vài chữ để người muốn giúp hiểu nhé."))
        if cleaned.get("text") and not cleaned.get("kind"):
            self.add_error("kind", _("Em chọn loại trợ giúp cho dòng này nhé."))
        return cleaned


class IdeaForm(TidyForm):
    """With its rows of needs in `needs`: valid when all of it is."""

    title = forms.CharField(
        label=_("Ý tưởng của em tên là gì?"),
        max_length=200,
        help_text=_("Ngắn và dễ nhớ. Ví dụ: “Thùng rác biết phân loại cho sân trường”."),
    )
    field = forms.ModelChoiceField(
        label=_("Thuộc lĩnh vực nào?"),
        queryset=Field.objects.filter(is_current=True),
        to_field_name="code",
        empty_label=_("Chọn lĩnh vực gần nhất"),
    )
    problem = forms.CharField(
        label=_("Ai đang gặp khó khăn gì?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Kể chuyện thật em thấy: ở đâu, ai, bao lâu một lần. "
            "Ví dụ: “Giờ ra chơi nào thùng rác cũng đầy, vỏ hộp sữa lẫn với thức ăn thừa, cô lao công phải nhặt lại.”"
        ),
    )
    solution = forms.CharField(
        label=_("Nhóm định làm gì?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Chưa chắc cũng không sao, viết điều nhóm đang nghĩ. "
            "Ví dụ: “Một thùng có cảm biến nhận ra hộp sữa và tự mở đúng ngăn.” Đừng ghi tên, số điện thoại của ai."
        ),
    )
    stage = forms.ChoiceField(
        label=_("Nhóm đang ở đâu?"),
        choices=_STAGES,
        initial=IdeaStage.IDEA,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Em viết bằng tiếng gì?"), choices=Language.choices, initial=Language.VIETNAMESE
    )

    def __init__(self, data: Any = None, *, idea: Idea | None = None) -> None:
        known = idea_content.read(idea) if idea else {}
        super().__init__(data, initial=known)
        rows = [{"kind": kind, "text": text} for kind, text in known.get("needs", [])]
        shown = min(idea_content.NEEDS_AT_MOST, max(_ROWS_SHOWN, len(rows) + 1))
        row_set = forms.formset_factory(
            NeedForm,
            extra=shown - len(rows),
            max_num=idea_content.NEEDS_AT_MOST,
            absolute_max=idea_content.NEEDS_AT_MOST,
        )
        self.needs = row_set(data, initial=rows, prefix="needs")

    def is_valid(self) -> bool:
        both = [super().is_valid(), self.needs.is_valid()]
        return all(both)

    def content(self) -> dict[str, Any]:
        content = {name: self.cleaned_data[name] for name in ("title", "problem", "solution", "stage", "language")}
        rows = [row.cleaned_data for row in self.needs.forms if row.cleaned_data.get("text")]
        needs = [[row["kind"], row["text"]] for row in rows]
        return content | {"field": self.cleaned_data["field"].code, "needs": needs}


class ReturnForm(TidyForm):
    reason = forms.CharField(
        label=_("Các em cần sửa gì?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nhóm sẽ đọc đúng những chữ này. Ví dụ: “Các em kể rõ hơn ai sẽ dùng và đã hỏi họ chưa.”"),
    )


def visibility_choices() -> list[tuple[str, str]]:
    """Each rung with what it means."""
    return [(rung.value, f"{str(rung.label).capitalize()}: {audiences.SENTENCES[rung]}") for rung in Visibility]


class PublishForm(TidyForm):
    visibility = forms.ChoiceField(
        label=_("Ai được xem?"),
        choices=visibility_choices,
        widget=forms.RadioSelect,
        help_text=_("Thầy cô đổi lại lúc nào cũng được. Họ tên các em chỉ người trong trường biết."),
    )

    @property
    def chosen(self) -> Visibility:
        return Visibility(self.cleaned_data["visibility"])

    @property
    def draft_version(self) -> int | None:
        return None


class PublishDraftForm(PublishForm):
    """The second step for what the team has not handed in: the adviser confirms the very text that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    although_draft = forms.BooleanField(
        label=_("Nhóm đang viết và chưa gửi. Tôi đã đọc bản này, vẫn đăng."),
        error_messages={"required": _("Nhóm chưa gửi ý tưởng. Thầy cô đánh dấu ô này nếu vẫn muốn đăng.")},
    )

    @property
    def draft_version(self) -> int | None:
        return int(self.cleaned_data["version"])


def publish_form(idea: Idea, data: Any = None) -> PublishForm:
    """With the second step where the idea is still a draft."""
    initial = {"visibility": idea.visibility, "version": idea.version}
    form = PublishDraftForm if idea.status == IdeaStatus.DRAFT else PublishForm
    return form(data, initial=initial)


class PupilChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class PupilForm(TidyForm):
    """Choose one of the pupils the view offers."""

    pupil = PupilChoice(
        label=_("Chọn một bạn"),
        queryset=User.objects.none(),
        empty_label=_("Chọn trong danh sách"),
        widget=forms.Select(attrs={"data-select": ""}),
    )

    def __init__(self, *args: Any, among: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupil"].queryset = among  # type: ignore[attr-defined]


class IdeaFilterForm(FilterForm):
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=field_choices)
    stage = forms.ChoiceField(
        label=_("Giai đoạn"), required=False, choices=[("", _("Mọi giai đoạn")), *IdeaStage.choices]
    )
    need = forms.ChoiceField(
        label=_("Đang cần"), required=False, choices=[("", _("Cần gì cũng được")), *NeedKind.choices]
    )
