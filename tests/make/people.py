"""A person of every role: pupils have consents, supporters are cleared, officers have a second factor."""

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator

from core import clock
from people.enums import ConsentPurpose, OrganisationKind, Role
from people.models import AdminUnit, Organisation, School, User
from tests.make.accounts import adult, hat, person
from tests.make.clearance import grant
from tests.make.guardians import agreed, guardianship
from tests.make.organisations import commune, organisation, school


def pupil(
    home: School | None = None,
    *,
    consents: tuple[ConsentPurpose, ...] = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT),
    assented: bool = True,
    **facts: Any,
) -> User:
    user = person(
        birth_date=clock.today() - dt.timedelta(days=16 * 365),
        assented_at=clock.now() if assented else None,
        **facts,
    )
    hat(user, home or school(), Role.STUDENT, title="10A1")
    agreed(guardianship(user), *consents)
    return user


def adviser(home: School | None = None) -> User:
    return adult(home or school(), Role.ADVISER)


def mentor(home: Organisation | None = None, *, cleared: bool = True) -> User:
    return _supporter(home or organisation(), Role.MENTOR, cleared=cleared)


def representative(home: Organisation | None = None, *, cleared: bool = True) -> User:
    return _supporter(home or organisation(), Role.REPRESENTATIVE, cleared=cleared)


def _supporter(home: Organisation, role: Role, *, cleared: bool) -> User:
    user = adult(home, role)
    if cleared:
        grant(user, home)
    return user


def officer(**facts: Any) -> User:
    home = Organisation.objects.filter(kind=OrganisationKind.EDUCATION_DEPARTMENT).first()
    user = adult(home or organisation(OrganisationKind.EDUCATION_DEPARTMENT), Role.DEPARTMENT_OFFICER, **facts)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "thu"})
    return user


def commune_officer(unit: AdminUnit | None = None) -> User:
    return adult(organisation(OrganisationKind.COMMUNE_OFFICE, commune=unit or commune()), Role.COMMUNE_OFFICER)
