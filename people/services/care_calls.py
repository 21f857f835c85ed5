"""Words sound as if somebody wished to harm themselves: a case that nobody reported, or one more call in it.

Apps above hear such words where they are written and `take` them here: the rule of one case is the same everywhere.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from core import clock
from people import notice_kinds
from people.concern_subjects import Subject
from people.enums import ConcernAbout, ConcernAct, ConcernStatus, ConcernWorry
from people.models import Concern, User
from people.selectors import concerns as selectors
from people.selectors import hats
from people.services import concern_chain, concerns
from people.services.concerns import Report

# What the same person writes within so many hours belongs to the case that is open already.
SAME_CASE_HOURS = 6
# One that waits for the second person is as good as closed: what comes now is a case of its own.
_JOINED = (ConcernStatus.NEW, ConcernStatus.LOOKED)


@dataclass(frozen=True)
class Call:
    """Who wrote the `words`, the page they stand on, and in `text` how a case that begins with them says so."""

    writer: User
    words: Mapping[str, str]
    subject: Subject | None
    text: str


@transaction.atomic
def take(call: Call) -> Concern:
    """Its leads know at once: of a new case, or of the call that joined the one that is open."""
    # Two calls of the same person at once come one after the other.
    User.objects.select_for_update(no_key=True).get(pk=call.writer.pk)
    report = Report(
        ConcernWorry.UNSAFE, text=call.text, about=ConcernAbout.PUPIL, subject=_page(call), called_by=call.writer
    )
    case = _open_case(call, report)
    if case is None:
        case = concerns.report(report=report, by=None)
        concerns.tell_leads(concern=case, kind=notice_kinds.NEEDS_CARE)
    else:
        _join(case, call)
    return case


def _page(call: Call) -> Subject | None:
    """With the words themselves: not every page shows them to whoever describes it."""
    if call.subject is None:
        return None
    return replace(call.subject, content={"words": dict(call.words), **call.subject.content})


def _open_case(call: Call, report: Report) -> Concern | None:
    """A pupil's calls are one case wherever at school they stand; an adult's only where they stand on one page."""
    school, desk = concerns.place_of(report)
    rows = Concern.objects.select_for_update(of=("self",)).filter(
        called_by=call.writer,
        school=school,
        desk=desk,
        status__in=_JOINED,
        created_at__gt=clock.now() - dt.timedelta(hours=SAME_CASE_HOURS),
    )
    is_pupil = hats.of(call.writer).is_pupil
    return next((case for case in rows.order_by("-pk") if is_pupil or _has_page(case, call.subject)), None)


def _join(case: Concern, call: Call) -> None:
    """Seal the words, with the page where it is another one. Who has not opened the case since need not hear again."""
    was_opened = selectors.was_opened_since_call(case)
    link = concern_chain.append(
        concern=case, act=ConcernAct.CALLED_AGAIN, by=None, seal=(selectors.CALL, _content(case, call))
    )
    if was_opened:
        concerns.tell_leads(concern=case, kind=notice_kinds.NEEDS_CARE, link=link.number)
    if was_opened and case.raised_at is not None:
        concerns.tell_leads(concern=case, kind=notice_kinds.NEEDS_CARE, link=link.number, department=True)


def _content(case: Concern, call: Call) -> dict[str, Any]:
    subject = concerns.sealed(call.subject)
    if subject and _has_page(case, call.subject):
        del subject["shown"]
    return {"who": call.writer.full_name, "words": dict(call.words), "subject": subject}


def _has_page(case: Concern, subject: Subject | None) -> bool:
    return subject is not None and (subject.kind, subject.pk) in selectors.sealed_pages_of(case)
