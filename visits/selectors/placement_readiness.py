"""What a placement lacks today: what is missing before it begins, what freezes it while it runs. Never stored."""

from types import SimpleNamespace
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from core import clock, written
from people.enums import ConsentPurpose, ContactLevel
from people.rules import age_on
from people.selectors import contact_levels, gates
from visits import labour
from visits.enums import Answer, PlacementKey, PlacementNeed
from visits.models import Placement, SafetySheet
from visits.selectors import placement_guardians

# How closely each of the two adults may meet pupils.
SUPERVISOR_LEVEL = ContactLevel.IN_PERSON_MENTOR
_AT_THE_PLACE = (ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR)


def missing_from(placement: Placement) -> list[PlacementNeed]:
    """In the order of `PlacementNeed`; empty when it may begin or go on. Mending thaws it by itself."""
    found = {*_keys(placement), *_rights(placement)}
    if not is_old_enough(placement):
        found.add(PlacementNeed.AGE)
    if sheet_for(placement) is None:
        found.add(PlacementNeed.SAFETY)
    return [need for need in PlacementNeed if need in found]


def turned(placement: Placement) -> dict[PlacementKey, bool]:
    return {
        PlacementKey.SCHOOL: placement.approved_by_id is not None,
        PlacementKey.HOST: placement.accepted_by_id is not None,
        PlacementKey.GUARDIAN: placement_guardians.answer_on(placement) == Answer.YES,
        PlacementKey.PUPIL: placement.pupil_agreed_at is not None,
    }


def sheet_for(placement: Placement) -> SafetySheet | None:
    """The host's newest sheet, while it counts and lets in somebody of this age."""
    day = _day(placement)
    sheet = SafetySheet.objects.filter(offer=placement.offer_id).first()
    birth = placement.pupil.birth_date
    if sheet is None or sheet.valid_until < day or birth is None or age_on(day, birth) < sheet.age_min:
        return None
    return sheet


def is_old_enough(placement: Placement) -> bool:
    """On the first day; a birth date that nobody knows cannot be old enough."""
    birth = placement.pupil.birth_date
    least = max(labour.of(placement.labour_version).youngest, placement.offer.age_min)
    return birth is not None and age_on(placement.first_day, birth) >= least


def _day(placement: Placement) -> Any:
    return max(clock.today(), placement.first_day)


def _keys(placement: Placement) -> list[PlacementNeed]:
    found = [PlacementNeed(key.value) for key, stands in turned(placement).items() if not stands]
    return found if placement.supervisor_id else [PlacementNeed.DESCRIPTION, *found]


def _rights(placement: Placement) -> list[PlacementNeed]:
    """What the gates say today, in one question."""
    found = written.rows(_states, placement.pk).first()
    if found is None:
        return [PlacementNeed.ORGANISATION]
    held, agreed, adviser, host, speaks, supervisor, second = found
    needs = [
        (PlacementNeed.PAUSE, not held),
        (PlacementNeed.CONSENT, agreed),
        (PlacementNeed.ADVISER, adviser),
        (PlacementNeed.ORGANISATION, host or placement.accepted_by_id is None),
    ]
    if placement.supervisor_id:
        needs.append((PlacementNeed.SUPERVISOR, speaks and _level(supervisor) == SUPERVISOR_LEVEL))
        needs.append((PlacementNeed.SECOND, _level(second) in _AT_THE_PLACE))
    return [need for need, stands in needs if not stands]


def _level(bits: int) -> ContactLevel | None:
    return contact_levels.contact_in(SimpleNamespace(contact_bits=bits)).level


def _states(pk: int) -> QuerySet[Placement, Any]:
    agreed = (
        Q(gates.has_consent("pupil", purpose=ConsentPurpose.VISIT))
        & Q(gates.has_consent("pupil", purpose=ConsentPurpose.ACCOUNT))
        & Q(gates.is_enrolled_in("pupil", "school"))
        & Q(pupil__is_active=True, pupil__assented_at__isnull=False)
    )
    host = Q(gates.is_supporter_of("accepted_by", "offer__organisation")) & Q(gates.is_cleared("accepted_by"))
    conditions = (
        Q(gates.is_held("pk", kind="placement")),
        agreed,
        Q(gates.is_adviser_in("adviser", "school")),
        host,
        Q(gates.is_supporter_of("supervisor", "offer__organisation")),
    )
    asked = [ExpressionWrapper(condition, output_field=BooleanField()) for condition in conditions]
    levels = [contact_levels.asked_along(column) for column in ("supervisor", "second_adult")]
    return Placement.objects.filter(pk=pk).values_list(*asked, *levels)
