"""Who may see whom, worked out anew in plain Python from what was done: the oracle of
`test_visibility_against_a_model.py`. It knows no table and asks no service.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from people.enums import ClearanceCheck, ConsentPurpose

FOREVER, NEVER = dt.date.max, dt.date.min
ACCOUNT, CHAT, PUBLIC = ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE
TOP_GRADE = 12


class Together(NamedTuple):
    """An engagement: the pupils' side, the adult's, and the organisation that posted what they met for."""

    idea: int
    adult: int
    home: int


@dataclass
class Model:
    """What was done. Hats, consents and checks are kept as the last day on which they hold."""

    # Person → organisation.
    homes: dict[int, int] = field(default_factory=dict)
    adults: set[int] = field(default_factory=set)
    representatives: set[int] = field(default_factory=set)
    guardians: dict[int, list[int]] = field(default_factory=dict)
    # Idea → the club's adviser, the club, the pupils in the team.
    advisers: dict[int, int] = field(default_factory=dict)
    clubs: dict[int, int] = field(default_factory=dict)
    teams: dict[int, frozenset[int]] = field(default_factory=dict)
    public: set[int] = field(default_factory=set)
    # Offer → who wrote it, for which organisation.
    offers: dict[int, tuple[int, int]] = field(default_factory=dict)
    engagements: dict[int, Together] = field(default_factory=dict)
    grades: dict[int, int] = field(default_factory=dict)

    suspended: set[int] = field(default_factory=set)
    hat_from: dict[int, dt.date] = field(default_factory=dict)
    hat_until: dict[int, dt.date] = field(default_factory=dict)
    assented: set[int] = field(default_factory=set)
    ended: set[int] = field(default_factory=set)
    # (guardianship, purpose) → the last day of a yes, of a no.
    yes_until: dict[tuple[int, str], dt.date] = field(default_factory=dict)
    no_until: dict[tuple[int, str], dt.date] = field(default_factory=dict)
    check_until: dict[tuple[int, str], dt.date] = field(default_factory=dict)
    # Adult → the organisation that gave its word.
    words: dict[int, int] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)

    def copy(self) -> "Model":
        return Model(**{name: type(value)(value) for name, value in vars(self).items()})

    # --- What was said ------------------------------------------------------------------------------------------------

    def says_yes(self, pupil: int, guardianship: int, purpose: str, today: dt.date, until: dt.date) -> None:
        """It counts unless another guardian, who stands for the pupil still, said no this school year."""
        others = [other for other in self.guardians[pupil] if other not in self.ended | {guardianship}]
        if all(self.no_until.get((other, purpose), NEVER) < today for other in others):
            self.no_until.pop((guardianship, purpose), None)
            self.yes_until[guardianship, purpose] = until

    def says_no(self, pupil: int, guardianship: int, purpose: str, until: dt.date) -> None:
        """One no ends the purpose, whoever had said yes."""
        self.no_until[guardianship, purpose] = until
        for other in self.guardians[pupil]:
            self.yes_until.pop((other, purpose), None)

    def rolls_over(self, school: int, today: dt.date) -> None:
        """Every class moves up; who was in the last one has left, and with the school the teams."""
        on_roll = self.grades.keys() - self.hat_until.keys()
        for pupil in [pupil for pupil in on_roll if self.homes[pupil] == school and self.is_here(pupil, today)]:
            if self.grades[pupil] < TOP_GRADE:
                self.grades[pupil] += 1
            else:
                self.hat_until[pupil] = today
                self.teams = {idea: team - {pupil} for idea, team in self.teams.items()}

    # --- What follows -------------------------------------------------------------------------------------------------

    def is_here(self, person: int, today: dt.date) -> bool:
        return self.hat_from.get(person, NEVER) <= today <= self.hat_until.get(person, FOREVER)

    def wears_hat(self, person: int, today: dt.date) -> bool:
        return self.is_here(person, today) and self.homes[person] not in self.suspended

    def has_consent(self, pupil: int, purpose: str, today: dt.date) -> bool:
        standing = [one for one in self.guardians[pupil] if one not in self.ended]
        return any(self.yes_until.get((one, purpose), NEVER) >= today for one in standing)

    def active_pupils(self, today: dt.date) -> set[int]:
        return {
            pupil
            for pupil in self.guardians
            if pupil in self.assented and self.has_consent(pupil, ACCOUNT, today) and self.wears_hat(pupil, today)
        }

    def cleared_adults(self, today: dt.date) -> set[int]:
        return {
            adult
            for adult in self.adults
            if self.wears_hat(adult, today)
            and self.words.get(adult) == self.homes[adult]
            and all(self.check_until.get((adult, check), NEVER) >= today for check in ClearanceCheck)
        }

    def team_agrees(self, idea: int, today: dt.date, *purposes: str) -> bool:
        """A team of nobody has nothing to agree to."""
        return bool(self.teams[idea]) and all(
            pupil in self.assented
            and self.is_here(pupil, today)
            and all(self.has_consent(pupil, purpose, today) for purpose in purposes)
            for pupil in self.teams[idea]
        )

    def ideas_for(self, adult: int, today: dt.date) -> set[int]:
        """Cleared: what is open to partners. Else what is public: as for anybody."""
        watched = {idea for idea, adviser in self.advisers.items() if self.wears_hat(adviser, today)}
        if adult in self.cleared_adults(today):
            return {idea for idea in watched if self.team_agrees(idea, today, ACCOUNT)}
        return {idea for idea in watched & self.public if self.team_agrees(idea, today, ACCOUNT, PUBLIC)}

    def clubs_for(self, adult: int, today: dt.date) -> set[int]:
        if adult not in self.cleared_adults(today):
            return set()
        return {self.clubs[idea] for idea, adviser in self.advisers.items() if self.wears_hat(adviser, today)}

    def engagements_for(self, adult: int, today: dt.date) -> set[int]:
        """The adult's own while still of the organisation, and a representative's organisation's."""
        if adult not in self.cleared_adults(today):
            return set()
        speaks_for = {self.homes[adult]} if adult in self.representatives else set()
        return {
            pk
            for pk, own in self.engagements.items()
            if (own.adult == adult and self.homes[adult] == own.home) or own.home in speaks_for
        }

    def team_named_in(self, engagement: int, today: dt.date) -> frozenset[int]:
        """The pupils whose first names the adults of an engagement read today: all of the team, or nobody."""
        idea, adult, home = self.engagements[engagement]
        works = (
            engagement not in self.held
            and adult in self.cleared_adults(today)
            and self.homes[adult] == home
            and self.wears_hat(self.advisers[idea], today)
            and self.team_agrees(idea, today, ACCOUNT, CHAT)
        )
        return self.teams[idea] if works else frozenset()

    def offers_for(self, pupil: int, today: dt.date) -> set[int]:
        cleared = self.cleared_adults(today)
        return {offer for offer, (adult, home) in self.offers.items() if adult in cleared and self.homes[adult] == home}

    def engagements_of(self, pupil: int) -> set[int]:
        return {pk for pk, own in self.engagements.items() if pupil in self.teams[own.idea]}
