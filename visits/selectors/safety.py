"""Which safety sheets a person may read, and which one holds."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from network.models import Offer
from network.selectors import posts
from people.selectors import hats
from visits.models import SafetySheet
from visits.selectors import hostings


def history_of(offer: Offer) -> QuerySet[SafetySheet]:
    return SafetySheet.objects.filter(offer=offer).select_related("signed_by")


def latest_of(offer: Offer) -> SafetySheet | None:
    return history_of(offer).first()


def visible_to(viewer: hats.Anyone) -> QuerySet[SafetySheet]:
    """The host's people all of theirs; staff of schools those of their visits, and what holds of an offer they see."""
    worn = hats.of(viewer)
    seen = Q(offer__in=hostings.hosted_by(viewer).select_related(None).values("pk"))
    if worn.staffed_school_ids:
        newer = SafetySheet.objects.filter(offer=OuterRef("offer"), signed_at__gt=OuterRef("signed_at"))
        shown = Offer.objects.filter(posts.is_open_to_pupils()).values("pk")
        seen |= Q(~Exists(newer), valid_until__gte=clock.today(), offer__in=shown)
        seen |= Q(pk__in=SafetySheet.objects.filter(visits__school__in=worn.staffed_school_ids).values("pk"))
    return SafetySheet.objects.filter(seen).select_related("offer__organisation", "offer__hosting", "signed_by")


def get_for(viewer: hats.Anyone, pk: int) -> SafetySheet:
    sheet = visible_to(viewer).filter(pk=pk).first()
    if sheet is None:
        raise NotFound(_("Không tìm thấy phiếu an toàn này, hoặc phiếu đã có bản mới."))
    return sheet


def shown_of(viewer: hats.Anyone, offer: Offer) -> SafetySheet | None:
    """The newest that this person may read."""
    return visible_to(viewer).filter(offer=offer).order_by("-signed_at", "-pk").first()
