"""What guardians said about one visit, as it counts today."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from people.enums import ConsentPurpose
from people.selectors import gates
from people.selectors.guardians import stands
from visits.enums import Answer, AnswerWay
from visits.models import Agreement, Visit


def counting() -> Q:
    """Of an agreement: about what is planned now, by a guardian of today, a paper by the word of two of the staff."""
    signed = ~Q(way=AnswerWay.PAPER) | Q(confirmed_by__isnull=False)
    return Q(terms=F("attendee__visit__terms")) & stands("guardianship__") & signed


def answers_on(visit: Visit) -> dict[int, Answer]:
    """By attendee: yes when a guardian said so, none said no, and the consent to visits stands; silence is no."""
    return answers_among(Agreement.objects.filter(attendee__visit=visit, attendee__left_off_at=None))


def answers_among(rows: QuerySet[Agreement]) -> dict[int, Answer]:
    asked = rows.filter(counting()).annotate(
        consented=gates.has_consent("attendee__pupil", purpose=ConsentPurpose.VISIT)
    )
    return _weighed(asked.values_list("attendee", "answer", "consented"))


def _weighed(said: Iterable[tuple[int, str, Any]]) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    for attendee, answer, consented in said:
        if answer == Answer.NO:
            found[attendee] = Answer.NO
        elif consented:
            found.setdefault(attendee, Answer.YES)
    return found
