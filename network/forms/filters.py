"""The filters above the lists. Their values travel in the address; a value that does not exist filters nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.enums import Mode, OfferKind
from network.models import Field
from people.models import AdminUnit


def field_choices() -> list[tuple[str, str]]:
    return [
        ("", str(_("Mọi lĩnh vực"))),
        *((field.code, str(field)) for field in Field.objects.filter(is_current=True)),
    ]


def commune_choices() -> list[tuple[str, str]]:
    communes = AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name")
    return [("", str(_("Mọi xã, phường"))), *communes.values_list("code", "full_name")]


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A callable would be asked twice: once to check the value, once to draw the list.
            if isinstance(field, forms.ChoiceField):
                field.choices = list(field.choices)

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}


class PostFilterForm(FilterForm):
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=field_choices)
    mode = forms.ChoiceField(
        label=_("Cách gặp"), required=False, choices=[("", _("Cách nào cũng được")), *Mode.choices[:2]]
    )
    commune = forms.ChoiceField(label=_("Xã, phường"), required=False, choices=commune_choices)
    age = forms.IntegerField(label=_("Tuổi của em"), required=False, min_value=11, max_value=18)
    free = forms.BooleanField(label=_("Chỉ bài còn chỗ"), required=False)


class OfferFilterForm(PostFilterForm):
    kind = forms.ChoiceField(label=_("Loại hỗ trợ"), required=False, choices=[("", _("Mọi loại")), *OfferKind.choices])
    field_order = ("q", "kind", "field", "mode", "commune", "age", "free")
