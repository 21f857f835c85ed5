"""What can change after the booking: the number of pupils, the slot, and, by the host, a slot's time.

Each opens again exactly the steps of `rules.TOUCHES`; seats and everybody's time move in the same transaction or not
at all. The visit stays the same one: its calendars follow it by `sequence`.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, wording
from core.actors import signed
from core.errors import Conflict, Invalid
from people.models import User
from people.selectors import gates
from visits import rules
from visits.enums import HOLDING_STATES, Change
from visits.models import Busy, Hosting, Slot, Visit
from visits.permissions import changes as own
from visits.permissions import visits as permissions
from visits.selectors import closures, quotas
from visits.services import busy, seats, visits


@signed
@transaction.atomic
def resize(*, visit: Visit, party: int, needs: str, by: User) -> Visit:
    """Another number of pupils, or other needs the host prepares for. Refused with the seats that are left."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    if (party, needs.strip()) == (visit.party, visit.needs):
        return visit
    _check_party(visit, party)
    if not seats.resize(slot=visit.slot_id, old=visit.party, new=party):
        raise Conflict(_no_room(Slot.objects.get(pk=visit.slot_id), visit.party))
    shrinks, visit.party, visit.needs = party < visit.party, party, needs.strip()
    visit.save()
    text = ngettext("%(count)d học sinh", "%(count)d học sinh", party) % {"count": party}
    visits.reopen(visit, Change.PARTY, by, text)
    if shrinks:
        visits.move_line(slot=visit.slot_id)
    return visit


@signed
@transaction.atomic
def move_to(*, visit: Visit, slot: Slot, by: User) -> Visit:
    """To another slot of the same offer; the line for the old one moves up."""
    visit = visits.locked(visit)
    permissions.check_can_prepare(by, visit)
    old, new = _both(visit.slot_id, slot.pk)
    _check_takes(new, visit)
    if not seats.take(slot=new.pk, party=visit.party):
        raise Conflict(_no_room(new, 0))
    seats.give_back(slot=old.pk, party=visit.party)
    visits.line_up_all(visit)
    visit.slot = new
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError:
        raise Conflict(_("Thầy cô đã có một chuyến khác ở khung giờ ấy.")) from None
    _move_time(visit, new.starts_at, new.ends_at)
    visits.reopen(visit, Change.TIME, by, wording.date_time(new.starts_at))
    visits.move_line(slot=old.pk)
    return visit


@signed
@transaction.atomic
def move_slot(*, slot: Slot, starts_at: dt.datetime, ends_at: dt.datetime, by: User) -> Slot:
    """The host's slot at another time, with every visit on it: all of them or none."""
    # Before the slot: whoever changes a visit takes its row first, too.
    held = visits.locked_on(slot)
    slot = Slot.objects.select_for_update(of=("self",)).select_related("offer__organisation").get(pk=slot.pk)
    own.check_can_move_slot(by, slot)
    if (starts_at, ends_at) == (slot.starts_at, slot.ends_at):
        return slot
    _check_time(slot, starts_at, ends_at)
    now_held = Visit.objects.filter(slot=slot, state__in=HOLDING_STATES)
    if {visit.pk for visit in held} != set(now_held.values_list("pk", flat=True)):
        raise Conflict(_("Vừa có thay đổi ở khung giờ này. Hãy tải lại trang rồi thử lại."))
    slot.starts_at, slot.ends_at = starts_at, ends_at
    try:
        with transaction.atomic():
            slot.save()
    except IntegrityError:
        raise Conflict(_("Giờ mới chồng lên một khung giờ khác của cùng đề nghị.")) from None
    busy.stand_in_line(visits.people_of(visit.pk for visit in held))
    for visit in held:
        visit.slot = slot
        _move_time(visit, starts_at, ends_at, names_nobody=True)
        visits.reopen(visit, Change.TIME, by, wording.date_time(starts_at))
    return slot


