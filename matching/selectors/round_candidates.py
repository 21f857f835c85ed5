"""Whom a round is about and which pairs may be chosen, read once at its cut-off."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from core import clock
from matching import rules
from matching.models import Round, RoundPair, Suggestion
from matching.selectors import corpus, suggestions
from network.models import Idea
from network.selectors import ideas


@dataclass(frozen=True)
class Candidates:
    """`ideas` and `capacity` as `Round.configuration` keeps them; `pairs` not yet written, ordered by their ends."""

    ideas: list[dict[str, Any]]
    capacity: dict[str, int]
    pairs: list[RoundPair]


def read(a_round: Round) -> Candidates:
    about = [_facts(idea) for idea in _ideas(a_round)]
    known = {one["idea"]: one for one in about}
    rows = [row for row in _pairs(a_round) if row.idea_id in known and _ages_meet(row)]
    kept = _pruned(rows, a_round, known)
    capacity = {_post_key(row): row.post.seats_left for row in kept}
    pairs = [
        RoundPair(
            round=a_round, idea_id=row.idea_id, challenge_id=row.challenge_id, offer_id=row.offer_id, score=row.score
        )
        for row in kept
    ]
    return Candidates(about, dict(sorted(capacity.items())), pairs)


def _ideas(a_round: Round) -> QuerySet[Idea]:
    """Open to partners; whose guardians still have to agree to mentoring may be proposed already."""
    rows = Idea.objects.filter(ideas.is_open_to_partners(), season=a_round.season_id)
    if a_round.school_id:
        rows = rows.filter(club__school=a_round.school_id)
    return rows.select_related("club__school__organisation__commune").prefetch_related("needs").order_by("pk")


def _pairs(a_round: Round) -> QuerySet[Suggestion]:
    """Stored suggestions without a hard conflict: nothing open, refused or dismissed between them, seats, deadline."""
    today = clock.today()
    wanted = Q(offer__kind__in=a_round.kinds, offer__season=a_round.season_id, offer__seats_taken__lt=F("offer__seats"))
    wanted &= Q(offer__deadline=None) | Q(offer__deadline__gte=today)
    if "challenge" in a_round.kinds:
        in_time = Q(challenge__deadline=None) | Q(challenge__deadline__gte=today)
        wanted |= Q(challenge__seats_taken__lt=F("challenge__seats")) & in_time
    rows = suggestions.open_pairs().filter(wanted, ~Q(suggestions.is_refused(*suggestions.PAIR)))
    rows = rows.filter(idea__season=a_round.season_id).select_related(None)
    if a_round.school_id:
        rows = rows.filter(idea__club__school=a_round.school_id)
    return rows.select_related("idea__club", "challenge", "offer").defer("explanation")


def _ages_meet(row: Suggestion) -> bool:
    youngest, oldest = corpus.ages(row.idea.club.grade_min, row.idea.club.grade_max)
    return row.post.age_min <= oldest and youngest <= row.post.age_max


def _facts(idea: Idea) -> dict[str, Any]:
    school = idea.club.school
    commune = school.organisation.commune
    size = rules.size_of(school.pupil_count)
    needs = list(idea.needs.all())
    small = size == "small" or commune.is_remote or school.level in rules.PROTECTED_LEVELS
    return {
        "idea": idea.pk,
        "commune": commune.code,
        "level": school.level,
        "size": str(size),
        "protected": small,
        "need": needs[0].kind if needs else "",
        "field": idea.field_id,
    }


def _pruned(rows: Iterable[Suggestion], a_round: Round, known: dict[int, dict[str, Any]]) -> list[Suggestion]:
    """The best of either end above the floor; a protected idea keeps its best one however low it is."""
    ranked = sorted(rows, key=lambda row: (-row.score, row.idea_id, _post_key(row)))
    of_idea: Counter[int] = Counter()
    of_post: Counter[str] = Counter()
    kept, left = [], defaultdict(list)
    for row in ranked:
        key = _post_key(row)
        if row.score < a_round.score_floor or max(of_idea[row.idea_id], of_post[key]) >= rules.CANDIDATES_MOST:
            left[row.idea_id].append(row)
            continue
        of_idea[row.idea_id] += 1
        of_post[key] += 1
        kept.append(row)
    if a_round.protects:
        kept += [found[0] for idea, found in left.items() if not of_idea[idea] and known[idea]["protected"]]
    return sorted(kept, key=lambda row: (row.idea_id, _post_key(row)))


def _post_key(row: Suggestion) -> str:
    return corpus.post_id("challenge", row.challenge_id) if row.challenge_id else f"offer:{row.offer_id}"
