"""Closing a case takes two people: one asks with the outcome, another confirms."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from people import notice_kinds, rules
from people.enums import ConcernAct, ConcernDesk, ConcernOutcome
from people.models import Concern, User
from people.permissions import concerns as permissions
from people.selectors import safeguarding
from people.services import concern_chain, notices
from people.services.concerns import locked


@signed
@transaction.atomic
def ask_close(*, concern: Concern, outcome: ConcernOutcome, text: str, by: User) -> Concern:
    concern = locked(concern)
    permissions.check_can_write_in(by, concern)
    if not tidy(text):
        raise Invalid(_("Hãy viết đã làm gì và vì sao có thể khép lại."), field="text")
    concern.status = rules.CONCERN.target(concern.status, "ask_close")
    concern.outcome, concern.close_asked_by = outcome, by
    concern.save(update_fields=["status", "outcome", "close_asked_by"])
    concern_chain.append(concern=concern, act=ConcernAct.ASKED_CLOSE, by=by, text=tidy(text))
    _tell_second(concern)
    return concern


@signed
@transaction.atomic
def confirm(*, concern: Concern, by: User) -> Concern:
    concern = locked(concern)
    permissions.check_can_confirm(by, concern)
    concern.status = rules.CONCERN.target(concern.status, "confirm")
    concern.closed_at, concern.closed_by = clock.now(), by
    concern.save(update_fields=["status", "closed_at", "closed_by"])
    concern_chain.append(concern=concern, act=ConcernAct.CLOSED, by=by)
    return concern


@signed
@transaction.atomic
def keep_open(*, concern: Concern, text: str, by: User) -> Concern:
    """The second person thinks there is more to do."""
    concern = locked(concern)
    permissions.check_can_confirm(by, concern)
    if not tidy(text):
        raise Invalid(_("Hãy viết còn cần làm gì."), field="text")
    concern.status = rules.CONCERN.target(concern.status, "keep_open")
    concern.outcome, concern.close_asked_by = "", None
    concern.save(update_fields=["status", "outcome", "close_asked_by"])
    concern_chain.append(concern=concern, act=ConcernAct.KEPT_OPEN, by=by, text=tidy(text))
    return concern


def _tell_second(concern: Concern) -> None:
    """The school's other leads and administrators; where there is nobody, and for its own, the Department."""
    out = [*concern.named.values_list("pk", flat=True), concern.close_asked_by_id, concern.reporter_id or 0]
    told: list[int] = []
    if concern.desk == ConcernDesk.SCHOOL and concern.school_id:
        school = safeguarding.leads_of(concern.school_id) | safeguarding.administrators_of(concern.school_id)
        told = list(school.exclude(pk__in=out).values_list("pk", flat=True))
    told = told or list(safeguarding.officers().exclude(pk__in=out).values_list("pk", flat=True))
    path = reverse("concern_confirm", args=[concern.pk])
    notices.send(to=told, kind=notice_kinds.CONCERN_CLOSING, path=path)
