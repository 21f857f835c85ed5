"""On the home of schools what they asked for and what newly fits; on the home of hosts who asks for them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording, written
from core.panels import LINES, Line, Panel, Step
from people.models import User
from people.selectors import hats
from visits import cards
from visits.enums import SlotSort
from visits.models import SlotRequest
from visits.selectors import slot_requests, slots
from visits.selectors.slots import Wanted

_SHOWN = 5
_FITTING = 3
# Enough to say how much waits without counting the whole.
_COUNTED = 50


def asked_of_hosts(user: User) -> Panel | None:
    """Requests of schools that wait for this host."""
    if not hats.of(user).is_cleared_supporter:
        return None
    found = written.rows(slot_requests.waiting_for, hats.reader(user))[:_COUNTED]
    if not found:
        return None
    return Panel(
        title=_("Trường xin đến tham quan"),
        template=LINES,
        context={"lines": [_asked_line(row) for row in found[:_SHOWN]], "rest": max(0, len(found) - _SHOWN)},
        icon="calendar-question",
        more_url=reverse("slot_request_list"),
        more_label=_("Xem hết"),
        step=Step(
            title=ngettext("%(count)d trường đang hỏi", "%(count)d trường đang hỏi", len(found))
            % {"count": len(found)},
            text=_("Mở một khung giờ là trường có chỗ ngay."),
            label=_("Trả lời"),
            url=reverse("slot_request_detail", args=[found[0].pk]),
            icon="calendar-question",
        ),
        counts={"slot_request_list": len(found)},
    )


def own_requests(user: User) -> Panel | None:
    """What the reader's schools asked hosts for and nobody answered yet."""
    if not hats.of(user).staffed_school_ids:
        return None
    found = written.rows(slot_requests.own_open, hats.reader(user))[: _SHOWN + 1]
    if not found:
        return None
    return Panel(
        title=_("Đang hỏi nơi đón"),
        template=LINES,
        context={"lines": [_own_line(row) for row in found[:_SHOWN]]},
        icon="calendar-question",
        more_url=reverse("slot_request_list"),
        more_label=_("Xem hết"),
    )


def fitting_slots(user: User) -> Panel | None:
    """The next open slots of hosts whom the recommender finds fit for the school's clubs, one a host."""
    if not hats.of(user).staffed_school_ids:
        return None
    found = slots.open_to(user, Wanted(sort=SlotSort.FIT))
    first = {key.offer: key for key in reversed(found.keys)}
    keys = [key for key in found.keys if first[key.offer] == key][:_FITTING]
    rows = [row for row in slots.with_rows(user, keys, found.kilometres) if row.fit]
    if not rows:
        return None
    return Panel(
        title=_("Nơi tham quan hợp với câu lạc bộ"),
        template=LINES,
        context={"lines": [_slot_line(card) for card in cards.of(user, rows)]},
        icon="telescope",
        more_url=f"{reverse('open_slot_list')}?sort=fit",
        more_label=_("Tìm nơi tham quan"),
    )


def _asked_line(row: SlotRequest) -> Line:
    return Line(
        title=row.school.organisation.name,
        url=reverse("slot_request_detail", args=[row.pk]),
        text=_("%(field)s · %(party)d học sinh") % {"field": row.field, "party": row.party},
        note=wording.deadline(row.last_day),
        icon="calendar-question",
    )


def _own_line(row: SlotRequest) -> Line:
    return Line(
        title=_("%(field)s · %(party)d học sinh") % {"field": row.field, "party": row.party},
        url=reverse("slot_request_detail", args=[row.pk]),
        note=wording.deadline(row.last_day),
        icon="calendar-question",
        state=row.state,
        state_label=row.get_state_display(),
    )


def _slot_line(card: cards.SlotCard) -> Line:
    return Line(
        title=card.slot.offer.title,
        url=reverse("open_slot_detail", args=[card.slot.pk]),
        text=f"{card.slot.offer.organisation.name} · {wording.date_time(card.slot.starts_at)}",
        note=" ".join([card.fits, *card.reasons[:1]]),
        icon="telescope",
    )
