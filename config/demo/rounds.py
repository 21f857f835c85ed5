"""A round of the Department that waits to be looked over, told once the suggestions are there."""

from core import clock
from matching.enums import RoundObjective, Standing
from matching.models import Round, Suggestion
from matching.services import round_jobs, rounds
from network.models import Season
from people.models import User


def tell() -> None:
    """By the services themselves: opened, solved, its best pair kept and the solving repeated around it."""
    if not Suggestion.objects.exists():
        return
    officer = User.objects.get(username="demo-department-officer")
    terms = rounds.Terms(
        name="Ghép cố vấn đầu năm học",
        season=Season.objects.filter(starts_on__lte=clock.today()).latest("starts_on"),
        school=None,
        objective=RoundObjective.FAIR,
        kinds=["mentoring"],
    )
    opened = rounds.create(terms=terms, by=officer)
    _solve(opened.pk, officer)
    best = opened.pairs.filter(chosen=True).order_by("-score", "pk").first()
    if best is not None:
        rounds.decide(pair=best, standing=Standing.LOCKED, by=officer)
        _solve(opened.pk, officer)


def _solve(pk: int, officer: User) -> None:
    rounds.solve(a_round=Round.objects.get(pk=pk), by=officer)
    round_jobs.carry_out(round_id=pk)
