"""What freezes visits today, derived at every look: mending it thaws them by itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from network.enums import PostStatus
from people.enums import OrganisationStatus
from people.selectors import contact_levels, gates
from visits.enums import HOLDING_STATES, Obstacle, VisitState
from visits.models import Visit, VisitStaff


def of(visit: Visit) -> list[Obstacle]:
    return among([visit]).get(visit.pk, [])


def among(visits: Iterable[Visit]) -> dict[int, list[Obstacle]]:
    """By visit, in the order of `Obstacle`; one query. A lead's hold counts before the confirmation, too."""
    pks = [visit.pk for visit in visits if visit.state in HOLDING_STATES]
    if not pks:
        return {}
    rows = asked_along(Visit.objects.filter(pk__in=pks).select_related(None).only("pk", "state")).order_by()
    return {row.pk: found for row in rows if (found := found_in(row))}


def asked_along(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """For a query that reads visits anyway; `found_in` reads the answer."""
    leads = VisitStaff.objects.filter(gates.is_staff_of("person", "visit__school"), visit=OuterRef("pk"), is_lead=True)
    return rows.annotate(
        contact_bits=contact_levels.asked_along("accepted_by"),
        host_speaks=_flag(
            Q(gates.is_supporter_of("accepted_by", "slot__offer__organisation"))
            & Q(slot__offer__status=PostStatus.PUBLISHED)
        ),
        school_stands=_flag(Q(school__organisation__status=OrganisationStatus.VERIFIED)),
        lead_stays=_flag(Q(Exists(leads))),
        held=gates.is_held("pk", kind="visit"),
    )


def found_in(row: Visit) -> list[Obstacle]:
    if row.state not in HOLDING_STATES:
        return []
    stands = {Obstacle.PAUSE: not row.held}  # type: ignore[attr-defined]
    if row.state == VisitState.CONFIRMED:
        stands |= {
            Obstacle.HOST: row.host_speaks and contact_levels.contact_in(row).is_face_to_face,  # type: ignore[attr-defined]
            Obstacle.SCHOOL: row.school_stands,  # type: ignore[attr-defined]
            Obstacle.LEAD: row.lead_stays,  # type: ignore[attr-defined]
        }
    return [obstacle for obstacle in Obstacle if not stands.get(obstacle, True)]


def _flag(condition: Q) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())
