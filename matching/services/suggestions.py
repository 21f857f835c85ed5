"""Computing and keeping suggestions. Runs in the background worker; pages only read the rows.

A worker keeps one fitted matcher and brings it up to date before each question with what changed since the last, so
a changed text is searchable at once. The nightly rebuild refits the statistics and drops what is no longer open.
"""

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core import clock
from matching.engine import changes, exposure
from matching.engine.changes import Change
from matching.engine.explain import SUBSTANCE, Reason
from matching.engine.lexicon import Lexicon
from matching.engine.matcher import Config, Match, Matcher, Seen
from matching.enums import RunTrigger
from matching.models import Run, Suggestion
from matching.selectors import corpus, lexicons, rankers
from matching.services import exposures
from network.models import Challenge, Idea, Offer

TOP = 30
# In how many ideas' lists a post may stand: its own page shows fewer than the first.
LISTS_AT_LEAST, LISTS_A_SEAT = 30, 10
# Rows this much older than the last look are read again: clocks of several processes differ a little.
OVERLAP = dt.timedelta(seconds=30)
MAX_AGE = dt.timedelta(hours=24)


class _Fitted:
    """This process's matcher, and up to when it knows the database."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.matcher: Matcher | None = None
        self.fitted_at = self.synced_at = dt.datetime.min.replace(tzinfo=dt.UTC)

    def refit(self) -> Matcher:
        self.fitted_at = self.synced_at = clock.now()
        self.matcher = Matcher(_config()).fit(corpus.demands(), corpus.supplies())
        return self.matcher

    def current(self) -> Matcher:
        """With the weights and the lexicon that count now: another worker, or an officer, may have changed them."""
        config = _config()
        is_old = clock.now() - self.fitted_at > MAX_AGE
        if self.matcher is None or is_old or config.lexicon is not self.matcher.config.lexicon:
            return self.refit()
        self.matcher.config = config
        since, self.synced_at = self.synced_at - OVERLAP, clock.now()
        for demand in corpus.demands(since):
            self.matcher.put(demand)
        for supply in corpus.supplies(since):
            self.matcher.put(supply)
        return self.matcher


def _config() -> Config:
    return Config(lexicon=lexicons.current(fresh=True), weights=rankers.in_use(rankers.current()))


_fitted = _Fitted()


def forget_matcher() -> None:
    """The next question fits anew: after a restore, and between tests."""
    _fitted.matcher = None


def rebuild() -> Run:
    """Everything anew. The old rows stay readable until the new ones are committed."""
    with _fitted.lock:
        run = _begin(RunTrigger.REBUILD)
        matcher = _fitted.refit()
        pairs = {}
        for demand in corpus.demands():
            pairs.update(_by_pair(matcher.suggest_for_demand(demand.id, TOP)))
        seats: dict[str, int] = {}
        for supply in corpus.supplies():
            pairs.update(_by_pair(matcher.suggest_for_supply(supply.id, TOP)))
            seats[supply.id] = supply.capacity_left or 0
        run = _keep(run, Q(), _fairly_shown(list(pairs.values()), seats), matcher)
    exposures.note()
    return run


def recompute_for_idea(idea: int) -> Run:
    """The rows of one idea; none when it is no longer open to partners."""
    with _fitted.lock:
        run = _begin(RunTrigger.CHANGE)
        matcher = _fitted.current()
        demand = corpus.demand(idea)
        if demand is not None:
            matcher.put(demand)
        found = matcher.suggest_for_demand(demand, TOP) if demand else []
        return _keep(run, Q(idea=idea), list(_by_pair(found).values()), matcher)


def recompute_for_post(kind: str, post: int) -> Run:
    """The rows of one challenge or offer; none when it is no longer open."""
    with _fitted.lock:
        run = _begin(RunTrigger.CHANGE)
        matcher = _fitted.current()
        supply = corpus.supply(kind, post)
        if supply is not None:
            matcher.put(supply)
        found = matcher.suggest_for_supply(supply, TOP) if supply else []
        return _keep(run, Q(**{kind: post}), list(_by_pair(found).values()), matcher)


def seen(idea: int, kind: str, post: int) -> Seen | None:
    """What the scorers say of a pair now; None where an end is not open."""
    with _fitted.lock:
        matcher = _fitted.current()
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


def _keep(run: Run, where: Q, matches: list[Match], matcher: Matcher) -> Run:
    """With what would change each; worked out before anything is locked."""
    told, lexicon = changes.of(matcher, matches), matcher.config.lexicon
    rows = [_row(run, match, told[match.demand_id, match.supply_id], lexicon) for match in matches]
    return _replace(run, where, list(zip(matches, rows, strict=True)))


@transaction.atomic
def _replace(run: Run, where: Q, found: list[tuple[Match, Suggestion]]) -> Run:
    """Swap the rows of `where` for the matches. Who was next in line stays next."""
    old = Suggestion.objects.filter(where)
    keep = {(row.idea_id, row.challenge_id, row.offer_id) for row in old.filter(is_next=True)}
    old.delete()
    alive = _alive([match for match, _ in found])
    rows = [row for match, row in found if _ends(match) <= alive]
    for row in rows:
        row.is_next = (row.idea_id, row.challenge_id, row.offer_id) in keep
    Suggestion.objects.bulk_create(rows, batch_size=500)
    run.suggestion_count, run.finished_at = len(rows), clock.now()
    run.save(update_fields=["suggestion_count", "finished_at"])
    return run


def _alive(matches: list[Match]) -> set[str]:
    """Ends that still exist: the matcher may remember what was deleted since."""
    ends = set().union(*(_ends(match) for match in matches))
    models: dict[str, type[Idea | Challenge | Offer]] = {"idea": Idea, "challenge": Challenge, "offer": Offer}
    alive: set[str] = set()
    for kind, model in models.items():
        wanted = [pk for name, pk in map(corpus.number, ends) if name == kind]
        found = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
        alive |= {f"{kind}:{pk}" for pk in found}
    return alive


def _ends(match: Match) -> set[str]:
    return {match.demand_id, match.supply_id}


def _by_pair(matches: list[Match]) -> dict[tuple[str, str], Match]:
    """Those worth showing: rather a short list than one filled up with pairs that only ages and seats speak for."""
    return {(match.demand_id, match.supply_id): match for match in matches if match.has_substance}


def _fairly_shown(matches: list[Match], seats: dict[str, int]) -> list[Match]:
    """No post among the first of more ideas than it could answer; what an idea loses it gets from the next in its list.

    A post keeps the ideas that fit it best, so that its own list stays as it is.
    """
    lists: dict[str, list[tuple[str, float]]] = {}
    for match in sorted(matches, key=lambda one: (-one.score, one.demand_id, one.supply_id)):
        lists.setdefault(match.demand_id, []).append((match.supply_id, match.score))
    most = {supply: max(LISTS_AT_LEAST, LISTS_A_SEAT * left) for supply, left in seats.items()}
    shown = exposure.spread(lists, most, TOP)
    return [match for match in matches if match.supply_id in shown[match.demand_id]]


def _row(run: Run, match: Match, told: tuple[Change, ...], lexicon: Lexicon) -> Suggestion:
    kind, post = corpus.number(match.supply_id)
    return Suggestion(
        run=run,
        idea_id=corpus.number(match.demand_id)[1],
        challenge_id=post if kind == "challenge" else None,
        offer_id=post if kind == "offer" else None,
        score=match.score,
        explanation={
            "contributions": [[name, value] for name, value in match.contributions.items()],
            "reasons": [_plain(reason, lexicon) for reason in _substance_first(match.reasons)],
            "counter_reasons": [_plain(reason, lexicon) for reason in match.counter_reasons],
            "changes": [
                {"code": change.code, "gain": change.gain, "params": _params(change.params, lexicon)} for change in told
            ],
        },
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
