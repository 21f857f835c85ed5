"""Telling people what happened. A notice gives no right and hides nothing: it points to a page that asks by itself."""

from collections.abc import Iterable

from people.models import Notice
from people.notice_kinds import KINDS, Kind


def send(*, to: Iterable[int], kind: Kind, path: str = "", key: str = "", **facts: str | int) -> None:
    """Put one line into the inbox of each of these people, once for a `key`. `facts` name no pupil."""
    if kind.code not in KINDS:
        raise ValueError(f"The kind {kind.code} is not registered.")
    rows = [Notice(recipient_id=pk, kind=kind.code, facts=facts, path=path, key=key) for pk in sorted(set(to))]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
