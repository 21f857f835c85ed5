"""What the school fills in about a roster: who joins, and what stands on a signed form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people.models import Guardianship
from visits.enums import Answer
from visits.models import Visit
from visits.selectors import rosters
from visits.services.agreements import Paper

_BIGGEST = 2**63 - 1
_NOBODY = _("Hãy chọn ít nhất một em.")


class FindForm(forms.Form):
    """Narrows whom one may choose from; what is no value of it narrows nothing."""

    class_name = forms.ChoiceField(label=_("Cả lớp"), required=False)
    club = forms.TypedChoiceField(label=_("Câu lạc bộ"), required=False, coerce=int, empty_value=None)
    q = forms.CharField(
        label=_("Tìm theo tên"), required=False, max_length=80, help_text=_("Gõ một phần của tên, không dấu cũng được.")
    )

    def __init__(self, visit: Visit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes, clubs = rosters.classes_of(visit), rosters.clubs_of(visit)
        self.fields["class_name"].choices = [("", _("Chọn lớp")), *((name, name) for name in classes)]  # type: ignore[attr-defined]
        self.fields["club"].choices = [("", _("Chọn câu lạc bộ")), *((club.pk, club.name) for club in clubs)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PupilsForm(forms.Form):
    """The pupils ticked."""

    pupils = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _NOBODY, "invalid_choice": _NOBODY})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("pupils") if hasattr(self.data, "getlist") else []
        known = [value for value in sent if value.isascii() and value.isdigit() and int(value) <= _BIGGEST]
        self.fields["pupils"].choices = [(value, value) for value in known]  # type: ignore[attr-defined]


class AgreementPaperForm(TidyForm):
    """As the guardian marked and signed it."""

    guardianship = forms.TypedChoiceField(label=_("Ai ký"), coerce=int)
    answer = forms.ChoiceField(
        label=_("Ô đã đánh dấu"),
        choices=[(Answer.YES, _("Đồng ý")), (Answer.NO, _("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Lời dặn ghi trên phiếu"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ dị ứng, say xe. Chỉ thầy cô đi cùng đọc; để trống cũng được."),
    )

    def __init__(self, guardians: list[Guardianship], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardianship"].choices = [  # type: ignore[attr-defined]
            (row.pk, f"{row.guardian.full_name} ({row.get_relation_display()})") for row in guardians
        ]

    def paper(self) -> Paper:
        said = self.cleaned_data
        return Paper(said["guardianship"], said["answer"] == Answer.YES, said["note"])
