"""What an adult fills in for the own clearance, and what is answered to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from people.enums import IdentityDocument, IdentityWay, KnownFor, RefereeRelation
from people.models import Organisation
from people.selectors.quizzes import Shown

_DAY = {"type": "date"}
_YES_NO = [("yes", _("Có")), ("no", _("Không"))]


class IdentityForm(TidyForm):
    way = forms.ChoiceField(
        label=_("Anh chị muốn cho xem giấy tờ theo cách nào?"),
        choices=IdentityWay.choices,
        initial=IdentityWay.IN_PERSON,
        widget=forms.RadioSelect,
        help_text=_("Gặp trực tiếp thì sau này được đến trường, đón học sinh đến tham quan."),
    )


class WordForm(TidyForm):
    organisation = forms.TypedChoiceField(label=_("Tổ chức"), coerce=int)

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._homes = {home.pk: home for home in organisations}
        self.fields["organisation"].choices = [(home.pk, home.name) for home in organisations]

    @property
    def chosen(self) -> Organisation:
        return self._homes[self.cleaned_data["organisation"]]


class SignForm(TidyForm):
    version = forms.CharField(widget=forms.HiddenInput, max_length=20)
    full_name = forms.CharField(
        label=_("Gõ họ tên đầy đủ của anh chị"),
        max_length=120,
        help_text=_("Thay cho chữ ký. Gõ như tên trong tài khoản."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agrees = forms.BooleanField(label=_("Tôi đã đọc hết và cam kết làm theo."))


class RefereeForm(TidyForm):
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("Thư có đường dẫn dùng một lần sẽ gửi đến đây.")
    )
    relation = forms.ChoiceField(
        label=_("Người ấy là gì của anh chị?"),
        choices=RefereeRelation.choices,
        help_text=_("Không phải người trong gia đình. Hai người không cùng một nơi làm việc."),
    )


class ReferenceForm(TidyForm):
    """What a referee answers."""

    known_for = forms.ChoiceField(
        label=_("Anh chị biết người này bao lâu rồi?"), choices=KnownFor.choices, widget=forms.RadioSelect
    )
    with_children = forms.CharField(
        label=_("Anh chị đã thấy người này ở cùng trẻ em, học sinh như thế nào?"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_concern = forms.ChoiceField(
        label=_("Có điều gì làm anh chị băn khoăn nếu người này đồng hành với học sinh không?"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
    )
    concern = forms.CharField(
        label=_("Nếu có, xin kể đôi dòng"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không cần chắc chắn. Chỉ người thẩm định đọc."),
    )
    recommends = forms.ChoiceField(
        label=_("Anh chị có giới thiệu người này đồng hành với học sinh không?"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
    )

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        said = self.cleaned_data
        yes = {name: said[name] == "yes" for name in ("has_concern", "recommends")}
        return {**said, **yes, "known_for": KnownFor(said["known_for"])}


class QuizForm(forms.Form):
    """A question a field, `q0` to `q9`; the values are places in the order shown."""

    def __init__(self, *args: Any, questions: list[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, question in enumerate(questions):
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=f"{question.number}. {question.text}",
                coerce=int,
                choices=list(enumerate(question.options)),
                widget=forms.RadioSelect,
                help_text=_("bắt buộc đúng") if question.must else "",
                error_messages={"required": _("Câu này chưa trả lời.")},
            )

    def answers(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]


class WordAnswerForm(TidyForm):
    answer = forms.ChoiceField(
        label=_("Tổ chức có bảo lãnh không?"),
        choices=[("yes", _("Có, tổ chức biết và bảo lãnh người này")), ("no", _("Không bảo lãnh"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Nếu không, vì sao"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người ấy và Sở sẽ đọc."),
    )


class SeenForm(TidyForm):
    """A reviewer saw a document. There is no field for its number, on purpose."""

    document = forms.ChoiceField(label=_("Loại giấy tờ đã xem"), choices=IdentityDocument.choices)
    way = forms.ChoiceField(label=_("Xem bằng cách nào"), choices=IdentityWay.choices, widget=forms.RadioSelect)
    seen_on = forms.DateField(
        label=_("Ngày xem"), initial=clock.today, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        help_text=_("Không ghi số giấy tờ, không giữ bản chụp."),
    )

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "document": IdentityDocument(said["document"]), "way": IdentityWay(said["way"])}


class NoteForm(TidyForm):
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class WordEvidenceForm(TidyForm):
    """`adult`: whose organisations there are to choose from."""

    organisation = forms.TypedChoiceField(label=_("Tổ chức bảo lãnh"), coerce=int)
    evidence = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: công văn của tổ chức, ngày nhận. Không ghi số giấy tờ tùy thân."),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["organisation"]
        choices.choices = [(home.pk, home.name) for home in organisations]

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class ConclusionForm(TidyForm):
    note = forms.CharField(
        label=_("Đã tìm hiểu thế nào, kết luận ra sao"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhyForm(TidyForm):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người ấy sẽ đọc đúng những chữ này."),
    )


class AdultFilterForm(forms.Form):
    q = forms.CharField(label=_("Tên"), required=False, max_length=100)
