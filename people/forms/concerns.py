"""The short form of a report, and the lead's forms."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import TidyForm
from people.concern_subjects import Someone, Subject
from people.enums import WRITTEN_ACTS, ConcernAbout, ConcernAct, ConcernOutcome, ConcernWorry
from people.services.concerns import Report

_PERSON = "person-"
LONGEST = 4000


def capitals(choices: list[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


class ReportForm(TidyForm):
    """`subject` is behind the page's reference; only whom that page showed can be chosen, by place, not by number."""

    reference = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)
    worry = forms.ChoiceField(label=_("Điều gì làm anh chị lo?"))
    about = forms.ChoiceField(label=_("Về ai?"), required=False)
    text = forms.CharField(
        label=_("Kể thêm"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Chuyện gì, ở đâu, khi nào. Viết ngắn cũng được."),
    )
    hides_reporter = forms.BooleanField(label=_("Chỉ người phụ trách an toàn biết tôi là người báo"), required=False)
    contact = forms.CharField(
        label=_("Liên hệ với anh chị thế nào?"),
        required=False,
        max_length=200,
        help_text=_("Số điện thoại hoặc e-mail, và tên trường của em nếu biết."),
    )

    def __init__(self, *args: Any, subject: Subject | None, is_pupil: bool, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        people = subject.people if subject and has_account else ()
        self.people: dict[str, Someone] = {f"{_PERSON}{place}": one for place, one in enumerate(people)}
        shown = [(key, one.shown) for key, one in self.people.items()]
        about = [("", _("Không rõ, không muốn nói")), *shown, *capitals(ConcernAbout.choices)]
        self.fields["about"].choices = about
        self.fields["worry"].choices = capitals(ConcernWorry.choices)
        if is_pupil:
            self.fields["worry"].label = _("Điều gì làm em lo?")
            self.fields["text"].label = _("Em kể thêm nếu muốn")
            self.fields["hides_reporter"].label = _("Chỉ thầy cô phụ trách an toàn biết là em báo")
        if has_account:
            del self.fields["contact"]
        else:
            del self.fields["hides_reporter"]

    def report(self) -> Report:
        asked = self.cleaned_data
        return Report(
            worry=ConcernWorry(asked["worry"]),
            text=asked["text"],
            about="" if asked["about"] in self.people else asked["about"],
            subject=self.subject,
            person=self.people.get(asked["about"]),
            hides_reporter=asked.get("hides_reporter", False),
            contact=asked.get("contact", ""),
        )


class WordsForm(TidyForm):
    text = forms.CharField(
        label=_("Đã làm gì, với ai, khi nào"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(WordsForm):
    act = forms.ChoiceField(label=_("Việc đã làm"), choices=[(act.value, act.label) for act in WRITTEN_ACTS])
    field_order = ("act", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = capitals([(act.value, act.label) for act in WRITTEN_ACTS])

    def facts(self) -> dict[str, Any]:
        return {"act": ConcernAct(self.cleaned_data["act"]), "text": self.cleaned_data["text"]}


class AnswerForm(TidyForm):
    text = forms.CharField(
        label=_("Lời nhắn cho người báo"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Viết ân cần, ngắn, không nêu tên ai."),
    )


class CloseForm(TidyForm):
    outcome = forms.ChoiceField(label=_("Kết quả"))
    text = forms.CharField(
        label=_("Đã làm gì, vì sao khép lại được"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = capitals(ConcernOutcome.choices)

    def facts(self) -> dict[str, Any]:
        return {"outcome": ConcernOutcome(self.cleaned_data["outcome"]), "text": self.cleaned_data["text"]}
