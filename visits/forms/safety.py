"""The questions of one sector as a form. `word()` is what `services.safety` takes."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from visits import sectors
from visits.models import SafetySheet
from visits.sectors import ANSWER_LENGTH, TEXT, Question, Sector
from visits.services.safety import AGE_MOST, NAME_LENGTH, Word

_OWN = ("guide_name", "age_min", "equipment")


class SafetyForm(TidyForm):
    """Filled in with what was signed last, where the question is the same."""

    guide_name = forms.CharField(
        label=_("Ai dẫn đoàn?"), max_length=NAME_LENGTH, help_text=_("Họ tên người đi cùng đoàn suốt buổi.")
    )
    age_min = forms.IntegerField(label=_("Tuổi nhỏ nhất được vào"), max_value=AGE_MOST)
    equipment = forms.MultipleChoiceField(
        label=_("Đồ bảo hộ phải mặc"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, sector: Sector, last: SafetySheet | None) -> None:
        super().__init__(data, initial=_known(sector, last))
        self.sector = sector
        language = get_language() or "vi"
        age, equipment = self.fields["age_min"], self.fields["equipment"]
        age.min_value = sector.age_min  # type: ignore[attr-defined]
        age.widget.attrs["min"] = sector.age_min
        age.help_text = _("Ngành này: từ %(n)d tuổi.") % {"n": sector.age_min}
        kit = sectors.templates().equipment
        equipment.choices = list(zip(kit, sectors.equipment_named(kit, language), strict=True))  # type: ignore[attr-defined]
        needed = ", ".join(sectors.equipment_named(sector.equipment, language))
        if needed:
            equipment.help_text = _("Ngành này luôn cần: %(list)s.") % {"list": needed}
        for question in sector.questions:
            self.fields[question.code] = _field(question, language)

    def word(self) -> Word:
        facts = self.cleaned_data
        answers = {question.code: _answer(question, facts[question.code]) for question in self.sector.questions}
        return Word(answers, **{name: facts[name] for name in _OWN})


def _field(question: Question, language: str) -> forms.Field:
    label = question.worded(language)
    if question.kind == TEXT:
        return forms.CharField(label=label, max_length=ANSWER_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))
    help_text = _("Phải có mới đón học sinh.") if question.must_be_yes else ""
    choices = [("yes", _("có")), ("no", _("không"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text)


def _known(sector: Sector, last: SafetySheet | None) -> dict[str, Any]:
    if last is None:
        return {"age_min": sector.age_min, "equipment": list(sector.equipment)}
    answers = {code: {True: "yes", False: "no"}.get(said, said) for code, said in last.answers.items()}
    own = {"age_min": max(last.age_min, sector.age_min), "guide_name": last.guide_name}
    return {**answers, **own, "equipment": [*last.equipment, *sector.equipment]}


def _answer(question: Question, given: str) -> object:
    return given if question.kind == TEXT else given == "yes"
