"""A season's round: opened, solved, looked over by people, solved again around what they keep, published."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, jobs
from core.actors import signed
from core.errors import Conflict, Invalid
from matching import rules
from matching.enums import RoundObjective, RoundState, Standing
from matching.models import Round, RoundPair
from matching.permissions import rounds as permissions
from network.enums import OfferKind
from network.models import Season
from people.models import School, User

KINDS = ("challenge", *OfferKind.values)


@dataclass(frozen=True)
class Terms:
    """What a round is to be. `school` where it is a school's own."""

    name: str
    season: Season
    school: School | None
    objective: RoundObjective
    kinds: Sequence[str]
    per_idea: int = 1
    score_floor: float = 0.3
    protects: bool = True


@signed
@transaction.atomic
def create(*, terms: Terms, by: User) -> Round:
    permissions.check_can_open(by, terms.school)
    _check(terms)
    return Round.objects.create(
        name=terms.name.strip(),
        season=terms.season,
        school=terms.school,
        objective=terms.objective,
        kinds=[kind for kind in KINDS if kind in terms.kinds],
        per_idea=terms.per_idea,
        score_floor=terms.score_floor,
        protects=terms.protects,
        created_by=by,
        created_at=clock.now(),
    )


@signed
@transaction.atomic
def solve(*, a_round: Round, by: User) -> Round:
    """Have it solved in the background. Asked again after the worker gave up, it is queued anew."""
    held = _locked(a_round, by)
    now = clock.now()
    is_lost = held.state == RoundState.SOLVING and held.queued_at and held.queued_at < now - rules.GIVEN_UP
    if not is_lost:
        held.state = rules.ROUND.target(held.state, "solve")
    held.queued_at, held.done, held.failure = now, 0, ""
    held.save()
    jobs.enqueue("matching.tasks.solve_round", held.pk)
    return held


@signed
@transaction.atomic
def choose(*, a_round: Round, objective: RoundObjective, by: User) -> Round:
    """Take the plan of another objective; all three are there once it is solved."""
    held = _locked(a_round, by)
    _check_is_solved(held)
    held.objective = objective
    held.save()
    take_plan(a_round=held)
    return held


def take_plan(*, a_round: Round) -> None:
    """Mark the pairs that the plan of the round's objective chose."""
    chosen = set(a_round.plans[a_round.objective]["chosen"])
    rows = list(RoundPair.objects.filter(round=a_round).only("pk", "chosen"))
    for row in rows:
        row.chosen = row.pk in chosen
    RoundPair.objects.bulk_update(rows, ["chosen"], batch_size=500)


@signed
@transaction.atomic
def decide(*, pair: RoundPair, standing: Standing, reason: str = "", by: User) -> RoundPair:
    """Keep a pair, take it out, or leave it to the plan again; the next solving goes around it."""
    held = _locked(pair.round, by)
    _check_is_solved(held)
    row = RoundPair.objects.select_related("idea", "challenge", "offer").get(pk=pair.pk)
    if standing == Standing.EXCLUDED and not reason.strip():
        raise Invalid(_("Hãy viết một câu lý do loại, để người xem lại sau còn hiểu."), field="reason")
    if standing == Standing.LOCKED:
        _check_has_room(held, row)
    if standing != row.standing:
        held.is_stale = True
        held.save()
    row.standing, row.reason = standing, "" if standing == Standing.FREE else reason.strip()
    row.decided_by, row.decided_at = by, clock.now()
    row.save()
    return row


@signed
@transaction.atomic
def publish(*, a_round: Round, by: User) -> Round:
    """Each chosen pair becomes a proposal, one after the other in the background."""
    held = _locked(a_round, by)
    state = rules.ROUND.target(held.state, "publish")
    if held.is_stale:
        raise Conflict(_("Có cặp vừa được giữ hoặc loại sau lần tính cuối. Hãy tính lại rồi công bố."))
    if not held.pairs.filter(chosen=True).exists():
        raise Conflict(_("Chưa có cặp nào được chọn nên chưa có gì để công bố."))
    held.state, held.published_at, held.published_by = state, clock.now(), by
    held.save()
    jobs.enqueue("matching.tasks.propose_round", held.pk)
    return held


@signed
@transaction.atomic
def discard(*, a_round: Round, by: User) -> Round:
    held = _locked(a_round, by)
    held.state = rules.ROUND.target(held.state, "discard")
    held.save()
    return held


def _check(terms: Terms) -> None:
    errors: dict[str, list[object]] = {}
    if not terms.name.strip():
        errors["name"] = [_("Hãy đặt tên cho đợt ghép.")]
    if not set(terms.kinds) & set(KINDS):
        errors["kinds"] = [_("Hãy chọn ít nhất một loại bài đăng.")]
    if not 1 <= terms.per_idea <= rules.PER_IDEA_MOST:
        errors["per_idea"] = [_("Mỗi ý tưởng nhận từ 1 đến %(most)s chỗ.") % {"most": rules.PER_IDEA_MOST}]
    if not 0 <= terms.score_floor <= 1:
        errors["score_floor"] = [_("Điểm thấp nhất nằm giữa 0 và 1.")]
    if errors:
        raise Invalid(errors=errors)


def _check_is_solved(a_round: Round) -> None:
    if a_round.state != RoundState.SOLVED:
        raise Conflict(_("Chỉ xem lại được khi đợt ghép đã tính xong và chưa công bố."))


def _check_has_room(a_round: Round, row: RoundPair) -> None:
    kept = RoundPair.objects.filter(round=a_round, standing=Standing.LOCKED).exclude(pk=row.pk)
    if kept.filter(idea=row.idea_id).count() >= a_round.per_idea:
        raise Conflict(_("Ý tưởng này đã được giữ đủ số chỗ. Hãy bỏ giữ một cặp khác của ý tưởng trước."))
    seats = a_round.configuration["capacity"][row.post_key]
    if kept.filter(challenge=row.challenge_id, offer=row.offer_id).count() >= seats:
        raise Conflict(_("Bài này còn %(seats)s chỗ và đã được giữ hết.") % {"seats": seats})


def _locked(a_round: Round, by: User) -> Round:
    """The row as it is now, held until the end of the transaction."""
    held = Round.objects.select_for_update(of=("self",)).select_related("school").get(pk=a_round.pk)
    permissions.check_can_run(by, held)
    return held
