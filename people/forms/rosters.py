"""Choosing a school's list, and naming its columns where they are not recognised."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.forms import TidyForm
from core.sheets.table import letter_of
from people.models import Roster
from people.rosters import headings
from people.rosters.columns import BIRTH_PARTS, COLUMNS

# So many of the first rows may be the heading; so many are shown.
_TOP = 12
_EXAMPLE = 30
_SELDOM = {"family", "given", *BIRTH_PARTS, "second_name", "second_phone", "second_relation"}


class RosterUploadForm(TidyForm):
    file = forms.FileField(
        label=_("Tệp Excel hoặc CSV"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Tệp xuất từ vnEdu, SMAS, cơ sở dữ liệu ngành, hay tệp của riêng trường; nhiều nhất 2.000 em."),
    )
    whole_school = forms.BooleanField(
        label=_("Tệp này có đủ cả trường: em nào không có trong tệp là đã rời trường"), required=False
    )
    choose_columns = forms.BooleanField(label=_("Để tôi tự chọn cột nào là gì"), required=False)


class ColumnsForm(forms.Form):
    """A list of the file's columns for each thing a roster tells; what is recognised is chosen already."""

    heading_row = forms.TypedChoiceField(label=_("Tên các cột nằm ở dòng"), coerce=int)

    def __init__(self, *args: Any, roster: Roster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing: dict[str, Any] = {"title": "", "rows": []}
        self.page: dict[str, Any] = max(roster.raw, key=lambda page: len(page["rows"]), default=nothing)
        width = max((len(cells) for _number, cells in self.page["rows"]), default=0)
        self.letters = [letter_of(index) for index in range(width)]
        self.top = [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in self.page["rows"][:_TOP]]
        found = headings.find(self.page["rows"], self.page["title"], roster.school.roster_headings)
        rows = [(str(number), gettext("Dòng %(number)s") % {"number": number}) for number, _cells in self.top]
        self.fields["heading_row"].choices = [*rows, ("0", gettext("Tệp không có dòng tên cột"))]
        self.fields["heading_row"].initial = str(found.number if found else self.top[0][0] if self.top else 0)
        choices = [("", gettext("— không có —")), *self._columns(found.titles if found else [])]
        for column in COLUMNS:
            self.fields[column.code] = forms.TypedChoiceField(
                label=column.label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                help_text=_("Cần có.") if column.is_needed else "",
                initial=str(found.places.get(column.code, "")) if found else "",
            )

    def _columns(self, titles: list[str]) -> list[tuple[str, str]]:
        """ "C · Ngày sinh": the letter, and the heading or the first thing that stands in the column."""
        named = []
        for index, letter in enumerate(self.letters):
            filled = (cells[index] for _number, cells in self.page["rows"] if len(cells) > index and cells[index])
            shown = (titles[index] if index < len(titles) else "") or next(filled, "")
            named.append((str(index), f"{letter} · {shown[:_EXAMPLE]}" if shown else letter))
        return named

    def main_fields(self) -> list[Any]:
        return [self["heading_row"], *(self[column.code] for column in COLUMNS if column.code not in _SELDOM)]

    def other_fields(self) -> list[Any]:
        return [self[column.code] for column in COLUMNS if column.code in _SELDOM]

    def has_other_columns(self) -> bool:
        """Something is chosen or wrong among those that are folded away."""
        return any(field.initial or field.errors for field in self.other_fields())

    def places(self) -> dict[str, int]:
        codes = (column.code for column in COLUMNS)
        return {code: self.cleaned_data[code] for code in codes if self.cleaned_data.get(code) is not None}

    def take(self, refusal: Invalid) -> None:
        for name, sentences in refusal.errors.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


class RollOverForm(forms.Form):
    """A box for each class with the class it becomes; an empty one leaves the school."""

    def __init__(self, *args: Any, moves: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moves = moves
        for move in moves:
            self.fields[f"to:{move.class_name}"] = forms.CharField(
                label=move.class_name, required=False, max_length=20, initial=move.becomes
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(move, self[f"to:{move.class_name}"]) for move in self.moves]

    def wanted(self) -> dict[str, str]:
        return {move.class_name: self.cleaned_data[f"to:{move.class_name}"] for move in self.moves}

    def take(self, refusal: Invalid) -> None:
        for name, sentences in refusal.errors.items():
            for sentence in sentences:
                self.add_error(f"to:{name}" if f"to:{name}" in self.fields else None, sentence)
