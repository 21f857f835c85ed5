"""The only bridge from the database to the engine: ideas and posts as plain documents.

A document's id says what it is: "idea:12", "challenge:3", "offer:8". Only what both sides may see today gets in;
what is hidden later is filtered again when suggestions are read.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core import clock
from matching.engine.documents import Demand, Mode, Need, Place, Supply, SupplyKind
from network.enums import NeedKind, ProposalAction, ProposalSide, ProposalState
from network.models import Challenge, Idea, Offer, Proposal, ProposalEvent
from network.selectors import ideas, posts
from people.models import AdminUnit

P = TypeVar("P", Challenge, Offer)

# What would answer a need of each kind.
ANSWERS: dict[str, SupplyKind] = {
    NeedKind.MENTORING: SupplyKind.MENTORING,
    NeedKind.LAB_OR_MATERIAL: SupplyKind.LAB_OR_MATERIAL,
    NeedKind.PILOT: SupplyKind.CHALLENGE,
    NeedKind.MARKET: SupplyKind.MENTORING,
    NeedKind.FUNDING: SupplyKind.FUNDING,
    NeedKind.LEGAL: SupplyKind.MENTORING,
    NeedKind.TALK: SupplyKind.TALK,
    NeedKind.VISIT: SupplyKind.VISIT,
    NeedKind.INTERNSHIP: SupplyKind.INTERNSHIP,
}
YOUNGEST, OLDEST = 11, 18
# A rate of one half, believed as much as this many answers.
PRIOR_ANSWERS, PRIOR_ASKED = 2, 4
# The supply's own key has not been turned.
UNANSWERED = (ProposalState.PROPOSED, ProposalState.ADVISER_APPROVED)
# Rows held at a time while everything is read.
PIECE = 2000


def idea_id(pk: int) -> str:
    return f"idea:{pk}"


def post_id(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


def number(document_id: str) -> tuple[str, int]:
    """ "offer:8" → ("offer", 8)."""
    kind, _, pk = document_id.partition(":")
    return kind, int(pk)


def demands(since: dt.datetime | None = None) -> Iterator[Demand]:
    """Ideas open to partners today; with `since`, those changed from then on."""
    return _read_demands(Q(changed_at__gte=since) if since else Q())


def demand(pk: int) -> Demand | None:
    """One idea, if it is open to partners today."""
    return next(_read_demands(Q(pk=pk)), None)


def supplies(since: dt.datetime | None = None) -> Iterator[Supply]:
    """Challenges and offers open to pupils today, with a free seat and their deadline ahead."""
    wanted = Q(changed_at__gte=since) if since else Q()
    rates = response_rates()
    yield from _read_supplies(Challenge.objects.filter(wanted), rates)
    yield from _read_supplies(Offer.objects.filter(wanted), rates)


def supply(kind: str, pk: int) -> Supply | None:
    """One challenge or offer, if it is open to pupils today."""
    rates = response_rates()
    if kind == "challenge":
        return next(_read_supplies(Challenge.objects.filter(pk=pk), rates), None)
    return next(_read_supplies(Offer.objects.filter(pk=pk), rates), None)


def read(ids: Iterable[str]) -> Iterator[Demand | Supply]:
    """Those of the documents that are open today, in any order."""
    wanted: dict[str, list[int]] = {"idea": [], "challenge": [], "offer": []}
    for kind, pk in map(number, ids):
        wanted[kind].append(pk)
    if wanted["idea"]:
        yield from _read_demands(Q(pk__in=wanted["idea"]))
    if wanted["challenge"] or wanted["offer"]:
        rates = response_rates()
        yield from _read_supplies(Challenge.objects.filter(pk__in=wanted["challenge"]), rates)
        yield from _read_supplies(Offer.objects.filter(pk__in=wanted["offer"]), rates)


def versions(since: dt.datetime | None = None) -> dict[str, int]:
    """By id the version of what is open today; with `since`, of those changed from then on."""
    wanted = Q(changed_at__gte=since) if since else Q()
    found: dict[str, int] = {}
    for kind, rows in (
        ("idea", Idea.objects.filter(ideas.is_open_to_partners(), wanted)),
        ("challenge", _open_posts(Challenge.objects.filter(wanted))),
        ("offer", _open_posts(Offer.objects.filter(wanted))),
    ):
        pairs = rows.order_by().values_list("pk", "changed_at")
        found |= {post_id(kind, pk): version(changed_at) for pk, changed_at in pairs.iterator()}
    return found


def changed_ids(since: dt.datetime) -> set[str]:
    """Open or not."""
    models: dict[str, type[Idea | Challenge | Offer]] = {"idea": Idea, "challenge": Challenge, "offer": Offer}
    found: set[str] = set()
    for kind, model in models.items():
        rows = model._default_manager.filter(changed_at__gte=since).values_list("pk", flat=True)
        found |= {post_id(kind, pk) for pk in rows}
    return found


def version(changed_at: dt.datetime) -> int:
    """In microseconds."""
    return (changed_at - dt.datetime.min.replace(tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)


class Rates(NamedTuple):
    """The share of proposals an author answered in time, shrunk towards one half; and what it would be if all were
    answered that wait for it, None where none does."""

    now: float
    once_answered: float | None


def response_rates() -> dict[int, Rates]:
    """Per author of posts. What waits, was taken back or ended by the school says nothing of how the author answers."""
    said_yes = Q(accepted_by__isnull=False)
    asked = (
        Proposal.objects.exclude(side=ProposalSide.SUPPLY)
        .annotate(author=F("challenge__author"), author_of_offer=F("offer__author"))
        .values_list("author", "author_of_offer")
        .annotate(
            answered=Count("pk", filter=said_yes | Q(state=ProposalState.REFUSED) & ~Q(_refused_by_the_school())),
            lapsed=Count("pk", filter=~said_yes & Q(state=ProposalState.EXPIRED)),
            waiting=Count("pk", filter=~said_yes & Q(state__in=UNANSWERED)),
        )
    )
    totals: dict[int, list[int]] = {}
    for challenge_author, offer_author, *counts in asked:
        author = challenge_author or offer_author
        totals[author] = [sum(both) for both in zip(totals.get(author, [0, 0, 0]), counts, strict=True)]
    return {author: _rates(*counts) for author, counts in totals.items()}


def _refused_by_the_school() -> Exists:
    home = OuterRef("idea__club__school__organisation")
    refusals = ProposalEvent.objects.filter(action=ProposalAction.REFUSE, actor__affiliations__organisation=home)
    return Exists(refusals.filter(proposal=OuterRef("pk")))


def _rates(answered: int, lapsed: int, waiting: int) -> Rates:
    once_answered = _shrunk(answered + waiting, answered + waiting + lapsed) if waiting else None
    return Rates(_shrunk(answered, answered + lapsed), once_answered)


def _shrunk(answered: int, ended: int) -> float:
    return (answered + PRIOR_ANSWERS) / (ended + PRIOR_ASKED)


def _read_demands(wanted: Q) -> Iterator[Demand]:
    rows = Idea.objects.filter(ideas.is_open_to_partners(), wanted)
    rows = rows.select_related("field", "club__school__organisation__commune").prefetch_related("needs")
    return map(_demand, rows.iterator(chunk_size=PIECE))


def _read_supplies(rows: QuerySet[P], rates: dict[int, Rates]) -> Iterator[Supply]:
    rows = _open_posts(rows).select_related("commune").prefetch_related("fields")
    for row in rows.iterator(chunk_size=PIECE):
        yield _supply(row, rates.get(row.author_id))


def _open_posts(rows: QuerySet[P]) -> QuerySet[P]:
    return rows.filter(
        Q(deadline=None) | Q(deadline__gte=clock.today()), posts.is_open_to_pupils(), seats_taken__lt=F("seats")
    )


def words_of_idea(row: Idea) -> Demand:
    """What it says, and nothing else about it."""
    return Demand(
        id=idea_id(row.pk),
        title=row.title,
        text=f"{row.problem}\n{row.solution}",
        needs=tuple(Need(ANSWERS[need.kind], need.text) for need in row.needs.all()),
        lang=row.language,
    )


def words_of_post(row: Challenge | Offer) -> Supply:
    return Supply(id=post_id(row.kind_name, row.pk), title=row.title, text=row.text, lang=row.language)


def _demand(row: Idea) -> Demand:
    return replace(
        words_of_idea(row),
        fields=frozenset({row.field.code}),
        ages=ages(row.club.grade_min, row.club.grade_max),
        place=_place(row.club.school.organisation.commune),
        stage=row.stage,
        fresh_days=_days_since(row.changed_at),
        version=version(row.changed_at),
    )


def _supply(row: Challenge | Offer, rates: Rates | None) -> Supply:
    kind = SupplyKind(row.kind) if isinstance(row, Offer) else SupplyKind.CHALLENGE
    return replace(
        words_of_post(row),
        kind=kind,
        fields=frozenset(field.code for field in row.fields.all()),
        ages=(row.age_min, row.age_max),
        place=_place(row.commune),
        mode=Mode(row.mode),
        capacity_left=row.seats_left,
        response_rate=rates.now if rates else None,
        fresh_days=_days_since(row.changed_at),
        rate_once_answered=rates.once_answered if rates else None,
        version=version(row.changed_at),
    )


def ages(grade_min: int, grade_max: int) -> tuple[int, int]:
    """A pupil of grade g turns g + 6 in the calendar year the grade ends: grade 6 is 11 or 12 years old."""
    return max(YOUNGEST, grade_min + 5), min(OLDEST, grade_max + 6)


def _place(commune: AdminUnit) -> Place | None:
    if commune.latitude is None or commune.longitude is None:
        return None
    return commune.latitude, commune.longitude


def _days_since(moment: dt.datetime) -> float:
    return (clock.now() - moment).total_seconds() / 86_400
