"""What an organisation's file says, what it lacks, and what waits to be changed in it."""

from typing import Any

from people import rules
from people.enums import ChangeState, OrganisationKind
from people.models import Organisation, OrganisationChange


def read(organisation: Organisation) -> dict[str, str]:
    """Keyed like `rules.FILE`."""
    facts = {name: str(getattr(organisation, name)) for name in rules.FILE if name != "commune"}
    return {**facts, "commune": organisation.commune.code}


def missing_in(organisation: Organisation) -> list[str]:
    """Names of what the file still needs before anybody verifies it."""
    needed = rules.NEEDED_IN_FILE.get(OrganisationKind(organisation.kind), ())
    return [name for name in needed if not getattr(organisation, name)]


def waiting_change_of(organisation: Organisation) -> OrganisationChange | None:
    return organisation.changes.filter(state=ChangeState.WAITING).select_related("submitted_by").first()


def last_decided_change_of(organisation: Organisation) -> OrganisationChange | None:
    return organisation.changes.exclude(state=ChangeState.WAITING).first()


def differences(organisation: Organisation, content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(name, what stands, what is wanted) of each part that differs."""
    standing = read(organisation)
    return [(name, standing[name], content[name]) for name in rules.FILE if standing[name] != content[name]]
