"""Invitations in every state, alumni, one of whom waits, a file that asks to be changed, rights that were handed on."""

import datetime as dt
from typing import Any

from config.demo import cast
from config.demo.world import World
from core import secrets
from people.enums import DelegationScope, OrganisationAct, OrganisationKind, OrganisationStatus, Right, Role
from people.models import AlumnusClaim, Delegation, Invitation, Organisation, OrganisationChange, OrganisationStep, User
from people.rules import INVITATION_DAYS
from people.selectors import organisation_files

_YEAR_LEFT = 2016


def build(world: World) -> None:
    school = world.schools[cast.SCHOOL].organisation
    admin, company = _wearer(world, Role.SCHOOL_ADMIN), world.organisations[cast.ORGANISATIONS["representative"]]
    representative = _wearer(world, Role.REPRESENTATIVE)
    _invitations(world, school, Role.TEACHER, admin)
    _invitations(world, company, Role.MENTOR, representative)
    alumnus = next(one for one in world.supporters if one.role == Role.ALUMNUS and not one.login)
    world.batch.add(AlumnusClaim(user=alumnus.user, school=world.schools[cast.SCHOOL], year=_YEAR_LEFT))
    _former_pupils(world)
    _change(world, company, representative)
    _history(world)
    _delegations(world)


def _former_pupils(world: World) -> None:
    """Half of the mentors went to a school of the network, which knows them."""
    schools = list(world.schools.values())
    mentors = [one for one in world.supporters if one.role == Role.MENTOR and not one.login]
    for number, one in enumerate(mentors[::2]):
        world.hat(one.user, schools[number % len(schools)].organisation, Role.ALUMNUS, since=300)


def _wearer(world: World, role: Role) -> User:
    return next(user for user in world.batch.rows(User) if user.username == cast.login(role.value).username)


def _invitations(world: World, home: Organisation, role: Role, by: User) -> None:
    """One that waits, one that was revoked, one that ran out, and one that somebody accepted."""
    accepted = next(one.user for one in world.supporters if one.login == "mentor")
    states: list[tuple[int, dict[str, Any]]] = [
        (2, {"email": f"loi-moi-{role.value}@vi-du.vn"}),
        (5, {"revoked_at": world.now - dt.timedelta(days=4)}),
        (30, {}),
        (20, {"used_at": world.now - dt.timedelta(days=19), "accepted_by": accepted}),
    ]
    for number, (days_ago, facts) in enumerate(states):
        made = world.now - dt.timedelta(days=days_ago)
        row = Invitation(
            organisation=home,
            role=role,
            created_by=by,
            created_at=made,
            expires_at=made + dt.timedelta(days=INVITATION_DAYS),
            digest=secrets.digest(f"{home.name}/{role}/{number}/{secrets.new()}"),
            **facts,
        )
        world.batch.add(row)


def _change(world: World, company: Organisation, by: User) -> None:
    content = {**organisation_files.read(company), "address": "Số 8 đường Bạch Đằng", "sector": "logistics cảng biển"}
    world.batch.add(OrganisationChange(organisation=company, content=content, submitted_by=by))


def _history(world: World) -> None:
    """Each has its first line: who let it in, or stopped it."""
    officer = world.officers[0]
    acts = {OrganisationStatus.VERIFIED: OrganisationAct.VERIFY, OrganisationStatus.SUSPENDED: OrganisationAct.SUSPEND}
    for home in world.organisations.values():
        act = acts[OrganisationStatus(home.status)]
        reason = "Đang làm rõ một phản ánh của nhà trường." if act == OrganisationAct.SUSPEND else ""
        world.batch.add(
            OrganisationStep(organisation=home, act=act, reason=reason, by=officer, at=home.verified_at or world.now)
        )


def _delegations(world: World) -> None:
    department = next(
        home for home in world.batch.rows(Organisation) if home.kind == OrganisationKind.EDUCATION_DEPARTMENT
    )
    office = next(
        home
        for home in world.batch.rows(Organisation)
        if home.kind == OrganisationKind.COMMUNE_OFFICE and home.commune.code == cast.COMMUNE
    )
    for right, scope in (
        (Right.VERIFY_ORGANISATIONS, DelegationScope.COMMUNE),
        (Right.SEE_COVERAGE, DelegationScope.COMMUNE),
    ):
        world.batch.add(
            Delegation(
                giver=department,
                taker=office,
                right=right,
                scope=scope,
                starts_on=world.day(30),
                given_by=world.officers[0],
            )
        )
