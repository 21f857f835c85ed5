"""How a host receives pupils: said once for an offer, changed at any time for visits to come."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from network import guarded_words
from network.enums import Language
from network.models import Offer
from people.models import User
from visits import sectors
from visits.enums import Access
from visits.models import Hosting
from visits.permissions import hostings as permissions
from visits.rules import PARTY_MOST
from visits.selectors import hostings as selectors

QUOTA_MOST = 2000
_TEXTS = {"provided": 1000, "to_bring": 1000, "meeting_point": 200}


@dataclass(frozen=True)
class Terms:
    """What a host says; the lists hold codes of `Language` and `Access`. Keyed like the model."""

    sector: str
    party_min: int
    party_max: int
    pupils_per_staff: int
    school_quota: int | None = None
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    provided: str = ""
    to_bring: str = ""
    meeting_point: str = ""
    longitude: float | None = None
    latitude: float | None = None


@signed
@transaction.atomic
def save(*, offer: Offer, terms: Terms, by: User) -> Hosting:
    """Pupils read it where they read the offer, and no teacher before them."""
    offer = locked(offer)
    permissions.check_can_host(by, offer)
    _check(terms)
    guarded_words.check_no_contact(**{name: getattr(terms, name) for name in _TEXTS})
    hosting = selectors.of_offer(offer) or Hosting(offer=offer)
    for field in fields(Terms):
        value = getattr(terms, field.name)
        if field.name in _TEXTS:
            value = tidy(value)
        setattr(hosting, field.name, list(value) if isinstance(value, tuple) else value)
    hosting.save()
    return hosting


def locked(offer: Offer) -> Offer:
    """Whoever changes times of one offer waits here in line for the others."""
    return Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("organisation").get(pk=offer.pk)


def _check(terms: Terms) -> None:
    sector = sectors.sector(terms.sector)
    wrong = {
        "sector": "" if sector else _("Hãy chọn ngành của nơi đón."),
        "party_min": "" if 1 <= terms.party_min <= PARTY_MOST else _("Từ 1 đến %(n)d học sinh.") % {"n": PARTY_MOST},
        "party_max": _wrong_most(terms),
        "school_quota": _wrong_quota(terms),
        "pupils_per_staff": _wrong_ratio(terms, sector) if sector else "",
        "languages": "" if set(terms.languages) <= set(Language.values) else _("Có ngôn ngữ không có trong danh sách."),
        "access": "" if set(terms.access) <= set(Access.values) else _("Có mục không có trong danh sách."),
        "longitude": _wrong_point(terms),
        **{name: _too_long(getattr(terms, name), most) for name, most in _TEXTS.items()},
    }
    errors = {name: [sentence] for name, sentence in wrong.items() if sentence}
    if errors:
        raise Invalid(errors=errors)


def _wrong_most(terms: Terms) -> str:
    if not 1 <= terms.party_max <= PARTY_MOST:
        return _("Từ 1 đến %(n)d học sinh.") % {"n": PARTY_MOST}
    return "" if terms.party_min <= terms.party_max else _("Số nhiều nhất không được nhỏ hơn số ít nhất.")


def _wrong_quota(terms: Terms) -> str:
    if terms.school_quota is None or terms.party_min <= terms.school_quota <= QUOTA_MOST:
        return ""
    return _("Số chỗ dành cho mỗi trường phải đủ cho một đoàn nhỏ nhất và không quá %(n)d.") % {"n": QUOTA_MOST}


def _wrong_ratio(terms: Terms, sector: sectors.Sector) -> str:
    """A host may be stricter than the sector, never laxer."""
    if 1 <= terms.pupils_per_staff <= sector.pupils_per_staff:
        return ""
    facts = {"sector": sector.named(get_language() or "vi"), "n": sector.pupils_per_staff}
    return _("Ngành “%(sector)s”: mỗi thầy cô đi cùng nhiều nhất %(n)d học sinh.") % facts


def _wrong_point(terms: Terms) -> str:
    longitude, latitude = terms.longitude, terms.latitude
    if longitude is None or latitude is None:
        return "" if longitude is latitude else _("Một điểm trên bản đồ cần cả kinh độ và vĩ độ.")
    return "" if -180 <= longitude <= 180 and -90 <= latitude <= 90 else _("Không có điểm nào như vậy.")


def _too_long(text: str, most: int) -> str:
    return _("Nhiều nhất %(n)d chữ cái.") % {"n": most} if len(text) > most else ""
