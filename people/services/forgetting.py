"""How each table of `people` forgets a person. The account itself is `services/erasure.py`'s, the trail `history.py`'s.

Inside the erasure's transaction. Rows stay, so that what was counted is counted still.
"""

import datetime as dt
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from core import clock, trail
from people import events
from people.enums import ConsentPurpose
from people.models import (
    Affiliation,
    Clearance,
    Consent,
    ConsentPaper,
    DataExport,
    DataRequest,
    Guardian,
    GuardianCode,
    GuardianLink,
    Guardianship,
    Notice,
    NoticePreference,
    PhoneCheck,
    Refusal,
    TextMessage,
    User,
)
from people.services import history


def log_in(person: User) -> None:
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()


def affiliations(person: User) -> None:
    """No hat is worn any more, and none says which class or post it was."""
    yesterday = clock.today() - dt.timedelta(days=1)
    for row in Affiliation.objects.select_for_update().filter(user=person):
        row.title, row.pupil_code = "", ""
        if row.ends_on is None or row.ends_on > yesterday:
            row.ends_on = max(yesterday, row.starts_on)
        row.save()


def clearances(person: User) -> None:
    """That the checks were made, by whom and when, is evidence that is kept; what was seen is not."""
    for row in Clearance.objects.select_for_update().filter(user=person):
        row.evidence, row.revoke_reason, row.revoked_at = "", "", row.revoked_at or clock.now()
        row.save()


def guardianships(person: User) -> None:
    guardians(person, name=history.NAME)
    trail.update(Guardianship.objects.filter(pupil=person, ended_on=None), ended_on=clock.today())


def guardians(person: User, *, name: str) -> None:
    """A guardian of nobody else is forgotten with the pupil."""
    forgotten = history.guardians_of_nobody_else(person)
    phones = _phones_of(forgotten)
    trail.update(PhoneCheck.objects.filter(guardian__in=forgotten, dropped_at=None), dropped_at=clock.now())
    trail.update(PhoneCheck.objects.filter(guardian__in=forgotten).exclude(phone=""), phone="")
    trail.update(Guardian.objects.filter(pk__in=forgotten), full_name=name, phone="")
    TextMessage.objects.filter(phone__in=phones - set(_phones_in_use(phones))).delete()


def consents(person: User) -> None:
    """The law wants proof that there was consent: its text, time and way stay, the words about whose it was do not."""
    rows = Consent.objects.filter(guardianship__pupil=person)
    standing = set(rows.filter(withdrawn_at=None).values_list("purpose", flat=True))
    trail.update(rows.filter(withdrawn_at=None), withdrawn_at=clock.now())
    trail.update(rows.exclude(evidence=""), evidence="")
    for purpose in sorted(standing):
        events.consent_withdrawn.publish(person.pk, ConsentPurpose(purpose))


def refusals(person: User) -> None:
    """As with a yes: that and when it was said stays."""
    trail.update(Refusal.objects.filter(guardianship__pupil=person).exclude(evidence=""), evidence="")


def consent_papers(person: User) -> None:
    """The paper bears names and a signature, so it goes; what was read from it, by which two people and when, stays.

    One that still waits for a second reader proves nothing and goes as a whole.
    """
    for row in ConsentPaper.objects.select_for_update().filter(guardianship__pupil=person).exclude(file=""):
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
        if row.is_right is None:
            row.delete()
        else:
            row.file, row.note = "", ""
            row.save()


def guardian_letters(person: User) -> None:
    """No link leads anywhere any more, and no code says to which phone it went."""
    now = clock.now()
    GuardianLink.objects.filter(guardianship__pupil=person, revoked_at=None).update(revoked_at=now)
    codes = GuardianCode.objects.filter(link__guardianship__pupil=person)
    codes.filter(closed_at=None).update(closed_at=now)
    codes.update(phone="")


def notice_preferences(person: User) -> None:
    NoticePreference.objects.filter(user=person).delete()


def _phones_of(guardians: list[int]) -> set[str]:
    own = Guardian.objects.filter(pk__in=guardians).values_list("phone", flat=True)
    checked = PhoneCheck.objects.filter(guardian__in=guardians).values_list("phone", flat=True)
    return {*own, *checked} - {""}


def _phones_in_use(phones: set[str]) -> QuerySet[Guardian, str]:
    """Of a guardian who stays: brothers and sisters have the same mother's number."""
    return Guardian.objects.filter(phone__in=phones).values_list("phone", flat=True)


def notices(person: User) -> None:
    """The person's inbox goes; in others' the person is no longer named."""
    Notice.objects.filter(recipient=person).delete()
    for row in Notice.objects.exclude(facts={}).iterator(chunk_size=500):
        if person.full_name in row.facts.values():
            row.facts = {
                name: history.NAME if value == person.full_name else value for name, value in row.facts.items()
            }
            row.save(update_fields=["facts"])


def data_requests(person: User) -> None:
    """That the request was made and answered in time is kept."""
    trail.update(DataRequest.objects.filter(subject=person).exclude(note="", answer=""), note="", answer="")
    DataExport.objects.filter(subject=person).delete()
    DataExport.objects.filter(reader=person).delete()
