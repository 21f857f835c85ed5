"""The filters above the list of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.enums import OrganisationKind, OrganisationStatus


class OrganisationFilterForm(forms.Form):
    q = forms.CharField(label=_("Tên hoặc việc làm"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Loại tổ chức"), required=False, choices=[("", _("Mọi loại")), *OrganisationKind.choices]
    )
    status = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Mọi tình trạng")), *OrganisationStatus.choices]
    )

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use; a value that does not exist filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
