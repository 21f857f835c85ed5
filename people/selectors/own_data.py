"""What `people` keeps about a person, as the person reads it. Others stand here as what they are, never by name."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from knox.models import AuthToken

from core import trail
from people.models import (
    Affiliation,
    Clearance,
    Consent,
    DataRequest,
    Guardianship,
    Notice,
    RecordRead,
    User,
)
from people.personal_data import Row
from people.selectors import reads


def account(person: User) -> list[Row]:
    names = ("username", "full_name", "email", "birth_date", "language", "is_active", "date_joined", "assented_at")
    return [{name: getattr(person, name) for name in names}]


def former_states(person: User) -> list[Row]:
    """What the account held before, change by change."""
    names = ("username", "full_name", "email", "birth_date", "is_active")
    rows = trail.rows_of(User).filter(id=person.pk).order_by("history_id")
    return [{"at": row.history_date, **{name: getattr(row, name) for name in names}} for row in rows]


def log_in(person: User) -> list[Row]:
    """Addresses, second factors and keys; their secrets are nobody's to read."""
    addresses = EmailAddress.objects.filter(user=person).values("email", "verified", "primary")
    factors = Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
    keys = AuthToken.objects.filter(user=person).values("token_key", "created")
    return [*_told(addresses, "address"), *_told(factors, "second factor"), *_told(keys, "key")]


def affiliations(person: User) -> list[Row]:
    rows = Affiliation.objects.filter(user=person).select_related("organisation").order_by("starts_on", "pk")
    return [
        {
            "organisation": row.organisation.name,
            "role": row.get_role_display(),
            "title": row.title,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
        for row in rows
    ]


def clearances(person: User) -> list[Row]:
    """The evidence names third persons (references) at times, so it is not given out."""
    rows = Clearance.objects.filter(user=person).order_by("pk")
    return [
        {
            "check": row.get_check_kind_display(),
            "granted_on": row.granted_on,
            "expires_on": row.expires_on,
            "revoked_at": row.revoked_at,
        }
        for row in rows
    ]


def guardianships(person: User) -> list[Row]:
    """Who stands for the pupil, by relation: names and telephones are the guardians' own."""
    rows = Guardianship.objects.filter(pupil=person).order_by("pk")
    return [{"relation": row.get_relation_display(), "ended_on": row.ended_on} for row in rows]


def consents(person: User) -> list[Row]:
    rows = Consent.objects.filter(guardianship__pupil=person).select_related("guardianship").order_by("pk")
    return [
        {
            "purpose": row.get_purpose_display(),
            "by": row.guardianship.get_relation_display(),
            "text_version": row.text_version,
            "way": row.get_way_display(),
            "given_at": row.given_at,
            "expires_on": row.expires_on,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in rows
    ]


def reads_of_record(person: User) -> list[Row]:
    """Which adults read the pupil's record: as what and from where, not who."""
    rows = RecordRead.objects.filter(pupil=person).select_related("organisation").order_by("pk")
    return [
        {
            "at": row.at,
            "what": reads.what_is(row),
            "reader": row.get_role_display(),
            "organisation": row.organisation.name if row.organisation else "",
        }
        for row in rows
    ]


def reads_made(person: User) -> list[Row]:
    """What the person read of pupils' records; whose is the pupils' own."""
    rows = RecordRead.objects.filter(reader=person).order_by("pk")
    return [{"at": row.at, "what": reads.what_is(row)} for row in rows]


def notices(person: User) -> list[Row]:
    """Facts may name somebody else, so only that and when the person was told is given."""
    rows = Notice.objects.filter(recipient=person).order_by("pk")
    return [{"kind": row.kind, "created_at": row.created_at, "read_at": row.read_at} for row in rows]


def data_requests(person: User) -> list[Row]:
    rows = DataRequest.objects.filter(subject=person).order_by("pk")
    return [
        {
            "kind": row.get_kind_display(),
            "asked_as": row.get_asked_as_display(),
            "note": row.note,
            "state": row.get_state_display(),
            "received_at": row.received_at,
            "complete_by": row.complete_by,
            "closed_at": row.closed_at,
            "answer": row.answer,
        }
        for row in rows
    ]


def _told(rows: Any, what: str) -> list[Row]:
    return [{"what": what, **row} for row in rows]
