"""The one search form: its values travel in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.enums import Mode, OfferKind
from network.forms.filters import FilterForm, commune_choices, field_choices
from network.selectors.finding import What
from people.enums import OrganisationKind, SchoolLevel

_KINDS = [
    ("", _("Mọi loại")),
    (_("Đề nghị hỗ trợ"), OfferKind.choices),
    (_("Tổ chức"), OrganisationKind.choices),
]


class SearchForm(FilterForm):
    """A filter that a kind of thing does not know finds nothing of that kind: free seats only posts have."""

    apart = frozenset({"q"})
    what = forms.ChoiceField(required=False, choices=[("", _("Tất cả")), *What.choices], widget=forms.HiddenInput)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=field_choices)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=_KINDS)
    commune = forms.ChoiceField(
        label=_("Xã, phường"),
        required=False,
        choices=commune_choices,
        widget=forms.Select(attrs={"data-select": ""}),
    )
    level = forms.ChoiceField(
        label=_("Cấp học"), required=False, choices=[("", _("Mọi cấp học")), *SchoolLevel.choices]
    )
    mode = forms.ChoiceField(
        label=_("Cách gặp"), required=False, choices=[("", _("Cách nào cũng được")), *Mode.choices[:2]]
    )
    free = forms.BooleanField(label=_("Còn chỗ"), required=False)
