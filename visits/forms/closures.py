"""Days off. `days()` and `home()` are what `services.closures` takes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people.models import Organisation
from visits.enums import ClosureKind
from visits.services.closures import NOTE_LENGTH, DaysOff, kinds_for

CITY = "city"


class ClosureForm(TidyForm):
    """`homes` are those the reader writes for; with `city` also the whole city. Of one place nothing is asked."""

    home = forms.ChoiceField(label=_("Của ai?"))
    kind = forms.ChoiceField(label=_("Nghỉ vì"))
    first_day = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last_day = forms.DateField(
        label=_("Đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Gọi là gì?"),
        max_length=NOTE_LENGTH,
        required=False,
        help_text=_("Ví dụ: “thi học kỳ I”. Người đặt chỗ đọc được."),
    )

    def __init__(self, data: Any = None, *, homes: Sequence[Organisation], city: bool) -> None:
        super().__init__(data)
        self._homes = {str(home.pk): home for home in homes}
        places: list[tuple[str, Any]] = [(pk, home.name) for pk, home in self._homes.items()]
        if city:
            places.insert(0, (CITY, _("Cả thành phố")))
        self.fields["home"].choices = places  # type: ignore[attr-defined]
        self._only = places[0][0] if len(places) == 1 else None
        if self._only:
            del self.fields["home"]
        kinds = {kind for home in [*homes, *([None] if city else [])] for kind in kinds_for(home)}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in ClosureKind if kind in kinds
        ]

    def place(self) -> Organisation | None:
        return self._homes.get(self._only or self.cleaned_data["home"])

    def days(self) -> DaysOff:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "home"}
        return DaysOff(**{**facts, "kind": ClosureKind(facts["kind"])})
