"""Notices by mail: one at once, that something urgent waits, and the digest of what was not read.

A notice goes out once. Its row is marked in the transaction that hands the mail over: if that fails, the mark goes too
and the next run tries again. Pupils get no mail, and neither the urgent mail nor the digest names anybody.
"""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Min, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from people.enums import DigestRhythm
from people.models import Notice, User
from people.notice_kinds import KINDS
from people.selectors import gates
from people.selectors import notices as selectors
from people.services.mail import sending

MONDAY = 0
WEEK = dt.timedelta(days=7)
LINES_AT_MOST = 20


@transaction.atomic
def send_one(*, notice_id: int) -> bool:
    """By a letter of its own. Whether one went out: a second call finds it sent, one that failed may be repeated."""
    row = Notice.objects.select_for_update(of=("self",)).select_related("recipient").filter(pk=notice_id).first()
    if row is None or row.mailed_at is not None or not row.recipient.is_active or not row.recipient.email:
        return False
    kind = KINDS[row.kind]
    with translation.override(row.recipient.language):
        sentence = str(kind.sentence) % row.facts
        paragraphs = [
            _("Chào %(name)s,") % {"name": row.recipient.full_name},
            sentence,
            sending.address(row.path),
            "Nhịp Cầu",
        ]
        sending.send(to=row.recipient.email, subject=f"Nhịp Cầu: {kind.label}", paragraphs=paragraphs)
    row.mailed_at = clock.now()
    row.save(update_fields=["mailed_at"])
    return True


def send_urgent() -> int:
    """Tell everybody who has something urgent that there is something, and nothing else. Returns how many."""
    return sum(_urgent_to(pk) for pk in _reachable(_urgent()))


def send_digests() -> int:
    """Once a day: those who want a mail a day, on Mondays those who want one a week. Returns how many."""
    return sum(_digest_to(pk) for pk in _reachable(_unsent()) if _is_due(pk))


@transaction.atomic
def _urgent_to(pk: int) -> bool:
    person = User.objects.select_for_update(no_key=True).get(pk=pk)
    if not _urgent().filter(recipient=person).update(mailed_at=clock.now()):
        return False
    with translation.override(person.language):
        context = {"url": settings.SITE_URL + reverse("notice_list")}
        _deliver(person, _("Có một việc cần xem, xin đăng nhập"), "urgent", context)
    return True


@transaction.atomic
def _digest_to(pk: int) -> bool:
    person = User.objects.select_for_update(no_key=True).get(pk=pk)
    rows = list(_unsent().filter(recipient=person).order_by("-pk"))
    if not Notice.objects.filter(pk__in=[row.pk for row in rows], mailed_at=None).update(mailed_at=clock.now()):
        return False
    with translation.override(person.language):
        lines = [selectors.sentence_of(row) for row in rows[:LINES_AT_MOST]]
        context = {
            "lines": lines,
            "rest": max(0, len(rows) - LINES_AT_MOST),
            "url": settings.SITE_URL + reverse("notice_list"),
            "settings_url": settings.SITE_URL + reverse("notice_settings"),
        }
        subject = ngettext("%(count)d điều mới ở Nhịp Cầu", "%(count)d điều mới ở Nhịp Cầu", len(rows))
        _deliver(person, subject % {"count": len(rows)}, "digest", context)
    return True


def _deliver(person: User, subject: str, name: str, context: Mapping[str, object]) -> None:
    text, html = (render_to_string(f"people/mail/{name}.{kind}", context) for kind in ("txt", "html"))
    letter = EmailMultiAlternatives(subject, text, to=[person.email or ""])
    letter.attach_alternative(html, "text/html")
    letter.send()


def _urgent() -> QuerySet[Notice]:
    urgent = [code for code, kind in KINDS.items() if kind.is_urgent]
    return Notice.objects.filter(kind__in=urgent, mailed_at=None, read_at=None)


def _unsent() -> QuerySet[Notice]:
    return Notice.objects.filter(kind__in=KINDS, mailed_at=None, read_at=None)


def _reachable(rows: QuerySet[Notice]) -> list[int]:
    adults = User.objects.filter(is_active=True, email__isnull=False).exclude(gates.is_enrolled("pk"))
    return list(adults.filter(pk__in=rows.values("recipient")).order_by("pk").values_list("pk", flat=True))


def _is_due(pk: int) -> bool:
    rhythm = selectors.preference_of(pk).digest
    if rhythm != DigestRhythm.WEEKLY:
        return rhythm == DigestRhythm.DAILY
    oldest = _unsent().filter(recipient=pk).aggregate(oldest=Min("created_at"))["oldest"]
    # A Monday on which no worker ran is made up for.
    return timezone.localtime(clock.now(), clock.zone()).weekday() == MONDAY or clock.now() - oldest > WEEK
