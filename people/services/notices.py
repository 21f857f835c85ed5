"""Telling people what happened. A notice gives no right and hides nothing: it points to a page that asks by itself."""

import datetime as dt
from collections.abc import Iterable

from core import clock, jobs
from core.actors import signed
from people.models import Notice, NoticePreference, User
from people.notice_kinds import KINDS, Kind

KEPT_DAYS = 180


def send(*, to: Iterable[int], kind: Kind, path: str = "", key: str = "", **facts: str | int) -> None:
    """Put one line into the inbox of each of these people, once for a `key`. `facts` name no pupil.

    Who switched the kind off gets none. What must be read is also said by mail, without what it is about.
    """
    if kind.code not in KINDS:
        raise ValueError(f"The kind {kind.code} is not registered.")
    rows = [
        Notice(recipient_id=pk, kind=kind.code, facts=facts, path=path, key=key)
        for pk in sorted(set(to) - _muting(to, kind))
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if kind.is_urgent and rows:
        jobs.enqueue("people.tasks.mail_urgent")


def read(*, notice: Notice) -> None:
    """`notice` is the reader's own: `selectors.notices.get_for` gives no other."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


@signed
def read_all(*, by: User, kind: str = "") -> int:
    unread = Notice.objects.filter(recipient=by, read_at=None)
    return (unread.filter(kind=kind) if kind else unread).update(read_at=clock.now())


def clean() -> int:
    """Drop what is older than half a year, read or not."""
    dropped, _by_model = Notice.objects.filter(created_at__lt=clock.now() - dt.timedelta(days=KEPT_DAYS)).delete()
    return dropped


def _muting(to: Iterable[int], kind: Kind) -> set[int]:
    if kind.is_urgent:
        return set()
    rows = NoticePreference.objects.filter(user__in=set(to)).exclude(muted=[]).values_list("user", "muted")
    return {user for user, muted in rows if kind.code in muted}
