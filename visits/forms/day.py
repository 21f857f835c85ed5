"""What is noted on the day of a visit. Each form carries its own number: sent twice, it counts once."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from visits.enums import CountMoment, MarkKind
from visits.rules import PARTY_MOST
from visits.services.day import NewCount, NewMark

_BIGGEST = 2**63 - 1


class MarkForm(forms.Form):
    attendee = forms.IntegerField(min_value=1, max_value=_BIGGEST)
    kind = forms.ChoiceField(choices=MarkKind.choices)
    client_id = forms.UUIDField()

    def new(self) -> NewMark:
        said = self.cleaned_data
        return NewMark(said["attendee"], MarkKind(said["kind"]), said["client_id"], clock.now())


class CountForm(forms.Form):
    moment = forms.ChoiceField(label=_("Đếm lúc nào"), choices=CountMoment.choices)
    counted = forms.IntegerField(
        label=_("Đếm được bao nhiêu em"),
        min_value=0,
        max_value=PARTY_MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4
        self.fields["moment"].choices = [(moment.value, moment.label.capitalize()) for moment in CountMoment]  # type: ignore[attr-defined]

    def new(self) -> NewCount:
        said = self.cleaned_data
        return NewCount(CountMoment(said["moment"]), said["counted"], said["client_id"], clock.now())
