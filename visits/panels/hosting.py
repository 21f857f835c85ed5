"""A host's home: who comes next, and which offer still lacks what schools need to book."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import wording
from core.panels import EMPTY, LINES, Line, Panel, Step
from network.models import Offer
from network.selectors import home
from people.models import User
from people.selectors import hats
from visits.models import Slot
from visits.rules import HOSTED_KINDS
from visits.selectors import host_slots, hostings

_SHOWN = 5


def hosting(user: User) -> Panel | None:
    """Nothing for somebody without an offer that receives pupils."""
    own = [offer for offer in home.offers_in_hand(user) if offer.kind in HOSTED_KINDS]
    if not own or not hats.of(user).is_cleared_supporter:
        return None
    slots = list(host_slots.open_ahead(user)[:_SHOWN])
    shown = {slot.offer_id for slot in slots}
    lacking = hostings.lacking(user).first() if any(offer.pk not in shown for offer in own) else None
    if not slots and lacking is None:
        return None
    return Panel(
        title=_("Lịch đón"),
        template=LINES if slots else EMPTY,
        context={"lines": [_line(slot) for slot in slots]} if slots else {"text": _("Chưa có buổi đón nào sắp tới.")},
        icon="calendar-event",
        more_url=reverse("host_home"),
        more_label=_("Xem cả lịch"),
        step=_step(lacking) if lacking else None,
    )


def _line(slot: Slot) -> Line:
    held = slot.held  # type: ignore[attr-defined]
    schools = ", ".join(f"{visit.school.organisation.name} ({visit.party})" for visit in held)
    return Line(
        title=wording.date_time(slot.starts_at),
        url=reverse("hosting_slot", args=[slot.pk]),
        text=schools or _("còn trống"),
        note=slot.offer.title,
        icon="calendar-event",
    )


def _step(offer: Offer) -> Step:
    if getattr(offer, "hosting", None) is None:
        return Step(
            title=_("Anh chị đón các em thế nào?"),
            text=_("“%(offer)s” đã đăng. Điền điều kiện đón để nhà trường chuẩn bị được.") % {"offer": offer.title},
            label=_("Điền điều kiện đón"),
            url=reverse("hosting_edit", args=[offer.pk]),
            icon="pencil",
        )
    return Step(
        title=_("Mở giờ đón"),
        text=_("“%(offer)s” chưa có buổi nào sắp tới, nên chưa trường nào đặt được.") % {"offer": offer.title},
        label=_("Mở giờ đón"),
        url=reverse("hosting_slots", args=[offer.pk]),
        icon="calendar-plus",
    )
