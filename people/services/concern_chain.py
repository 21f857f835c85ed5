"""The history of a case: written link by link, never changed, and checked as a whole."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from core import clock
from core.actors import signed
from people.enums import ConcernAct
from people.models import Concern, ConcernAction, SealedCopy, User


@signed
def append(
    *,
    concern: Concern,
    act: ConcernAct,
    by: User | None,
    text: str = "",
    seal: tuple[str, Mapping[str, Any]] | None = None,
) -> ConcernAction:
    """One more link, with what is sealed in it as (kind, content). The caller holds the lock on the case."""
    last = ConcernAction.objects.filter(concern=concern).order_by("-number").first()
    kind, content = (seal[0], _canonical(seal[1])) if seal else ("", "")
    link = ConcernAction(
        concern=concern,
        number=last.number + 1 if last else 1,
        act=act,
        by=by,
        at=clock.now(),
        text=text,
        previous=last.digest if last else "",
    )
    link.digest = _digest(link, kind, content)
    link.save(force_insert=True)
    if seal:
        SealedCopy.objects.create(action=link, kind=kind, content=content)
    return link


def is_whole(concern: Concern) -> bool:
    """Nothing in the history was altered, left out or put between."""
    previous = ""
    links = ConcernAction.objects.filter(concern=concern).select_related("copy").order_by("number")
    for number, link in enumerate(links, start=1):
        copy: SealedCopy | None = getattr(link, "copy", None)
        kind, content = (copy.kind, copy.content) if copy else ("", "")
        if (link.number, link.previous, link.digest) != (number, previous, _digest(link, kind, content)):
            return False
        previous = link.digest
    return bool(previous)


def _digest(link: ConcernAction, kind: str, content: str) -> str:
    at = link.at.astimezone(dt.UTC).isoformat()
    facts = [link.previous, link.concern_id, link.number, str(link.act), link.by_id, at, link.text, kind, content]
    return hashlib.sha256(_canonical(facts).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
