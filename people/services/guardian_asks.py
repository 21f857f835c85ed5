"""A guardian answers what is asked for a child beside the consents: a no at once, a yes by a code of its own."""

from dataclasses import dataclass

from django.db import transaction

from core.actors import outside
from core.errors import Conflict
from people.enums import ConsentPurpose, ConsentWay
from people.guardian_asks import KINDS, Ask, Said
from people.models import GuardianCode, GuardianLink, Guardianship
from people.services import consents, guardian_answers, guardian_codes
from people.services.consents import Recorded, Source


@dataclass(frozen=True)
class Answer:
    """`consent`: what was said to the standing consent that was asked together; None where it was not."""

    child: Guardianship
    ask: Ask
    said: Said
    consent: bool | None = None


@outside
@transaction.atomic
def decline(*, visit: GuardianCode, answer: Answer, browser: str) -> Recorded:
    """Within the guardian's visit, as every stop; so does a no to the standing consent."""
    if answer.said.agreed or answer.consent:
        raise ValueError("A yes needs a code of its own.")
    return _record(answer, visit, browser)


@outside
def agree(*, link: GuardianLink, code: str, answer: Answer, browser: str) -> tuple[GuardianCode, Recorded]:
    """The code is the guardian's signature under exactly this answer. Of two at once with one code one gets in."""
    with transaction.atomic():
        visit = guardian_codes.attempt(link=link, code=code)
        done, refusal = _tried(answer, visit, browser) if visit else (Recorded(), guardian_codes.wrong_code())
    if visit is None or refusal is not None:
        raise refusal or guardian_codes.wrong_code()
    return visit, done


def _tried(answer: Answer, visit: GuardianCode, browser: str) -> tuple[Recorded, Exception | None]:
    """A refusal takes back what was written, not that the code was used."""
    try:
        with transaction.atomic():
            return _record(answer, visit, browser), None
    except Conflict as refusal:
        return Recorded(), refusal


def _record(answer: Answer, visit: GuardianCode, browser: str) -> Recorded:
    guardian_answers.use(visit.link)
    KINDS[answer.ask.kind].answer(answer.child, answer.ask.pk, answer.said)
    if answer.consent is None or answer.ask.needs is None:
        return Recorded()
    source = Source(way=ConsentWay.LINK, evidence=guardian_answers.evidence_of(visit, browser))
    purposes: dict[ConsentPurpose, bool] = {answer.ask.needs: answer.consent}
    return consents.record(guardianship=answer.child, answers=purposes, source=source)
