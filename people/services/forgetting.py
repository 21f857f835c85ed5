"""How each table of `people` forgets a person. The account itself is `services/erasure.py`'s, the trail `history.py`'s.

Inside the erasure's transaction. Rows stay, so that what was counted is counted still.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from core import clock, trail
from people import events
from people.enums import ConsentPurpose
from people.models import (
    Affiliation,
    Clearance,
    Consent,
    DataExport,
    DataRequest,
    Guardian,
    Guardianship,
    Notice,
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
        row.title = ""
        if row.ends_on is None or row.ends_on > yesterday:
            row.ends_on = max(yesterday, row.starts_on)
        row.save()


def clearances(person: User) -> None:
    """That the checks were made, by whom and when, is evidence that is kept; what was seen is not."""
    for row in Clearance.objects.select_for_update().filter(user=person):
        row.evidence, row.revoked_at = "", row.revoked_at or clock.now()
        row.save()


def guardianships(person: User) -> None:
    """A guardian of nobody else is forgotten with the pupil."""
    forgotten = Guardian.objects.filter(pk__in=history.guardians_of_nobody_else(person))
    trail.update(forgotten, full_name=history.NAME, phone="")
    trail.update(Guardianship.objects.filter(pupil=person, ended_on=None), ended_on=clock.today())


def consents(person: User) -> None:
    """The law wants proof that there was consent: its text, time and way stay, the words about whose it was do not."""
    rows = Consent.objects.filter(guardianship__pupil=person)
    standing = set(rows.filter(withdrawn_at=None).values_list("purpose", flat=True))
    trail.update(rows.filter(withdrawn_at=None), withdrawn_at=clock.now())
    trail.update(rows.exclude(evidence=""), evidence="")
    for purpose in sorted(standing):
        events.consent_withdrawn.publish(person.pk, ConsentPurpose(purpose))


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
