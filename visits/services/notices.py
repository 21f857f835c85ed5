"""Who is told what of a visit. Subscribed in `visits/apps.py`; the pages ask by themselves who may see them.

Nobody is told of the own doing. Hosts hear of a visit only while cleared, pupils only once it was certain.
"""

from collections.abc import Iterable

from django.urls import reverse

from core import actors, wording
from people.notice_kinds import Kind
from people.services import notices
from visits import rules
from visits.enums import Change, Step, VisitAction, VisitState
from visits.models import Visit, VisitEvent
from visits.notice_kinds import chain as kinds
from visits.selectors import parties

_A = VisitAction
_REOPENED = (_A.REOPEN, _A.REOPEN_SCHOOL, _A.REOPEN_HOST, _A.REOPEN_BOTH)


def visit_moved(visit: int, action: str) -> None:
    row, move = _read(visit), VisitAction(action)
    if move == _A.PROMOTE:
        tell(row, kinds.VISIT_PROMOTED, {row.organiser_id})
        tell(row, kinds.VISIT_ASKED, parties.hosts_of(row.slot.offer) | parties.deciders_of(row))
    elif move in _REOPENED:
        _reopened(row)
    elif move in kinds.OF_MOVES:
        tell(row, kinds.OF_MOVES[move], _told_of(row, move))


def visit_changed(visit: int, change: str) -> None:
    """To whoever prepares it, and on both sides to whoever a change of this kind asks again."""
    row = _read(visit)
    touched = rules.TOUCHES[Change(change)]
    told = parties.organisers_of(row) | parties.staff_of(row)
    if Step.SCHOOL in touched:
        told |= parties.deciders_of(row)
    if Step.HOST in touched:
        told |= parties.hosts_of(row.slot.offer)
    tell(row, kinds.VISIT_CHANGED, told, change=str(Change(change).label))
    if row.state != VisitState.CONFIRMED and _was_reopened(row):
        tell(row, kinds.VISIT_MOVING, _pupils_who_know(row))


def visit_reminded(visit: int, step: str) -> None:
    """Whoever holds the step; for guardians, who have no inbox, the teacher who knows them."""
    row = _read(visit)
    tell(row, kinds.VISIT_WAITS, holders_of(row, Step(step)), step=str(Step(step).label))


def holders_of(visit: Visit, step: Step) -> set[int]:
    if step == Step.HOST:
        return parties.hosts_of(visit.slot.offer)
    if step == Step.SCHOOL and not visit.returned_for:
        return parties.deciders_of(visit)
    return parties.organisers_of(visit)


def tell(visit: Visit, kind: Kind, to: Iterable[int], *, key: str = "", **facts: str | int) -> None:
    acting = actors.current().person
    notices.send(
        to=set(to) - {acting.pk if acting else None},
        kind=kind,
        path=reverse("visit_detail", args=[visit.pk]),
        key=key,
        school=visit.school.organisation.name,
        host=visit.slot.offer.organisation.name,
        day=wording.short_date(visit.slot.starts_at),
        **facts,
    )


def everybody_grown(visit: Visit) -> set[int]:
    """Of both sides: who organises, who goes along, who receives."""
    return parties.organisers_of(visit) | parties.staff_of(visit) | parties.hosts_of(visit.slot.offer)


def _told_of(visit: Visit, move: VisitAction) -> set[int]:
    if move in (_A.SEND_BACK, _A.APPROVE, _A.ACCEPT):
        return parties.organisers_of(visit)
    if move == _A.HAND_IN:
        return parties.deciders_of(visit)
    told = parties.organisers_of(visit) | parties.staff_of(visit)
    if move == _A.CONFIRM:
        return told | parties.hosts_of(visit.slot.offer) | parties.pupils_of(visit)
    if _happened(visit, _A.PROMOTE):
        told |= parties.hosts_of(visit.slot.offer) | parties.deciders_of(visit)
    return told | _pupils_who_know(visit)


def _reopened(visit: Visit) -> None:
    """With a reason somebody took a word back; without one a change did it, which `visit_changed` tells."""
    last = visit.events.order_by("-pk").first()
    if last is not None and last.text:
        tell(visit, kinds.VISIT_REOPENED, everybody_grown(visit) | parties.deciders_of(visit))
        tell(visit, kinds.VISIT_MOVING, _pupils_who_know(visit))


def _was_reopened(visit: Visit) -> bool:
    last = visit.events.order_by("-pk").first()
    return last is not None and last.action in _REOPENED


def _pupils_who_know(visit: Visit) -> set[int]:
    return parties.pupils_of(visit) if _happened(visit, _A.CONFIRM) else set()


def _happened(visit: Visit, action: VisitAction) -> bool:
    return VisitEvent.objects.filter(visit=visit, action=action).exists()


def _read(pk: int) -> Visit:
    return Visit.objects.select_related("slot__offer__organisation", "school__organisation").get(pk=pk)
