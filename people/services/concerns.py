"""A report of concern becomes a case: sealed, given to the lead who is not in it, with a clock."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.actors import signed
from core.text import tidy
from people import notice_kinds, working_days
from people.concern_subjects import Someone, Subject
from people.enums import ConcernAbout, ConcernAct, ConcernDesk, ConcernStatus, ConcernWorry, Role
from people.models import Concern, User
from people.notice_kinds import Kind
from people.selectors import concerns as selectors
from people.selectors import hats, safeguarding
from people.services import concern_chain, notices


@dataclass(frozen=True)
class Report:
    """What somebody wrote. `person` is one of the adults of the page; `contact` is of who has no account.

    `called_by`: whose words called for help, where nobody reported it (`services/care_calls.py`).
    """

    worry: ConcernWorry
    text: str = ""
    about: ConcernAbout | str = ""
    subject: Subject | None = None
    person: Someone | None = None
    hides_reporter: bool = False
    contact: str = ""
    called_by: User | None = None


@signed
@transaction.atomic
def report(*, report: Report, by: User | None) -> Concern:
    """Everybody may; what becomes of it is for the lead to judge."""
    named = _named(report) - {by.pk if by else 0}
    school, desk = _place(report, by, named)
    now = clock.now()
    concern = Concern.objects.create(
        school_id=school,
        desk=desk,
        worry=report.worry,
        reporter=by,
        hides_reporter=report.hides_reporter,
        called_by=report.called_by,
        created_at=now,
        look_by=working_days.one_after(timezone.localtime(now, clock.zone())),
    )
    concern.named.set(named)
    concern_chain.append(
        concern=concern, act=ConcernAct.REPORTED, by=None, seal=(selectors.REPORT, _content(report, named))
    )
    tell_leads(concern=concern, kind=notice_kinds.CONCERN_NEW)
    return concern


@signed
@transaction.atomic
def add_copy(*, concern: Concern, kind: str, content: dict[str, Any], by: User | None) -> None:
    """Seal more of what was said or shown: for apps above, which know it."""
    concern = locked(concern)
    concern_chain.append(concern=concern, act=ConcernAct.COPIED, by=by, seal=(kind, content))


def raise_overdue() -> int:
    """Tell the Department of what nobody looked at in time, once. Safe to run twice. Returns how many."""
    late = Concern.objects.filter(status=ConcernStatus.NEW, raised_at=None, look_by__lt=clock.now())
    return sum(_raise(concern) for concern in late)


def place_of(report: Report) -> tuple[int | None, ConcernDesk]:
    """The school and the desk of what nobody reported."""
    return _place(report, None, _named(report))


def tell_leads(*, concern: Concern, kind: Kind, department: bool = False, link: int = 0) -> None:
    """`department`: also where the school answers for it. Nobody who is named hears of it.

    Once of each kind, and once more of each `link` of the history that is worth it.
    """
    if concern.desk == ConcernDesk.DEPARTMENT or department:
        leads = safeguarding.leads_of_department()
    else:
        leads = safeguarding.leads_of(concern.school_id or 0)
    named = concern.named.values_list("pk", flat=True)
    told = leads.exclude(pk__in=[*named, concern.reporter_id or 0]).values_list("pk", flat=True)
    path = reverse("concern_detail", args=[concern.pk])
    key = f"{kind.code}:{concern.pk}:{link}" if link else f"{kind.code}:{concern.pk}"
    notices.send(to=told, kind=kind, path=path, key=key)


def locked(concern: Concern) -> Concern:
    """The row as it is now, held until the end of the transaction: two people at once act one after the other."""
    return Concern.objects.select_for_update(of=("self",)).select_related("school").get(pk=concern.pk)


def sealed(subject: Subject | None) -> dict[str, Any] | None:
    """A page as it goes into a sealed copy."""
    if subject is None:
        return None
    return {"kind": subject.kind, "id": subject.pk, "label": subject.label, "shown": subject.content}


@transaction.atomic
def _raise(concern: Concern) -> bool:
    concern = locked(concern)
    if concern.status != ConcernStatus.NEW or concern.raised_at is not None:
        return False
    concern.raised_at = clock.now()
    concern.save(update_fields=["raised_at"])
    concern_chain.append(concern=concern, act=ConcernAct.RAISED, by=None)
    tell_leads(concern=concern, kind=notice_kinds.CONCERN_LATE, department=True)
    return True


def _place(report: Report, by: User | None, named: set[int]) -> tuple[int | None, ConcernDesk]:
    school = _school_of(report, by)
    return school, _desk(report, school, named)


def _school_of(report: Report, by: User | None) -> int | None:
    """A pupil's or teacher's own school, else the school of what the page showed."""
    own = hats.of(by) if by else hats.NOBODY
    pupils_place = next((hat.organisation_id for hat in own.worn if hat.role == Role.STUDENT), None)
    if pupils_place is not None:
        return pupils_place
    shown = report.subject.school_id if report.subject else None
    if shown is None or shown in own.school_ids:
        return shown or min(own.staffed_school_ids, default=None)
    return min(own.staffed_school_ids, default=shown)


def _named(report: Report) -> set[int]:
    """Whoever was chosen; else the adults of the page of the side that was meant, outside adults where none was."""
    if report.person is not None:
        return {report.person.pk}
    if report.subject is None or report.about in {ConcernAbout.PUPIL, ConcernAbout.ONESELF}:
        return set()
    side = report.about or ConcernAbout.OUTSIDE
    return {someone.pk for someone in report.subject.people if someone.side == side}


def _desk(report: Report, school: int | None, named: set[int]) -> ConcernDesk:
    """The Department's where the school has a part in it, or nobody left who could answer for it."""
    on_the_page = {someone.pk for someone in report.subject.people} if report.subject else set()
    about_staff = report.about == ConcernAbout.STAFF or (
        report.person is not None and report.person.side == ConcernAbout.STAFF
    )
    if school is None or about_staff:
        return ConcernDesk.DEPARTMENT
    if safeguarding.is_staff_of(named, school):
        return ConcernDesk.DEPARTMENT
    # Nobody was chosen, and a lead stands on the page: it may be the lead who is meant.
    doubtful = on_the_page if not report.about and report.person is None else set()
    leads = set(safeguarding.leads_of(school).values_list("pk", flat=True))
    return ConcernDesk.DEPARTMENT if doubtful & leads or not leads - named else ConcernDesk.SCHOOL


def _content(report: Report, named: set[int]) -> dict[str, Any]:
    return {
        "worry": str(report.worry),
        "text": tidy(report.text),
        "about": str(report.about),
        "named": sorted(named),
        "contact": tidy(report.contact),
        "subject": sealed(report.subject),
    }
