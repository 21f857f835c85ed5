"""Ways into an organisation."""

from typing import Any

from people.enums import Role
from people.models import Invitation, Organisation, School, User
from people.services import secret_links
from tests.make.people import officer


def invitation(
    home: Organisation | School, role: Role, *, by: User | None = None, **facts: Any
) -> tuple[Invitation, str]:
    """The row and its token."""
    place = home.organisation if isinstance(home, School) else home
    days = facts.pop("days", 14)
    return secret_links.issue(Invitation, days=days, by=by or officer(), organisation=place, role=role, **facts)
