"""Computing and keeping suggestions. Runs in the background worker; pages only read the rows.

One change is answered from the index of this process (`stocks.py`), which knows every change that is committed. The
nightly rebuild makes the index anew and asks it for everything, in batches that other processes may take.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core import clock
from matching import rules
from matching.engine import batches, changes, exposure
from matching.engine.batches import Pairs, Questions, Source
from matching.engine.changes import Change
from matching.engine.explain import SUBSTANCE, Reason
from matching.engine.lexicon import Lexicon
from matching.engine.matcher import Match, Matcher, Seen
from matching.engine.papers import Papers
from matching.enums import RunTrigger
from matching.models import Run, Suggestion
from matching.selectors import corpus, rankers
from matching.services import backends, exposures, stocks
from matching.services.stocks import Made
from network.models import Challenge, Idea, Offer

TOP = 30
# In how many ideas' lists a post may stand: its own page shows fewer than the first.
LISTS_AT_LEAST, LISTS_A_SEAT = 30, 10
# Questions a worker is given at once, and rows written at once.
BATCH, PIECE = 100, 5000
# Pairs a worker is told at once to try otherwise.
TRIED = 1000

Found = dict[str, Any]
"""A pair as JSON: its ends' ids, its score and its explanation."""
T = TypeVar("T")


def forget_matcher() -> None:
    """The next question fits anew: after a restore, and between tests."""
    stocks.forget()


def rebuild() -> Run:
    """Everything anew. The old rows stay readable until the new ones are committed.

    What is found waits in a file, so that the transaction is short and the memory need not hold every explanation.
    """
    work = Path(settings.MATCHING_ROOT) / "work"
    work.mkdir(parents=True, exist_ok=True)
    with stocks.lock(), TemporaryDirectory(dir=work) as scratch:
        _clear(Path(scratch))
        run = _begin(RunTrigger.REBUILD)
        made = stocks.make(Papers(Path(scratch) / "papers.jsonl"))
        source = Source(stocks.folder(), made.name, made.papers.path, made.laid_over, made.matcher.config.weights)
        found, told = Path(scratch) / "found.jsonl", Path(scratch) / "told.jsonl"
        shown = _fairly_shown(_answer_all(made, source, found), made.seats)
        _tell_all(made, source, lambda: (row for row in _lines(found) if row["supply"] in shown[row["demand"]]), told)
        run = _replace(run, Q(), _lines(told))
    exposures.note()
    return run


def _clear(scratch: Path) -> None:
    """What rebuilds beside it left that were killed: older than one may take."""
    for left in scratch.parent.iterdir():
        newest = max((path.stat().st_mtime for path in (left, *left.glob("*"))), default=0.0)
        if newest < scratch.stat().st_mtime - rules.NIGHT:
            shutil.rmtree(left, ignore_errors=True)


def _answer_all(made: Made, source: Source, into: Path) -> dict[str, dict[str, float]]:
    """Asks for every idea and every post, writes each pair found once, and returns the scores by idea and post."""
    scores: dict[str, dict[str, float]] = {}
    asked = chain(_questions(made, source, demands=True), _questions(made, source, demands=False))
    answers = chain.from_iterable(batches.spread(batches.answered, asked, backends.configured()))
    with into.open("w", encoding="utf-8") as file:
        for match in chain.from_iterable(answers):
            of_demand = scores.setdefault(match.demand_id, {})
            if match.supply_id not in of_demand:
                of_demand[match.supply_id] = match.score
                file.write(json.dumps(_found(match, made.matcher.config.lexicon)) + "\n")
    return scores


def _questions(made: Made, source: Source, *, demands: bool) -> Iterator[Questions]:
    asking = made.matcher.stock_.demand_ids if demands else made.matcher.stock_.supply_ids
    return (Questions(source, demands, tuple(ids), TOP) for ids in _pieces(asking, BATCH))


def _tell_all(made: Made, source: Source, shown: Callable[[], Iterator[Found]], into: Path) -> None:
    """Writes what is shown, with what would change each pair's score."""
    pairs = ((row["demand"], row["supply"]) for row in shown())
    asked = (Pairs(source, tuple(piece)) for piece in _pieces(pairs, TRIED))
    answers = chain.from_iterable(batches.spread(batches.tried, asked, backends.configured()))
    with into.open("w", encoding="utf-8") as file:
        for row, told in zip(shown(), answers, strict=True):
            file.write(json.dumps(_with_changes(row, told, made.matcher.config.lexicon)) + "\n")


