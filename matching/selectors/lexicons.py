"""The lexicon as it counts now: what was shipped, with what the Department accepted since.

A process keeps it and asks every `SECONDS` whether something was accepted or taken back; a worker asks before each
piece of work.
"""

import datetime as dt
import threading
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from core import clock
from matching.engine import lexicon, overlay
from matching.engine.lexicon import Concept, Help, Lexicon
from matching.engine.overlay import AddConcept, AddForm, Change, RemoveForm
from matching.enums import TermProposalKind, TermProposalState
from matching.models import TermProposal
from matching.rules import RELATION_WEIGHT

SECONDS = 30
Version = tuple[tuple[int, dt.datetime | None], ...]


class InUse(NamedTuple):
    lexicon: Lexicon
    laid_over: tuple[Change, ...]


class _Known:
    """This process's lexicon, of which version it is, and when that was asked last."""

    __slots__ = ("asked_at", "in_use", "lock", "version")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.in_use: InUse | None = None
        self.version: Version = ()
        self.asked_at = dt.datetime.min.replace(tzinfo=dt.UTC)

    def current(self, *, fresh: bool) -> InUse:
        known, now = self.in_use, clock.now()
        if known is not None and not fresh and abs(now - self.asked_at) < dt.timedelta(seconds=SECONDS):
            return known
        with self.lock:
            version = tuple(_accepted().values_list("pk", "decided_at"))
            if self.in_use is None or version != self.version:
                laid_over = tuple(accepted()) if version else ()
                self.in_use = InUse(overlay.released_with(laid_over), laid_over)
            self.version, self.asked_at = version, now
            return self.in_use


_known = _Known()


def current(*, fresh: bool = False) -> Lexicon:
    """The same object as long as nothing changes. `fresh`: ask now, whenever it was asked last."""
    return _known.current(fresh=fresh).lexicon


def in_use() -> InUse:
    """As it counts now, with what was laid over the release: for processes that cannot ask the database."""
    return _known.current(fresh=True)


def forget() -> None:
    """Ask at the next use: after a change of one's own, and between tests."""
    _known.forget()


def accepted(*, without: int = 0) -> list[Change]:
    return list(map(change_of, _accepted().exclude(pk=without)))


def before_and_after(proposal: TermProposal) -> tuple[Lexicon, Lexicon]:
    """Without the proposal, and with it; of one that counts already, first with it and then without."""
    now = current(fresh=True)
    if proposal.state == TermProposalState.ACCEPTED:
        return now, overlay.released_with(tuple(accepted(without=proposal.pk)))
    return now, overlay.released_with((*accepted(), change_of(proposal)))


def is_shipped(proposal: TermProposal) -> bool:
    """The release has it by now: laid over, it changes nothing any more."""
    return proposal.state == TermProposalState.ACCEPTED and not overlay.fits(lexicon.load(), change_of(proposal))


def change_of(proposal: TermProposal) -> Change:
    if proposal.kind == TermProposalKind.NEW_CONCEPT:
        return new_concept(proposal.concept, proposal.content)
    made = AddForm if proposal.kind == TermProposalKind.ADD_FORM else RemoveForm
    return made(proposal.concept, proposal.language, proposal.form)


def new_concept(code: str, content: dict[str, object]) -> AddConcept:
    told = {name: _texts(content.get(name)) for name in ("vi", "en", "helped_by", "helps")}
    concept = Concept(
        code,
        str(content.get("kind", "")),
        str(content.get("parent", "")),
        told["vi"],
        told["en"],
        str(content.get("area", "")),
    )
    helped = (Help(code, other, RELATION_WEIGHT) for other in told["helped_by"])
    helping = (Help(other, code, RELATION_WEIGHT) for other in told["helps"])
    return AddConcept(concept, (*helped, *helping))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else ()


def _accepted() -> QuerySet[TermProposal]:
    return TermProposal.objects.filter(state=TermProposalState.ACCEPTED).order_by("decided_at", "pk")