def elsewhere(people: Iterable[int], starts_at: dt.datetime, ends_at: dt.datetime, *, but: int | None = None) -> str:
    """Who of them is taken then, for colleagues to read: adults by name, pupils by number."""
    taken = {row.person_id: row.person for row in busy.taken_among(people, starts_at, ends_at, but=but)}
    if not taken:
        return ""
    pupils = set(User.objects.filter(gates.is_enrolled("pk"), pk__in=taken).values_list("pk", flat=True))
    named = [person.full_name for pk, person in taken.items() if pk not in pupils]
    if pupils:
        named.append(ngettext("%(count)d học sinh", "%(count)d học sinh", len(pupils)) % {"count": len(pupils)})
    when = wording.date_time(starts_at)
    return _("Đã có việc khác lúc %(time)s: %(names)s.") % {"time": when, "names": ", ".join(named)}


def _move_time(visit: Visit, starts_at: dt.datetime, ends_at: dt.datetime, *, names_nobody: bool = False) -> None:
    people = Busy.objects.filter(visit=visit).values_list("person", flat=True)
    taken = elsewhere(people, starts_at, ends_at, but=visit.pk)
    if taken and names_nobody:
        who = {"school": visit.school.organisation.name}
        raise Conflict(_("Có người trong đoàn của %(school)s đã có việc khác vào giờ mới.") % who)
    if taken:
        raise Conflict(taken)
    try:
        busy.move(visit=visit, starts_at=starts_at, ends_at=ends_at)
    except Conflict:  # taken at this very moment; the sentence there names pupils, too
        raise Conflict(_("Có người vừa được xếp vào một chuyến khác cùng giờ. Hãy thử lại.")) from None


def _both(old: int, new: int) -> tuple[Slot, Slot]:
    """Locked in one order: two visits that change places would each wait for the other."""
    rows = Slot.objects.select_for_update(of=("self",)).filter(pk__in=[old, new]).order_by("pk")
    found = {row.pk: row for row in rows.select_related("offer__organisation")}
    if old == new:
        raise Invalid(_("Chuyến đi đang ở chính khung giờ này."), field="slot")
    if new not in found or found[new].offer_id != found[old].offer_id:
        raise Invalid(_("Chỉ dời được sang khung giờ khác của cùng nơi đón."), field="slot")
    return found[old], found[new]


def _check_takes(slot: Slot, visit: Visit) -> None:
    permissions.check_slot_is_open(slot)
    closed = closures.of_school(visit.school_id, timezone.localdate(slot.starts_at))
    if closed:
        raise Conflict(_("Ngày này trường không sắp xếp đi được: %(why)s.") % {"why": closed})


def _check_party(visit: Visit, party: int) -> None:
    hosting = Hosting.objects.filter(offer=visit.slot.offer_id).first()
    permissions.check_party_fits(visit.slot, hosting, party)
    listed = visit.attendees.filter(left_off_at=None).count()
    if party < listed:
        raise Conflict(_("Danh sách đang có %(n)d em. Bớt tên trong danh sách trước, rồi giảm số chỗ.") % {"n": listed})
    left = quotas.left_for(visit.school, visit.slot, hosting)
    if left is not None and party - visit.party > left:
        raise Conflict(
            _("Nơi đón dành cho mỗi trường một số chỗ trong năm học; trường mình còn %(n)d chỗ.") % {"n": max(left, 0)}
        )


def _check_time(slot: Slot, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    minutes = (ends_at - starts_at).total_seconds() / 60
    least, most = rules.SLOT_MINUTES
    if not least <= minutes <= most:
        sentence = _("Một khung giờ dài từ %(least)d phút đến %(most)d giờ.")
        raise Invalid(sentence % {"least": least, "most": most // 60}, field="ends_at")
    if starts_at < clock.now() + rules.BOOK_AHEAD:
        raise Invalid(_("Giờ mới quá gần: phụ huynh cần thời gian để trả lời lại."), field="starts_at")
    closed = closures.of_school(slot.offer.organisation_id, timezone.localdate(starts_at))
    if closed:
        raise Conflict(_("Ngày này nơi đón nghỉ: %(why)s.") % {"why": closed})


def _no_room(slot: Slot, own_party: int) -> str:
    left = slot.seats - slot.seats_taken + own_party if own_party else slot.seats_left
    return _("Khung giờ này chỉ còn %(n)d chỗ cho đoàn mình.") % {"n": left}
