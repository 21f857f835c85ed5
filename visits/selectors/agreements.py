"""What guardians said about one visit, as it counts today."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from people.enums import ConsentPurpose
from people.selectors import gates
from people.selectors.guardians import stands
from visits.enums import Answer
from visits.models import Agreement, Visit
from visits.models.agreement import WAITS


def counting() -> Q:
    """Of an agreement: about what is planned now, by a guardian of today, a paper's yes by the word of two."""
    return Q(terms=F("attendee__visit__terms")) & stands("guardianship__") & ~WAITS


def answers_on(visit: Visit) -> dict[int, Answer]:
    """By attendee: yes when a guardian said so, none said no, and the pupil may go at all; silence is no."""
    return answers_among(Agreement.objects.filter(attendee__visit=visit, attendee__left_off_at=None))


def answers_among(rows: QuerySet[Agreement]) -> dict[int, Answer]:
    asked = rows.filter(counting()).annotate(consented=ExpressionWrapper(may_go("attendee__"), BooleanField()))
    return _weighed(asked.values_list("attendee", "answer", "consented"))


def may_go(prefix: str = "") -> Q:
    """Of an attendee: the consent to visits stands, for a pupil whom the school may take along today."""
    return Q(gates.has_consent(f"{prefix}pupil", purpose=ConsentPurpose.VISIT)) & is_here(prefix)


def is_here(prefix: str = "") -> Q:
    """Of an attendee: on the school's roll today, and the pupil's data is under no restriction."""
    enrolled = Q(gates.is_enrolled_in(f"{prefix}pupil", f"{prefix}visit__school"))
    return enrolled & Q(**{f"{prefix}pupil__is_active": True})


def _weighed(said: Iterable[tuple[int, str, Any]]) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    for attendee, answer, consented in said:
        if answer == Answer.NO:
            found[attendee] = Answer.NO
        elif consented:
            found.setdefault(attendee, Answer.YES)
    return found
