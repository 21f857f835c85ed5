"""What a placement lacks today: what is missing before it begins, what freezes it while it runs. Never stored."""

import datetime as dt
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from core import clock, written
from people.enums import ConsentPurpose, ContactLevel
from people.rules import age_on
from people.selectors import contact_levels, gates
from visits import labour
from visits.enums import Answer, PlacementKey, PlacementNeed, PlacementState
from visits.models import Placement, SafetySheet
from visits.selectors import placement_guardians

# How closely each of the two adults may meet pupils.
SUPERVISOR_LEVEL = ContactLevel.IN_PERSON_MENTOR
_UNDER_WAY = (PlacementState.AGREED, PlacementState.RUNNING)
_AT_THE_PLACE = (ContactLevel.ON_SITE, ContactLevel.IN_PERSON_MENTOR)


class _State(NamedTuple):
    """Whether each gate stands, the bits of the two adults' levels, and what the newest sheet about safety says."""

    held: bool
    agreed: bool
    adviser: bool
    host: bool
    speaks: bool
    supervisor: int
    second: int
    sheet_until: dt.date | None
    sheet_age: int | None


_NOTHING = _State(False, False, False, False, False, 0, 0, None, None)


def missing_from(placement: Placement) -> list[PlacementNeed]:
    """In the order of `PlacementNeed`; empty when it may begin or go on. Mending thaws it by itself."""
    state = written.rows(_states, placement.pk).first()
    return _needs(placement, placement_guardians.answer_on(placement), _State(*state) if state else _NOTHING)


def asked_along(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """For a query that reads placements anyway; `frozen_among` reads the answer."""
    return rows.annotate(**_asked())


def frozen_among(placements: Iterable[Placement]) -> set[int]:
    """Of rows read with `asked_along`: those agreed or running that lack something today; one question for them all."""
    rows = [row for row in placements if row.state in _UNDER_WAY]
    if not rows:
        return set()
    answers = placement_guardians.answers_among(rows)
    states = {row.pk: _State(*(getattr(row, name) for name in _asked())) for row in rows}
    return {row.pk for row in rows if _needs(row, answers.get(row.pk), states[row.pk])}


def turned(placement: Placement) -> dict[PlacementKey, bool]:
    return _turned(placement, placement_guardians.answer_on(placement))


def sheet_for(placement: Placement) -> SafetySheet | None:
    """The host's newest sheet, while it counts and lets in somebody of this age."""
    sheet = SafetySheet.objects.filter(offer=placement.offer_id).first()
    return sheet if sheet and _lets_in(placement, sheet.valid_until, sheet.age_min) else None


def _lets_in(placement: Placement, until: dt.date | None, age_min: int | None) -> bool:
    day, birth = _day(placement), placement.pupil.birth_date
    if until is None or age_min is None or birth is None:
        return False
    return until >= day and age_on(day, birth) >= age_min


def is_old_enough(placement: Placement) -> bool:
    """On the first day; a birth date that nobody knows cannot be old enough."""
    birth = placement.pupil.birth_date
    least = max(labour.of(placement.labour_version).youngest, placement.offer.age_min)
    return birth is not None and age_on(placement.first_day, birth) >= least


def _day(placement: Placement) -> Any:
    return max(clock.today(), placement.first_day)


def _needs(placement: Placement, answer: Answer | None, state: _State) -> list[PlacementNeed]:
    found = {*_keys(placement, answer), *_rights(placement, state)}
    if not is_old_enough(placement):
        found.add(PlacementNeed.AGE)
    if not _lets_in(placement, state.sheet_until, state.sheet_age):
        found.add(PlacementNeed.SAFETY)
    return [need for need in PlacementNeed if need in found]


def _turned(placement: Placement, answer: Answer | None) -> dict[PlacementKey, bool]:
    return {
        PlacementKey.SCHOOL: placement.approved_by_id is not None,
        PlacementKey.HOST: placement.accepted_by_id is not None,
        PlacementKey.GUARDIAN: answer == Answer.YES,
        PlacementKey.PUPIL: placement.pupil_agreed_at is not None,
    }


def _keys(placement: Placement, answer: Answer | None) -> list[PlacementNeed]:
    found = [PlacementNeed(key.value) for key, stands in _turned(placement, answer).items() if not stands]
    return found if placement.supervisor_id else [PlacementNeed.DESCRIPTION, *found]


def _rights(placement: Placement, state: _State) -> list[PlacementNeed]:
    """What the gates say today."""
    needs = [
        (PlacementNeed.PAUSE, not state.held),
        (PlacementNeed.CONSENT, state.agreed),
        (PlacementNeed.ADVISER, state.adviser),
        (PlacementNeed.ORGANISATION, state.host or placement.accepted_by_id is None),
    ]
    if placement.supervisor_id:
        guides = state.speaks and _level(state.supervisor) == SUPERVISOR_LEVEL
        needs.append((PlacementNeed.SUPERVISOR, guides))
        needs.append((PlacementNeed.SECOND, _level(state.second) in _AT_THE_PLACE))
    return [need for need, stands in needs if not stands]


def _level(bits: int) -> ContactLevel | None:
    return contact_levels.contact_in(SimpleNamespace(contact_bits=bits)).level


def _states(pk: int) -> QuerySet[Placement, Any]:
    return asked_along(Placement.objects.filter(pk=pk)).values_list(*_asked())


def _asked() -> dict[str, Any]:
    """In the order of `_State`."""
    agreed = (
        Q(gates.has_consent("pupil", purpose=ConsentPurpose.VISIT))
        & Q(gates.has_consent("pupil", purpose=ConsentPurpose.ACCOUNT))
        & Q(gates.is_enrolled_in("pupil", "school"))
        & Q(pupil__is_active=True, pupil__assented_at__isnull=False)
    )
    host = Q(gates.is_supporter_of("accepted_by", "offer__organisation")) & Q(gates.is_cleared("accepted_by"))
    conditions = {
        "is_held": Q(gates.is_held("pk", kind="placement")),
        "is_agreed": agreed,
        "adviser_stands": Q(gates.is_adviser_in("adviser", "school")),
        "host_stands": host,
        "supervisor_speaks": Q(gates.is_supporter_of("supervisor", "offer__organisation")),
    }
    sheets = SafetySheet.objects.filter(offer=OuterRef("offer")).order_by("-signed_at", "-pk")
    return {
        **{name: ExpressionWrapper(holds, output_field=BooleanField()) for name, holds in conditions.items()},
        "supervisor_bits": contact_levels.asked_along("supervisor"),
        "second_bits": contact_levels.asked_along("second_adult"),
        "sheet_until": Subquery(sheets.values("valid_until")[:1]),
        "sheet_age": Subquery(sheets.values("age_min")[:1]),
    }
