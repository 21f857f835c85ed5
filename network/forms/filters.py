"""The filters above the lists. Their values travel in the address; a value that does not exist filters nothing."""

from collections.abc import Container
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import figures, written
from network.enums import Mode, OfferKind
from network.selectors import fields
from people.models import AdminUnit


def field_choices() -> list[tuple[str, str]]:
    return [("", str(_("Mọi lĩnh vực"))), *fields.names().items()]


def commune_choices() -> list[tuple[str, str]]:
    return [("", str(_("Mọi xã, phường"))), *written.rows(_communes)]


def _communes() -> QuerySet[AdminUnit, Any]:
    current = AdminUnit.objects.filter(valid_to=None, parent__isnull=False)
    return current.order_by("name").values_list("code", "full_name")


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    # Fields the page draws itself.
    apart: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_for_choices(self.data)

    def wanted(self) -> dict[str, Any]:
        """The values that are fit to use."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    def drawn(self) -> SafeString:
        """The controls. One that is not filled in looks alike for all who read a language: it is kept for a while."""
        empty = figures.of(f"empty-{type(self).__name__}", get_language() or "", self._empty).value
        pieces = (field.as_field_group() if field.name in self.data else empty[field.name] for field in self._shown())
        return format_html_join("", "{}", ((piece,) for piece in pieces))

    @classmethod
    def _empty(cls) -> dict[str, SafeString]:
        form = cls({})
        form._ask_for_choices(form.fields)
        return {field.name: field.as_field_group() for field in form._shown()}

    def _shown(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.apart]

    def _ask_for_choices(self, names: Container[str]) -> None:
        """Once: a callable would be asked twice, to check the value and to draw the list."""
        for name, field in self.fields.items():
            if name in names and isinstance(field, forms.ChoiceField):
                field.choices = list(field.choices)


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
