"""What a host says of an offer, and which offers a person hosts."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.gate import NOW
from network.enums import PostStatus
from network.models import Offer
from network.selectors import posts
from people.enums import Role
from people.selectors import hats
from visits.models import Hosting, SafetySheet, Slot
from visits.rules import HOSTED_KINDS


def of_offer(offer: Offer) -> Hosting | None:
    return Hosting.objects.filter(offer=offer).first()


def get_for(viewer: hats.Anyone, offer: int) -> Hosting:
    """Whoever sees the offer sees how pupils are received there."""
    hosting = of_offer(posts.get_for(viewer, Offer, offer))
    if hosting is None:
        raise NotFound(_("Nơi này chưa nói điều kiện đón."))
    return hosting


def offer_for(viewer: hats.Anyone, pk: int) -> Offer:
    """With its hosting where the person hosts it; else the offer as everybody sees it, to be told why not."""
    return hosted_by(viewer).filter(pk=pk).first() or posts.get_for(viewer, Offer, pk)


def hosted_by(viewer: hats.Anyone) -> QuerySet[Offer]:
    """Offers that receive pupils and that this person speaks for today."""
    worn = hats.of(viewer)
    if not worn.is_cleared_supporter:
        return Offer.objects.none()
    represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
    own = Q(author=worn.user_id, organisation__in=worn.supported_organisation_ids)
    rows = Offer.objects.filter(own | Q(organisation__in=represented), kind__in=HOSTED_KINDS)
    return rows.select_related("organisation", "commune", "hosting")


def overview_for(viewer: hats.Anyone) -> QuerySet[Offer]:
    """What may receive pupils, with `coming` open slots ahead and the safety sheets, the newest first."""
    open_ahead = Q(slots__closed_at=None, slots__starts_at__gt=clock.now())
    sheets = Prefetch("safety_sheets", SafetySheet.objects.order_by("-signed_at", "-pk"))
    rows = hosted_by(viewer).exclude(status__in=[PostStatus.CLOSED, PostStatus.REFUSED])
    return rows.annotate(coming=Count("slots", filter=open_ahead)).prefetch_related(sheets).order_by("-pk")


def lacking(viewer: hats.Anyone) -> QuerySet[Offer]:
    """Published, but no time to come yet, perhaps no conditions either."""
    open_ahead = Slot.objects.filter(offer=OuterRef("pk"), closed_at=None, starts_at__gt=NOW)
    return hosted_by(viewer).filter(~Exists(open_ahead), status=PostStatus.PUBLISHED)
