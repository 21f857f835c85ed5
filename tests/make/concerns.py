"""Cases of concern."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from people import concern_subjects
from people.enums import ConcernWorry
from people.models import Concern, User
from people.services import concerns, subjects


def concern(kind: str = "", pk: int = 0, *, by: User | None = None, person: int | None = None, **facts: Any) -> Concern:
    """Reported from the page of what `kind` and `pk` name, about the adult at place `person` on it."""
    reader = by or AnonymousUser()
    token = concern_subjects.reference(kind, pk, reader) if kind else ""
    subject = subjects.behind(token, reader)
    facts.setdefault("worry", ConcernWorry.BEHAVIOUR)
    facts.setdefault("text", "Anh ấy hỏi em hay đi đâu một mình.")
    someone = subject.people[person] if subject and person is not None else None
    return concerns.report(report=concerns.Report(subject=subject, person=someone, **facts), by=by)
