"""What a visit still needs before it can be confirmed, derived at the moment of asking."""

import math

from django.utils import timezone

from people.enums import ContactLevel
from people.rules import age_on
from people.selectors import contact_levels, gates
from visits.enums import Answer, Missing
from visits.models import Hosting, Visit
from visits.rules import RATIO, STAFF_LEAST
from visits.selectors import agreements


def missing_from(visit: Visit) -> list[Missing]:
    """In the order of `Missing`. Pupils without a guardian's yes are left off: they hold nothing up."""
    found = set(_papers(visit)) | set(_people(visit))
    return [missing for missing in Missing if missing in found]


def untold(visit: Visit) -> list[Missing]:
    """What guardians have to know before they can be asked: how their child travels, is kept safe and is reached."""
    return [missing for missing in Missing if missing in _papers(visit)]


def staff_needed(pupils: int, hosting: Hosting | None) -> int:
    ratio = hosting.pupils_per_staff if hosting else RATIO
    return max(STAFF_LEAST, math.ceil(pupils / ratio))


def _papers(visit: Visit) -> list[Missing]:
    found = []
    if not visit.transport or not visit.transport_plan.strip():
        found.append(Missing.TRANSPORT)
    if not (visit.emergency_name.strip() and visit.emergency_phone.strip()):
        found.append(Missing.EMERGENCY)
    if visit.safety is None or visit.safety.valid_until < timezone.localdate(visit.slot.starts_at):
        found.append(Missing.SAFETY)
    return found


def _people(visit: Visit) -> list[Missing]:
    found = []
    hosting = Hosting.objects.filter(offer=visit.slot.offer_id).first()
    staff = [row.is_lead for row in visit.staff.filter(gates.is_staff_of("person", "visit__school"))]
    attendees = list(visit.attendees.filter(left_off_at=None).select_related("pupil"))
    answers = agreements.answers_on(visit)
    going = [row for row in attendees if answers.get(row.pk) == Answer.YES]
    if not any(staff):
        found.append(Missing.LEAD)
    if len(staff) < staff_needed(len(going), hosting):
        found.append(Missing.RATIO)
    if not attendees:
        found.append(Missing.ROSTER)
    if attendees and len(going) < (hosting.party_min if hosting else 1):
        found.append(Missing.PARTY)
    if any(not is_old_enough(row.pupil.birth_date, visit) for row in going):
        found.append(Missing.AGES)
    if not host_stands(visit):
        found.append(Missing.HOST)
    return found


def host_stands(visit: Visit) -> bool:
    """Who accepted may still meet pupils at the place: asked today, not when it was accepted."""
    if visit.accepted_by is None:
        return False
    offer = visit.slot.offer
    speaks = Visit.objects.filter(
        gates.is_supporter_of("accepted_by", "slot__offer__organisation"), pk=visit.pk
    ).exists()
    level = contact_levels.level_of(visit.accepted_by)
    return speaks and offer.status == "published" and level in {ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR}


def is_old_enough(birth_date: object, visit: Visit) -> bool:
    """A birth date that nobody knows cannot be old enough."""
    if visit.safety is None or birth_date is None:
        return visit.safety is None
    return age_on(timezone.localdate(visit.slot.starts_at), birth_date) >= visit.safety.age_min  # type: ignore[arg-type]