def _lines(path: Path) -> Iterator[Found]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _pieces(every: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(every)
    while piece := list(islice(waiting, size)):
        yield piece


def recompute_for_idea(idea: int) -> Run:
    """The rows of one idea; none when it is no longer open to partners."""
    with stocks.lock():
        run = _begin(RunTrigger.CHANGE)
        matcher = stocks.current()
        demand = corpus.demand(idea)
        if demand is not None:
            matcher.put(demand)
        found = matcher.suggest_for_demand(demand, TOP) if demand else []
        return _replace(run, Q(idea=idea), _worth_showing(found, matcher))


def recompute_for_post(kind: str, post: int) -> Run:
    """The rows of one challenge or offer; none when it is no longer open."""
    with stocks.lock():
        run = _begin(RunTrigger.CHANGE)
        matcher = stocks.current()
        supply = corpus.supply(kind, post)
        if supply is not None:
            matcher.put(supply)
        found = matcher.suggest_for_supply(supply, TOP) if supply else []
        return _replace(run, Q(**{kind: post}), _worth_showing(found, matcher))


def seen(idea: int, kind: str, post: int) -> Seen | None:
    """What the scorers say of a pair now; None where an end is not open."""
    with stocks.lock():
        matcher = stocks.current()
        demand, supply = corpus.demand(idea), corpus.supply(kind, post)
        if demand is None or supply is None:
            return None
        matcher.put(demand)
        matcher.put(supply)
        return matcher.seen(demand.id, [supply.id])


def _begin(trigger: RunTrigger) -> Run:
    version = rankers.current()
    return Run.objects.create(
        trigger=trigger,
        code_version=settings.CODE_VERSION,
        cut_off=clock.now(),
        configuration={"top": TOP, "ranker": version.pk if version else None, **rankers.in_use(version).as_json()},
    )


@transaction.atomic
def _replace(run: Run, where: Q, found: Iterable[Found]) -> Run:
    """Swap the rows of `where` for what was found. Who was next in line stays next."""
    old = Suggestion.objects.filter(where)
    keep = set(old.filter(is_next=True).values_list("idea_id", "challenge_id", "offer_id"))
    old.delete()
    run.suggestion_count = 0
    for piece in _pieces(found, PIECE):
        alive = _alive(piece)
        rows = [_row(run, one) for one in piece if {one["demand"], one["supply"]} <= alive]
        for row in rows:
            row.is_next = (row.idea_id, row.challenge_id, row.offer_id) in keep
        run.suggestion_count += len(Suggestion.objects.bulk_create(rows, batch_size=500))
    run.finished_at = clock.now()
    run.save(update_fields=["suggestion_count", "finished_at"])
    return run


def _alive(found: list[Found]) -> set[str]:
    """Ends that still exist: something may have been deleted since it was found."""
    ends = {one[end] for one in found for end in ("demand", "supply")}
    models: dict[str, type[Idea | Challenge | Offer]] = {"idea": Idea, "challenge": Challenge, "offer": Offer}
    alive: set[str] = set()
    for kind, model in models.items():
        wanted = [pk for name, pk in map(corpus.number, ends) if name == kind]
        there = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
        alive |= {f"{kind}:{pk}" for pk in there}
    return alive


def _worth_showing(matches: list[Match], matcher: Matcher) -> list[Found]:
    """Rather a short list than one filled up with pairs that only ages and seats speak for; with what would change
    each, worked out before anything is locked."""
    worth, lexicon = [match for match in matches if match.has_substance], matcher.config.lexicon
    told = changes.of(matcher, [(match.demand_id, match.supply_id) for match in worth])
    found = ((_found(match, lexicon), told.get((match.demand_id, match.supply_id), ())) for match in worth)
    return [_with_changes(row, changes_told, lexicon) for row, changes_told in found]


def _fairly_shown(scores: Mapping[str, Mapping[str, float]], seats: Mapping[str, int]) -> dict[str, set[str]]:
    """No post among the first of more ideas than it could answer; what an idea loses it gets from the next in its list.

    A post keeps the ideas that fit it best, so that its own list stays as it is.
    """
    lists = {
        demand: sorted(of_demand.items(), key=lambda one: (-one[1], one[0]))
        for demand, of_demand in sorted(scores.items())
    }
    most = {supply: max(LISTS_AT_LEAST, LISTS_A_SEAT * left) for supply, left in seats.items()}
    return {demand: set(names) for demand, names in exposure.spread(lists, most, TOP).items()}


def _found(match: Match, lexicon: Lexicon) -> Found:
    return {
        "demand": match.demand_id,
        "supply": match.supply_id,
        "score": match.score,
        "explanation": {
            "contributions": [[name, value] for name, value in match.contributions.items()],
            "reasons": [_plain(reason, lexicon) for reason in _substance_first(match.reasons)],
            "counter_reasons": [_plain(reason, lexicon) for reason in match.counter_reasons],
        },
    }


def _with_changes(found: Found, told: tuple[Change, ...], lexicon: Lexicon) -> Found:
    plain = [{"code": change.code, "gain": change.gain, "params": _params(change.params, lexicon)} for change in told]
    return {**found, "explanation": {**found["explanation"], "changes": plain}}


def _row(run: Run, found: Found) -> Suggestion:
    kind, post = corpus.number(found["supply"])
    return Suggestion(
        run=run,
        idea_id=corpus.number(found["demand"])[1],
        challenge_id=post if kind == "challenge" else None,
        offer_id=post if kind == "offer" else None,
        score=found["score"],
        explanation=found["explanation"],
    )


def _substance_first(reasons: tuple[Reason, ...]) -> list[Reason]:
    """What the texts say before what the facts say: a card has room for three."""
    return sorted(reasons, key=lambda reason: reason.code not in SUBSTANCE)


def _plain(reason: Reason, lexicon: Lexicon) -> dict[str, Any]:
    """A reason as JSON. A mark's ends: part of the text, first and last code point, what stands there."""
    found = {"code": reason.code, "value": reason.contribution, "params": _params(reason.params, lexicon)}
    marks = [
        {"idea": [*astuple(mark.demand), mark.demand_said], "post": [*astuple(mark.supply), mark.supply_said]}
        for mark in reason.marks
    ]
    return {**found, "marks": marks} if marks else found


def _params(known: Mapping[str, object], lexicon: Lexicon) -> dict[str, Any]:
    """Concepts get their names in both languages, so that pages need no lexicon."""
    params = {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}
    for name in ("need", "skill", "concept"):
        if name in known:
            concept = lexicon.concepts[str(known[name])]
            params[f"{name}_names"] = {"vi": concept.name("vi"), "en": concept.name("en")}
    return params
