"""The forms around an internship."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import TidyForm
from people.models import Guardianship, User
from visits.enums import Answer, Competence
from visits.labour import Span
from visits.models import Placement
from visits.placement_words import WEEKDAYS, spans_of
from visits.rules import PLACEMENT_TASKS
from visits.selectors import placement_readiness as readiness
from visits.services.evaluations import Words
from visits.services.placement_log import Day
from visits.services.placement_terms import Description, Plan, Task

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_LINES = forms.Textarea(attrs={"rows": 3})


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(TidyForm):
    """Days, hours of the week and goals; with a choice of pupils where one is introduced."""

    pupil = forms.TypedChoiceField(label=_("Giới thiệu em nào?"), coerce=int)
    first_day = forms.DateField(label=_("Ngày đầu"), widget=_DAY)
    last_day = forms.DateField(label=_("Ngày cuối"), widget=_DAY)
    goals = forms.CharField(
        label=_("Em muốn học điều gì?"),
        max_length=1000,
        widget=_LINES,
        help_text=_("Hỏi em rồi viết bằng lời của em, một hai điều là đủ."),
    )

    def __init__(self, *args: Any, pupils: list[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pupils = {pupil.pk: pupil for pupil in pupils or []}
        if pupils is None:
            del self.fields["pupil"]
        else:
            self.fields["pupil"].choices = [("", "–"), *((one.pk, one.full_name) for one in pupils)]
        for day, label in enumerate(WEEKDAYS):
            for edge, words in (("from", _("từ")), ("to", _("đến"))):
                name = f"{edge}_{day}"
                self.fields[name] = forms.TimeField(label=f"{label} {words}", required=False, widget=_time())

    @classmethod
    def initial_of(cls, placement: Placement) -> dict[str, Any]:
        found: dict[str, Any] = {name: getattr(placement, name) for name in ("first_day", "last_day", "goals")}
        for span in spans_of(placement.week):
            found |= {f"from_{span.day}": span.starts, f"to_{span.day}": span.ends}
        return found

    def week_rows(self) -> Iterator[tuple[Any, Any, Any]]:
        for day, label in enumerate(WEEKDAYS):
            yield label, self[f"from_{day}"], self[f"to_{day}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for day in range(len(WEEKDAYS)):
            if bool(cleaned.get(f"from_{day}")) != bool(cleaned.get(f"to_{day}")):
                missing = f"to_{day}" if cleaned.get(f"from_{day}") else f"from_{day}"
                if missing not in self.errors:
                    self.add_error(missing, _t("Ghi cả giờ bắt đầu và giờ kết thúc."))
        return cleaned

    def plan(self) -> Plan:
        said = self.cleaned_data
        week = [
            Span(day, said[f"from_{day}"], said[f"to_{day}"])
            for day in range(len(WEEKDAYS))
            if said[f"from_{day}"] and said[f"to_{day}"]
        ]
        return Plan(said["first_day"], said["last_day"], week, said["goals"])

    @property
    def chosen(self) -> User:
        return self._pupils[self.cleaned_data["pupil"]]


class DescriptionForm(TidyForm):
    """Two adults, the tasks one by one, each looked up in the list."""

    supervisor = forms.TypedChoiceField(
        label=_("Người hướng dẫn em"),
        coerce=int,
        help_text=_("Đã được kiểm tra danh tính trực tiếp và đủ mọi mục thẩm định để làm việc trực tiếp với các em."),
    )
    second_adult = forms.TypedChoiceField(
        label=_("Người lớn thứ hai"),
        coerce=int,
        help_text=_("Luôn có mặt gần đó: không ai ở riêng với một em học sinh."),
    )
    place_is_clear = forms.BooleanField(label=_("Nơi em làm việc không thuộc danh mục nơi bị cấm ở trên."))

    def __init__(self, *args: Any, adults: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._adults = {one.pk: one for one in adults}
        best = [one for one in adults if one.level == readiness.SUPERVISOR_LEVEL]
        self.fields["supervisor"].choices = [("", "–"), *((one.pk, one.full_name) for one in best)]
        self.fields["second_adult"].choices = [("", "–"), *((one.pk, one.full_name) for one in adults)]
        for number in range(1, PLACEMENT_TASKS + 1):
            self.fields[f"task_{number}"] = forms.CharField(
                label=_t("Việc %(n)d") % {"n": number}, max_length=200, required=number == 1
            )
            self.fields[f"clear_{number}"] = forms.BooleanField(
                label=_("Đã đối chiếu, không thuộc danh mục cấm"), required=False
            )

    @classmethod
    def initial_of(cls, placement: Placement) -> dict[str, Any]:
        found: dict[str, Any] = {"supervisor": placement.supervisor_id, "second_adult": placement.second_adult_id}
        for number, task in enumerate(placement.tasks, 1):
            found |= {f"task_{number}": task["text"], f"clear_{number}": True}
        return found

    def task_rows(self) -> Iterator[tuple[Any, Any]]:
        for number in range(1, PLACEMENT_TASKS + 1):
            yield self[f"task_{number}"], self[f"clear_{number}"]

    def description(self) -> Description:
        said = self.cleaned_data
        numbers = range(1, PLACEMENT_TASKS + 1)
        return Description(
            supervisor=self._adults[said["supervisor"]],
            second_adult=self._adults[said["second_adult"]],
            tasks=[Task(said[f"task_{n}"], said[f"clear_{n}"]) for n in numbers],
            place_is_clear=said["place_is_clear"],
        )


class LogForm(TidyForm):
    day = forms.DateField(label=_("Ngày"), initial=clock.today, widget=_DAY)
    starts = forms.TimeField(label=_("Từ giờ"), widget=_time())
    ends = forms.TimeField(label=_("Đến giờ"), widget=_time())
    did = forms.CharField(label=_("Hôm nay em làm gì?"), max_length=1000, widget=_LINES)
    learnt = forms.CharField(label=_("Em học được gì?"), max_length=1000, widget=_LINES, required=False)
    question = forms.CharField(
        label=_("Em muốn hỏi gì?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def entry(self) -> Day:
        return Day(**{name: self.cleaned_data[name] for name in ("day", "starts", "ends", "did", "learnt", "question")})


class WeekForm(TidyForm):
    day = forms.DateField()


class EntryForm(TidyForm):
    entry = forms.IntegerField(min_value=1)


class EvaluationForm(TidyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(4, _("4 · rất tốt")), (3, _("3 · tốt")), (2, _("2 · đang tiến bộ")), (1, _("1 · cần giúp thêm"))]
        for one in Competence:
            self.fields[one.value] = forms.TypedChoiceField(
                label=str(one.label).capitalize(), coerce=int, choices=steps, widget=forms.RadioSelect
            )
        self.fields["words"] = forms.CharField(
            label=_("Lời dành cho em"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
        )

    def said(self) -> Words:
        data = self.cleaned_data
        return Words(words=data["words"], scores={one.value: data[one.value] for one in Competence})


class ReflectionForm(TidyForm):
    words = forms.CharField(label=_("Điều quý nhất em học được là gì?"), max_length=2000, widget=_LINES)
    hard = forms.CharField(label=_("Điều gì khó, và em đã làm thế nào?"), max_length=2000, widget=_LINES)
    onward = forms.CharField(label=_("Sau kỳ này em muốn làm gì tiếp?"), max_length=2000, widget=_LINES)

    def said(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in ("words", "hard", "onward")})


class PaperForm(TidyForm):
    """What a guardian signed on paper."""

    guardianship = forms.TypedChoiceField(label=_("Ai ký phiếu?"), coerce=int)
    answer = forms.ChoiceField(label=_("Trả lời"), choices=Answer.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Ghi chú của phụ huynh"), max_length=300, required=False)

    def __init__(self, *args: Any, guardians: list[Guardianship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guardians = {one.pk: one for one in guardians}
        self.fields["guardianship"].choices = [(one.pk, one.guardian.full_name) for one in guardians]

    @property
    def chosen(self) -> Guardianship:
        return self._guardians[self.cleaned_data["guardianship"]]


class PaperEntryForm(TidyForm):
    agreement = forms.IntegerField(min_value=1)


def week_of(days: list[dict[str, Any]]) -> list[Span]:
    """From the API's rows."""
    return [Span(row["day"], _minute(row["starts"]), _minute(row["ends"])) for row in days]


def _minute(time: dt.time) -> dt.time:
    return time.replace(second=0, microsecond=0)
