"""What the lead does in a case. Every step is a link of its history."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from people import notice_kinds, rules
from people.enums import WRITTEN_ACTS, ConcernAct, ConcernStatus
from people.models import Concern, ConcernAction, User
from people.permissions import concerns as permissions
from people.selectors import concerns as selectors
from people.services import concern_chain, notices
from people.services.concerns import locked, tell_leads

# Looking again within this time is the same look, unless somebody called for help in between.
WINDOW = dt.timedelta(minutes=10)


@signed
@transaction.atomic
def look(*, concern: Concern, by: User) -> Concern:
    """Open the details: noted, and the first time it stops the clock."""
    concern = locked(concern)
    permissions.check_can_lead(by, concern)
    if concern.status == ConcernStatus.NEW:
        concern.status, concern.looked_at = rules.CONCERN.target(concern.status, "look"), clock.now()
        concern.save(update_fields=["status", "looked_at"])
    looks = ConcernAction.objects.filter(concern=concern, act=ConcernAct.OPENED, by=by, at__gt=clock.now() - WINDOW)
    if not looks.filter(number__gt=selectors.number_of_newest_call(concern)).exists():
        concern_chain.append(concern=concern, act=ConcernAct.OPENED, by=by)
    return concern


@signed
@transaction.atomic
def note(*, concern: Concern, act: ConcernAct, text: str, by: User) -> Concern:
    """Write down what was done outside of here."""
    concern = _open_to(concern, by)
    if act not in WRITTEN_ACTS:
        raise Invalid(_("Hãy chọn một việc trong danh sách."), field="act")
    concern_chain.append(concern=concern, act=act, by=by, text=_words(text))
    return concern


@signed
@transaction.atomic
def hand_to_111(*, concern: Concern, text: str, by: User) -> Concern:
    """Helpline 111 was called: whom one spoke to and what was agreed."""
    concern = _open_to(concern, by)
    concern_chain.append(concern=concern, act=ConcernAct.TO_111, by=by, text=_words(text))
    return concern


@signed
@transaction.atomic
def hand_to_department(*, concern: Concern, text: str, by: User) -> Concern:
    """From now on the Department's lead sees it too."""
    concern = _open_to(concern, by)
    concern_chain.append(concern=concern, act=ConcernAct.TO_DEPARTMENT, by=by, text=_words(text))
    raise_to_department(concern)
    return concern


@signed
@transaction.atomic
def answer(*, concern: Concern, text: str, by: User) -> Concern:
    """The words the reporter reads; a later answer takes the place of the one before, the history keeps both."""
    concern = _open_to(concern, by)
    concern.answer, concern.answered_at = _words(text), clock.now()
    concern.save(update_fields=["answer", "answered_at"])
    concern_chain.append(concern=concern, act=ConcernAct.ANSWERED, by=by, text=concern.answer)
    if concern.reporter_id:
        notices.send(to=[concern.reporter_id], kind=notice_kinds.CONCERN_ANSWERED, path=reverse("concern_mine"))
    return concern


def raise_to_department(concern: Concern) -> None:
    if concern.raised_at is None:
        concern.raised_at = clock.now()
        concern.save(update_fields=["raised_at"])
    tell_leads(concern=concern, kind=notice_kinds.CONCERN_RAISED, department=True)


def _open_to(concern: Concern, by: User) -> Concern:
    concern = locked(concern)
    permissions.check_can_write_in(by, concern)
    return concern


def _words(text: str) -> str:
    text = tidy(text)
    if not text:
        raise Invalid(_("Hãy viết vài chữ: làm gì, với ai, khi nào."), field="text")
    return text
