"""The chain of one visit as it is drawn, its history, and what a change would have to ask again."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from visits.enums import Change, Step, VisitAction, VisitSide, VisitState
from visits.models import SafetySheet, Visit, VisitEvent
from visits.rules import HOST_KEY_STATES, SCHOOL_KEY_STATES, TOUCHES
from visits.selectors.waits import Answers, Wait

_A = VisitAction
# Between the teachers of a school: not for hosts.
_INSIDE = frozenset({_A.SEND_BACK, _A.HAND_IN, _A.REMIND})


@dataclass(frozen=True)
class Link:
    """`state`: yes, waiting or no. `at`: since when it waits, or when it was done."""

    code: str
    title: str
    state: str
    text: str
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Line:
    title: str
    who: str
    when: dt.datetime
    text: str


def links(visit: Visit, side: VisitSide, open_steps: Sequence[Wait], answers: Answers) -> list[Link]:
    """Teacher → head of school beside host → guardians → confirmation."""
    waits = {wait.step: wait for wait in open_steps}
    done = {event.action: event.at for event in visit.events.order_by("at", "pk")}
    inside = side == VisitSide.SCHOOL
    organiser = visit.organiser.full_name if inside else visit.school.organisation.name
    approved = _name(visit.approved_by) if inside else ""
    return [
        Link("book", _("Thầy cô đặt chỗ"), "yes", organiser, visit.booked_at),
        _link(Step.SCHOOL, waits, visit.state in SCHOOL_KEY_STATES, approved, done.get(_A.APPROVE)),
        _link(Step.HOST, waits, visit.state in HOST_KEY_STATES, _name(visit.accepted_by), done.get(_A.ACCEPT)),
        _of_guardians(answers, waits.get(Step.GUARDIANS)),
        _link(Step.CONFIRMATION, waits, visit.confirmed_at is not None, "", visit.confirmed_at),
    ]


def history(visit: Visit, viewer: int | None, side: VisitSide) -> list[Line]:
    """What happened, newest first. Hosts read their own people by name and the school as the school."""
    if side == VisitSide.PUPIL:
        return []
    events = visit.events.select_related("actor").order_by("-at", "-pk")
    shown = [event for event in events if side == VisitSide.SCHOOL or event.action not in _INSIDE]
    return [Line(_title(event), _who(event, visit, viewer, side), event.at, event.text) for event in shown]


def asked_again(visit: Visit, changes: Iterable[Change], answers: Answers) -> list[str]:
    """What was agreed to already and would have to be asked again."""
    touched = frozenset().union(*(TOUCHES[change] for change in changes))
    found = []
    if Step.SCHOOL in touched and visit.state in SCHOOL_KEY_STATES:
        found.append(_("hiệu trưởng duyệt lại"))
    if Step.HOST in touched and visit.state in HOST_KEY_STATES:
        found.append(_("nơi đón nhận lời lại"))
    said = answers.yes + answers.no
    if Step.GUARDIANS in touched and said:
        text = ngettext("%(count)d phụ huynh trả lời lại", "%(count)d phụ huynh trả lời lại", said)
        found.append(text % {"count": said})
    if found or (Step.CONFIRMATION in touched and visit.state == VisitState.CONFIRMED):
        found += [_("chốt lại")] if visit.state == VisitState.CONFIRMED else []
    return found


def sheets_for(visit: Visit) -> list[SafetySheet]:
    """The offer's safety sheets that hold on the day, the newest first."""
    day = visit.slot.starts_at.astimezone(clock.zone()).date()
    return list(SafetySheet.objects.filter(offer=visit.slot.offer_id, valid_until__gte=day))


def _link(step: Step, waits: dict[Step, Wait], is_done: bool, who: str, at: dt.datetime | None) -> Link:
    title = str(step.label).capitalize()
    if is_done:
        return Link(step, title, "yes", who, at)
    wait = waits.get(step)
    if wait is None:
        return Link(step, title, "waiting", _("chưa đến lượt"))
    return Link(step, title, "waiting", _("chờ %(who)s") % {"who": wait.text}, wait.since)


def _of_guardians(answers: Answers, wait: Wait | None) -> Link:
    title = str(Step.GUARDIANS.label).capitalize()
    if not answers.pupils:
        return Link(Step.GUARDIANS, title, "waiting", _("chưa có danh sách"))
    if wait is not None:
        return Link(Step.GUARDIANS, title, "waiting", wait.text, wait.since)
    said = {"yes": answers.yes, "pupils": answers.pupils}
    state = "yes" if answers.yes else "no"
    return Link(Step.GUARDIANS, title, state, _("%(yes)d trong %(pupils)d em được đồng ý") % said)


def _title(event: VisitEvent) -> str:
    title = str(event.get_action_display())
    return f"{title}: {event.get_about_display()}" if event.about else title


def _who(event: VisitEvent, visit: Visit, viewer: int | None, side: VisitSide) -> str:
    if event.actor is None:
        return _("Hệ thống")
    own = {visit.slot.offer.author_id, visit.accepted_by_id, viewer}
    if side == VisitSide.SCHOOL or event.actor_id in own:
        return event.actor.full_name
    return _("nhà trường") if event.action not in {_A.ACCEPT, _A.REOPEN_HOST} else _("nơi đón")


def _name(person: object) -> str:
    return getattr(person, "full_name", "")
