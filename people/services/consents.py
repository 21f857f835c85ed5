"""Guardians' answers as they are written down. What counts today is asked of `selectors/gates.py`.

An answer comes from the guardian's own page with a code, or from a signed paper that two of the staff have read; both
end in `record`. One guardian's no ends the purpose, and while it stands nobody else's yes is taken.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import outside, signed
from core.errors import Conflict
from people import events, rules
from people.enums import ConsentPurpose, ConsentWay
from people.models import Consent, ConsentPaper, Guardianship, Refusal, User
from people.permissions import pupils as permissions
from people.selectors import consent_states, guardians, hats


@dataclass(frozen=True)
class Source:
    """How an answer came. A paper names the two people of the school who stand for it."""

    way: ConsentWay
    evidence: str
    text_version: str = rules.CONSENT_TEXT
    paper: ConsentPaper | None = None
    taken_by: User | None = None
    confirmed_by: User | None = None


@dataclass
class Recorded:
    """`held_back`: a yes that does not count because another guardian said no."""

    given: list[ConsentPurpose] = field(default_factory=list)
    refused: list[ConsentPurpose] = field(default_factory=list)
    held_back: list[ConsentPurpose] = field(default_factory=list)


@transaction.atomic
def record(*, guardianship: Guardianship, answers: Mapping[ConsentPurpose, bool], source: Source) -> Recorded:
    """Write down what a guardian said, purpose by purpose; what is not in `answers` stays as it was.

    Who may say it was asked before: `guardian_answers.confirm` by code, `consent_papers.confirm` by two people.
    """
    guardianship = _locked(guardianship)
    done, now = Recorded(), clock.now()
    for purpose, agreed in answers.items():
        if not agreed:
            _refuse(guardianship, purpose, source.evidence, now, recorded_by=source.taken_by)
            done.refused.append(purpose)
        elif _others_refuse(guardianship, purpose):
            done.held_back.append(purpose)
        else:
            _give(guardianship, purpose, source, now)
            done.given.append(purpose)
    _tell(guardianship.pupil, given=done.given, ended=done.refused)
    return done


@signed
@transaction.atomic
def withdraw(*, guardianship: Guardianship, purpose: ConsentPurpose, by: User) -> int:
    """A guardian told the school to stop. It ends the purpose for the pupil, whoever had said yes.

    Returns how many consents ended.
    """
    guardianship = _locked(guardianship)
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    ended = _refuse(guardianship, purpose, _("Nói với nhà trường."), clock.now(), recorded_by=by)
    if not ended:
        raise Conflict(_("Hiện không có đồng ý nào cho mục này để rút."))
    _tell(guardianship.pupil, given=[], ended=[purpose])
    return ended


@outside
@transaction.atomic
def stop(*, guardianship: Guardianship, purpose: ConsentPurpose, evidence: str) -> None:
    """The guardian stops a purpose on their own page; whether anything stood or not, from now on it is no."""
    guardianship = _locked(guardianship)
    _refuse(guardianship, purpose, evidence, clock.now())
    _tell(guardianship.pupil, given=[], ended=[purpose])


def _give(guardianship: Guardianship, purpose: ConsentPurpose, source: Source, now: dt.datetime) -> None:
    """An earlier yes of the same guardian is replaced, an earlier no of theirs taken back."""
    trail.update(_standing_no(guardianship, purpose), lifted_at=now)
    earlier = Consent.objects.filter(guardianship=guardianship, purpose=purpose, withdrawn_at=None)
    trail.update(earlier, withdrawn_at=now)
    Consent.objects.create(
        guardianship=guardianship,
        purpose=purpose,
        text_version=source.text_version,
        way=source.way,
        evidence=source.evidence,
        paper=source.paper,
        taken_by=source.taken_by,
        confirmed_by=source.confirmed_by,
        given_at=now,
        expires_on=rules.consent_ends(clock.today()),
    )


def _refuse(
    guardianship: Guardianship,
    purpose: ConsentPurpose,
    evidence: str,
    now: dt.datetime,
    recorded_by: User | None = None,
) -> int:
    trail.update(_standing_no(guardianship, purpose), lifted_at=now)
    Refusal.objects.create(
        guardianship=guardianship,
        purpose=purpose,
        text_version=rules.CONSENT_TEXT,
        evidence=evidence,
        recorded_by=recorded_by,
        said_at=now,
        expires_on=rules.consent_ends(clock.today()),
    )
    standing = Consent.objects.filter(guardianship__pupil=guardianship.pupil_id, purpose=purpose, withdrawn_at=None)
    return trail.update(standing, withdrawn_at=now)


def _standing_no(guardianship: Guardianship, purpose: ConsentPurpose) -> QuerySet[Refusal]:
    return Refusal.objects.filter(guardianship=guardianship, purpose=purpose, lifted_at=None)


def _others_refuse(guardianship: Guardianship, purpose: ConsentPurpose) -> bool:
    rows = Refusal.objects.filter(
        consent_states.refusal_stands(),
        guardians.stands("guardianship__"),
        guardianship__pupil=guardianship.pupil_id,
        purpose=purpose,
    )
    return rows.exclude(guardianship=guardianship.pk).exists()


def _tell(pupil: User, *, given: list[ConsentPurpose], ended: list[ConsentPurpose]) -> None:
    hats.forget(pupil)
    for purpose in given:
        events.consent_given.publish(pupil.pk, purpose)
    for purpose in ended:
        events.consent_withdrawn.publish(pupil.pk, purpose)


def _locked(guardianship: Guardianship) -> Guardianship:
    """The pupil's row is the lock for all of the pupil's papers.

    People's rows are locked with `no_key`: others may go on to name the person, in a notice about a proposal that this
    transaction is about to open. With the whole row locked each would wait for the other for ever.
    """
    User.objects.select_for_update(no_key=True).get(pk=guardianship.pupil_id)
    found = Guardianship.objects.select_related("pupil").get(pk=guardianship.pk)
    if found.ended_on is not None and found.ended_on <= clock.today():
        raise Conflict(_("Người này không còn là người giám hộ của em."))
    return found
