"""The search index of a process: the nightly one from its files, and what has changed since from the database.

Every process asks the database before each question for what changed since it last asked, so a change is known to all
of them at once; none tells another. A newer index of another process is noticed by its name.
"""

import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core import clock
from matching.engine import archive, batches
from matching.engine.documents import Demand, Supply
from matching.engine.lexicon import Lexicon
from matching.engine.matcher import Config, Matcher
from matching.engine.overlay import Change
from matching.engine.papers import Papers
from matching.engine.side import Side
from matching.selectors import corpus, lexicons, rankers
from matching.services import backends

# Rows this much older than the last look are read again: clocks of several processes differ a little, and what was
# changed in a transaction is only seen at its end.
OVERLAP = dt.timedelta(seconds=30)
# A night may be missed.
MAX_AGE = dt.timedelta(hours=36)
# An index of which more than this share is not what the database has is another database's.
OTHERWISE_MOST = 0.1


@dataclass(frozen=True)
class Made:
    """An index just made, with what was laid over the lexicon, the texts it was made from, and free seats by post."""

    matcher: Matcher
    name: str
    laid_over: tuple[Change, ...]
    papers: Papers
    seats: dict[str, int]


class _Held:
    """This process's matcher, the name of the index below it, and up to when it knows the database."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.matcher: Matcher | None = None
        self.name = ""
        self.made_at = self.synced_at = dt.datetime.min.replace(tzinfo=dt.UTC)

    def hold(self, matcher: Matcher, name: str, made_at: dt.datetime) -> Matcher:
        self.matcher, self.name, self.made_at, self.synced_at = matcher, name, made_at, made_at
        return matcher


_held = _Held()


def lock() -> threading.Lock:
    """To be held by whoever asks the matcher."""
    return _held.lock


def folder() -> Path:
    return Path(settings.MATCHING_ROOT) / "stocks"


def forget() -> None:
    """The next question reads everything anew: after a restore, and between tests."""
    _held.matcher, _held.name = None, ""
    archive.forget(folder())


def current() -> Matcher:
    """With everything that is committed, and with the weights and the lexicon that count now: another process, or an
    officer, may have changed them."""
    known = lexicons.current(fresh=True)
    matcher = _held.matcher if _is_good(known) else None
    matcher = matcher or _from_files(known) or make().matcher
    matcher.config = _config(matcher.config.lexicon)
    _bring_up_to_date(matcher)
    return matcher


def _is_good(known: Lexicon) -> bool:
    """What is held: of the lexicon that counts, not replaced, not too old."""
    matcher = _held.matcher
    is_old = clock.now() - _held.made_at > MAX_AGE
    return (
        matcher is not None
        and matcher.config.lexicon is known
        and _held.name == archive.current(folder())
        and not is_old
    )


def _config(known: Lexicon) -> Config:
    return Config(lexicon=known, weights=rankers.in_use(rankers.current()))


def make(papers: Papers | None = None) -> Made:
    """From everything that is open, into files; the texts go into `papers` on their way, where somebody wants them."""
    began, (known, laid_over) = clock.now(), lexicons.in_use()
    seats: dict[str, int] = {}
    demands, supplies = corpus.demands(), _noting_seats(corpus.supplies(), seats)
    if papers:
        demands, supplies = papers.keep(demands), papers.keep(supplies)
    read = batches.reading(laid_over, backends.configured())
    matcher = Matcher(_config(known), reader=corpus.read).fit(demands, supplies, read)
    name = archive.write(folder(), matcher.stock_, known, {"made_at": began.isoformat()})
    _held.hold(matcher, name, began)
    return Made(matcher, name, laid_over, papers or Papers(Path()), seats)


def _noting_seats(supplies: Iterable[Supply], seats: dict[str, int]) -> Iterator[Supply]:
    for supply in supplies:
        seats[supply.id] = supply.capacity_left or 0
        yield supply


def _from_files(known: Lexicon) -> Matcher | None:
    """None where there is nothing to go on with: no index, one of another lexicon, too old, of another database."""
    try:
        kept = archive.read(folder(), known)
    except archive.Unusable:
        return None
    made_at = dt.datetime.fromisoformat(kept.about["made_at"])
    if clock.now() - made_at > MAX_AGE:
        return None
    matcher = Matcher(_config(known), reader=corpus.read).resume(kept.stock)
    if not _settle(matcher, corpus.versions()):
        return None
    return _held.hold(matcher, kept.name, made_at)


def _settle(matcher: Matcher, open_now: dict[str, int]) -> bool:
    """Brings the differences in; False, with nothing done, where there are too many."""
    indexed = {*matcher.demands_.slots, *matcher.supplies_.slots}
    other = [one for one, version in open_now.items() if _version(matcher, one) != version]
    gone = indexed - open_now.keys()
    if len(other) + len(gone) > OTHERWISE_MOST * len(indexed):
        return False
    _remove(matcher, gone)
    matcher.put(*corpus.read(other))
    return True


def _bring_up_to_date(matcher: Matcher) -> None:
    since, now = _held.synced_at - OVERLAP, clock.now()
    open_now = corpus.versions(since)
    _remove(matcher, corpus.changed_ids(since) - open_now.keys())
    matcher.put(*corpus.read(one for one, version in open_now.items() if _version(matcher, one) != version))
    _held.synced_at = now


def _version(matcher: Matcher, identity: str) -> int | None:
    return _side(matcher, identity).version(identity)


def _remove(matcher: Matcher, identities: Iterable[str]) -> None:
    known = [one for one in identities if one in _side(matcher, one)]
    matcher.remove_demands(*(one for one in known if one in matcher.demands_))
    matcher.remove_supplies(*(one for one in known if one in matcher.supplies_))


def _side(matcher: Matcher, identity: str) -> Side[Demand] | Side[Supply]:
    return matcher.demands_ if corpus.number(identity)[0] == "idea" else matcher.supplies_
