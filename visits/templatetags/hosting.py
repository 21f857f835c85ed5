"""Where pages of the network meet visits: an offer's conditions and times, and codes of sectors in words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from network.enums import Language
from visits import sectors
from visits.enums import Access
from visits.permissions import hostings as permissions
from visits.rules import HOSTED_KINDS
from visits.selectors import hostings

register = template.Library()


@register.simple_tag(takes_context=True)
def hosting_of(context: Context, offer: Any) -> dict[str, Any]:
    """Empty for an offer that receives nobody; else what is told, and whether the reader may tell it."""
    if offer.kind not in HOSTED_KINDS:
        return {}
    reader = context["request"].user
    return {"told": hostings.of_offer(offer), "may_host": permissions.can_host(reader, offer), "receives": True}


@register.filter
def sector_name(code: str) -> str:
    sector = sectors.sector(code)
    return sector.named(get_language() or "vi") if sector else code


@register.filter
def equipment_names(codes: Iterable[str]) -> list[str]:
    return sectors.equipment_named(codes, get_language() or "vi")


@register.filter
def language_names(codes: Iterable[str]) -> list[str]:
    return [str(Language(code).label) for code in codes if code in Language.values]


@register.filter
def access_names(codes: Iterable[str]) -> list[str]:
    return [str(Access(code).label) for code in codes if code in Access.values]


@register.filter
def degrees(value: float | None) -> str:
    """With a point, as map services take it."""
    return "" if value is None else f"{value:.5f}"
