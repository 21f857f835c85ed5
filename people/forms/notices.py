"""The inbox's filter, and what a person wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.enums import DigestRhythm
from people.forms.concerns import capitals
from people.models import NoticePreference
from people.notice_kinds import KINDS


class PreferenceForm(forms.Form):
    """Ticked is told; what is kept are the kinds that are not."""

    digest = forms.ChoiceField(label=_("Thư tóm tắt"), widget=forms.RadioSelect)
    told = forms.MultipleChoiceField(label=_("Báo cho tôi"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, wanted: NoticePreference, is_pupil: bool, **kwargs: Any) -> None:
        kinds = {
            code: kind for code, kind in KINDS.items() if not kind.is_urgent and not (is_pupil and kind.adults_only)
        }
        told = [code for code in kinds if code not in wanted.muted]
        kwargs["initial"] = {"digest": wanted.digest, "told": told}
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = capitals([(code, kind.label) for code, kind in kinds.items()])
        self.fields["digest"].choices = capitals(DigestRhythm.choices)
        self.codes = set(kinds)
        if is_pupil:
            del self.fields["digest"]

    def facts(self) -> dict[str, Any]:
        asked = self.cleaned_data
        digest = DigestRhythm(asked["digest"]) if "digest" in asked else None
        return {"digest": digest, "muted": self.codes - set(asked["told"])}
