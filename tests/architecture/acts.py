"""A row of the rights' table: doors, the object they are about, and what each role is told there."""

from dataclasses import dataclass

ROLES = (
    "anonymous", "unconsented", "pupil", "schoolmate", "other_pupil", "adviser", "other_adviser", "admin",
    "representative", "other_representative", "mentor", "uncleared", "commune", "department",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """`on` names the object of the scenario that the address is about."""

    doors: tuple[str, ...]
    on: str
    told: dict[str, str]


def act(doors: str, on: str = "", *, rest: str, login: str = "login", standing: str = "standing", **told: str) -> Act:
    """`told`: an outcome with the roles that get it, such as `ok="adviser mentor"`; `standing_page` is `standing`."""
    named = {role: outcome.removesuffix("_page") for outcome, roles in told.items() for role in roles.split()}
    unknown = set(named) - set(ROLES)
    assert not unknown, f"There is no role {unknown}."
    defaults = dict.fromkeys(ROLES, rest) | {"anonymous": login, "unconsented": standing}
    return Act(tuple(doors.split()), on, defaults | named)


def both(*names: str) -> str:
    return " ".join(f"{method}:{name}" for name in names for method in ("GET", "POST"))
