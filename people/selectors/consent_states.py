"""What stands for each pupil and purpose today, as the school and the guardian read it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from core import clock
from people import rules
from people.enums import ConsentPurpose, ConsentState
from people.models import Consent, ConsentPaper, Refusal
from people.selectors.guardians import stands

States = dict[ConsentPurpose, ConsentState]
_NOTHING: States = dict.fromkeys(ConsentPurpose, ConsentState.NOT_ASKED)


def of(pupils: Any) -> defaultdict[int, States]:
    """By pupil, in three queries; `pupils` is a list of ids or a query for them. The gates decide what may be done."""
    found: defaultdict[int, States] = defaultdict(_NOTHING.copy)
    among = Q(guardianship__pupil__in=pupils) & stands("guardianship__")
    for pupil, purpose, state in _said(among):
        found[pupil][ConsentPurpose(purpose)] = state
    for pupil, purpose in _waiting(among):
        if found[pupil][purpose] in {ConsentState.NOT_ASKED, ConsentState.EXPIRED, ConsentState.OUTDATED}:
            found[pupil][purpose] = ConsentState.WAITING
    for pupil, purpose in Refusal.objects.filter(refusal_stands(), among).values_list("guardianship__pupil", "purpose"):
        found[pupil][ConsentPurpose(purpose)] = ConsentState.NO
    return found


def refusal_stands() -> Q:
    """Of a refusal: neither taken back nor of a school year that is over."""
    return Q(lifted_at=None, expires_on__gte=clock.today())


def _said(among: Q) -> Iterable[tuple[int, str, ConsentState]]:
    """The last word of each purpose; one that stands beats one that does not."""
    best: dict[tuple[int, str], tuple[bool, Any, ConsentState]] = {}
    columns = ("guardianship__pupil", "purpose", "text_version", "given_at", "withdrawn_at", "expires_on")
    for pupil, purpose, version, given_at, withdrawn_at, expires_on in (
        Consent.objects.filter(among).order_by("pk").values_list(*columns)
    ):
        state = _state(version, withdrawn_at, expires_on)
        rank = (state in {ConsentState.YES, ConsentState.OUTDATED}, given_at, state)
        if (pupil, purpose) not in best or rank[:2] >= best[pupil, purpose][:2]:
            best[pupil, purpose] = rank
    return [(pupil, purpose, state) for (pupil, purpose), (*_, state) in best.items()]


def _state(version: str, withdrawn_at: Any, expires_on: Any) -> ConsentState:
    if expires_on < clock.today():
        return ConsentState.EXPIRED
    if withdrawn_at is not None:
        return ConsentState.NO
    return ConsentState.YES if version == rules.CONSENT_TEXT else ConsentState.OUTDATED


def _waiting(among: Q) -> Iterable[tuple[int, ConsentPurpose]]:
    rows = ConsentPaper.objects.filter(among, is_right=None).values_list("guardianship__pupil", "answers")
    for pupil, answers in rows:
        yield from ((pupil, ConsentPurpose(purpose)) for purpose, said in answers.items() if said)
