"""One's own clearance: the steps, the levels, who speaks for one. Never what referees answered."""

from dataclasses import dataclass, replace

from core import clock
from people import conduct_text, rules
from people.enums import ClearanceCheck, ContactLevel, RefereeRelation
from people.models import ConductSignature, Organisation, Reference, User
from people.selectors import affiliations, clearance_queue, clearance_steps, contact_levels, quizzes, references
from people.selectors.clearance_queue import LevelState
from people.selectors.clearance_steps import Step


@dataclass(frozen=True)
class Referee:
    """A referee as the adult sees them."""

    id: int
    name: str
    email: str
    relation: RefereeRelation
    state: str

    @property
    def may_be_replaced(self) -> bool:
        return self.state != "answered"


@dataclass(frozen=True)
class MyClearance:
    steps: list[Step]
    levels: list[LevelState]
    level: ContactLevel | None
    organisations: list[Organisation]
    referees: list[Referee]
    tries_left: int
    must_sign_anew: bool

    @property
    def done(self) -> int:
        return sum(step.is_current for step in self.steps)


def of(user: User) -> MyClearance:
    standing = references.standing_of(user)
    steps = [_as_told(step, standing) for step in clearance_steps.steps_of(user)]
    homes = affiliations.supported_by(user)
    return MyClearance(
        steps=steps,
        levels=clearance_queue.levels_in(steps),
        level=contact_levels.highest(clearance_steps.standing_in(steps)) if homes else None,
        organisations=homes,
        referees=[_referee(row) for row in standing],
        tries_left=quizzes.tries_left(user),
        must_sign_anew=must_sign_anew(user, steps),
    )


def must_sign_anew(user: User, steps: list[Step]) -> bool:
    """A newer code of conduct is in force than the one this adult stands by."""
    current = conduct_text.in_force(clock.today())
    row = next(step.row for step in steps if step.check == ClearanceCheck.CODE_OF_CONDUCT)
    if row is None or conduct_text.is_first(current) or row.granted_on >= current.in_force_from:
        return False
    return not ConductSignature.objects.filter(user=user, version=current.version).exists()


def free_places(mine: MyClearance) -> int:
    """How many referees may still be named."""
    return rules.REFEREES - sum(referee.state != "expired" for referee in mine.referees)


def _as_told(step: Step, standing: list[Reference]) -> Step:
    """That reviewers look at references before all have answered would tell that one of them worries."""
    told_all = len(standing) == rules.REFEREES and all(row.answered_at for row in standing)
    return replace(step, request=None) if step.check == ClearanceCheck.REFERENCES and not told_all else step


def _referee(row: Reference) -> Referee:
    return Referee(
        id=row.pk,
        name=row.name,
        email=row.email,
        relation=RefereeRelation(row.relation),
        state=references.state_of(row),
    )
