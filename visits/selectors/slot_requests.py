"""Schools' requests for slots that do not exist yet: whom they fit, who may read them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from network.models import Offer
from network.selectors import posts
from people.enums import Role
from people.selectors import hats
from visits.enums import SlotRequestState
from visits.models import SlotRequest, SlotRequestHost
from visits.rules import HOSTED_KINDS
from visits.selectors import distances, fits


def visible_to(viewer: hats.Anyone) -> QuerySet[SlotRequest]:
    """The school's staff; the cleared people of hosts who were told, while it is open or where they answered it."""
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        told = SlotRequestHost.objects.filter(_speaks_for(viewer), request=OuterRef("pk"))
        seen |= Q(Exists(told), state=SlotRequestState.OPEN)
        seen |= Q(Exists(told.filter(offer=OuterRef("slot__offer"))), state=SlotRequestState.ANSWERED)
    return SlotRequest.objects.filter(seen).select_related(
        "school__organisation__commune", "field", "club", "commune", "asked_by", "slot__offer__organisation", "offer"
    )


def get_for(viewer: hats.Anyone, pk: int) -> SlotRequest:
    found = written.rows(_one, hats.reader(viewer), pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy yêu cầu này, hoặc yêu cầu đã có nơi khác nhận."))
    return found


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[SlotRequest]:
    return visible_to(viewer).filter(pk=pk)


def listed(viewer: hats.Anyone, *, ended: bool) -> QuerySet[SlotRequest]:
    is_open = Q(state=SlotRequestState.OPEN)
    return visible_to(viewer).filter(~is_open if ended else is_open).order_by("last_day", "pk")


def told_of(viewer: hats.Anyone, request: SlotRequest) -> list[SlotRequestHost]:
    """As which of the told hosts the reader may answer."""
    rows = SlotRequestHost.objects.filter(_speaks_for(viewer), request=request)
    return list(rows.select_related("offer__organisation", "offer__hosting", "request"))


def get_told(viewer: hats.Anyone, pk: int, offer: int | None = None) -> SlotRequestHost:
    """The offer in whose name the reader answers: the one named, or the only one. Also when somebody else was faster:
    whoever was told learns that."""
    rows = SlotRequestHost.objects.filter(_speaks_for(viewer), request__pk=pk)
    rows = rows.filter(offer=offer) if offer is not None else rows
    found = rows.select_related("offer__organisation", "request__school__organisation").first()
    if found is None:
        raise NotFound(_("Yêu cầu này không gửi đến nơi đón của anh chị."))
    return found


def is_open(request: SlotRequest) -> bool:
    """Now, whatever was read before."""
    return SlotRequest.objects.filter(pk=request.pk, state=SlotRequestState.OPEN).exists()


def waiting_for(viewer: hats.Anyone) -> QuerySet[SlotRequest]:
    """Open ones that wait for this host's answer."""
    told = SlotRequestHost.objects.filter(_speaks_for(viewer), request=OuterRef("pk"), declined_at=None)
    rows = SlotRequest.objects.filter(Exists(told), state=SlotRequestState.OPEN)
    return rows.select_related("school__organisation", "field").order_by("last_day", "pk")


def own_open(viewer: hats.Anyone) -> QuerySet[SlotRequest]:
    """Open ones of the reader's schools."""
    rows = SlotRequest.objects.filter(state=SlotRequestState.OPEN, school__in=hats.of(viewer).staffed_school_ids)
    return rows.select_related("school__organisation", "field").order_by("last_day", "pk")


def hosts_for(request: SlotRequest, most: int) -> list[Offer]:
    """Offers whose hosts may receive this party and were not told yet: one a host organisation, the fittest first.

    Those that the recommender finds fit for the school's clubs, by its score; then the others, the nearest first.
    """
    told = SlotRequestHost.objects.filter(request=request)
    rows = _suitable(request).exclude(organisation__in=told.values("offer__organisation"))
    scores = fits.scores_of(frozenset({request.school_id}))
    place = request.commune_id or request.school.organisation.commune_id
    kilometres = distances.kilometres_from(place)

    def rank(offer: Offer) -> tuple[float, float, int]:
        return -scores.get(offer.pk, 0.0), kilometres.get(offer.commune_id, float("inf")), offer.pk

    first: dict[int, Offer] = {}
    for offer in sorted(rows, key=rank):
        first.setdefault(offer.organisation_id, offer)
    return list(first.values())[:most]


def _suitable(request: SlotRequest) -> QuerySet[Offer]:
    in_field = Offer.objects.filter(pk=OuterRef("pk"), fields=request.field_id)
    fits_in = Q(hosting__party_min__lte=request.party, hosting__party_max__gte=request.party)
    meant = Q(pk=request.offer_id) if request.offer_id else Q(Exists(in_field), Q(hosting=None) | fits_in)
    return Offer.objects.filter(posts.is_open_to_pupils(), meant, kind__in=HOSTED_KINDS)


def _speaks_for(viewer: hats.Anyone) -> Q:
    """Of a told host: the cleared author of the offer, or a cleared representative of the organisation."""
    worn = hats.of(viewer)
    if not worn.is_cleared_supporter:
        return Q(pk=None)
    own = Q(offer__author=worn.user_id, offer__organisation__in=worn.supported_organisation_ids)
    return own | Q(offer__organisation__in=worn.organisations_as(frozenset({Role.REPRESENTATIVE})))
