"""What `people` keeps about a person, as the person reads it. Others stand here as what they are, never by name."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from knox.models import AuthToken

from core import trail
from people.models import (
    Affiliation,
    Clearance,
    Concern,
    Consent,
    ConsentPaper,
    DataRequest,
    GuardianCode,
    GuardianLink,
    Guardianship,
    Notice,
    NoticePreference,
    RecordRead,
    Refusal,
    SafeguardingLead,
    SealedCopy,
    User,
)
from people.personal_data import Row
from people.selectors import concerns as concern_selectors
from people.selectors import reads

# Kinds of notices of cases of concern (`people/notice_kinds.py`).
_OF_CONCERNS = "concern_"


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
    rows = Clearance.objects.filter(user=person).select_related("organisation").order_by("pk")
    return [
        {
            "check": row.get_check_kind_display(),
            "organisation": row.organisation.name if row.organisation else "",
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


def refusals(person: User) -> list[Row]:
    rows = Refusal.objects.filter(guardianship__pupil=person).select_related("guardianship").order_by("pk")
    return [
        {
            "purpose": row.get_purpose_display(),
            "by": row.guardianship.get_relation_display(),
            "text_version": row.text_version,
            "said_at": row.said_at,
            "expires_on": row.expires_on,
            "lifted_at": row.lifted_at,
        }
        for row in rows
    ]


def consent_papers(person: User) -> list[Row]:
    """That there is a signed paper and what became of it; the paper itself bears the guardian's name."""
    rows = ConsentPaper.objects.filter(guardianship__pupil=person).select_related("guardianship").order_by("pk")
    return [
        {
            "by": row.guardianship.get_relation_display(),
            "text_version": row.text_version,
            "uploaded_at": row.uploaded_at,
            "decided_at": row.decided_at,
            "is_right": row.is_right,
        }
        for row in rows
    ]


def guardian_letters(person: User) -> list[Row]:
    """When a guardian was sent a link or a code and used it; the number is the guardian's own, the code nobody's."""
    links = GuardianLink.objects.filter(guardianship__pupil=person).select_related("guardianship").order_by("pk")
    codes = GuardianCode.objects.filter(link__in=links).select_related("link__guardianship").order_by("pk")
    return [
        *({"what": "link", "at": row.created_at, **_letter(row, row)} for row in links),
        *({"what": "code", "at": row.sent_at, **_letter(row, row.link)} for row in codes),
    ]


def safeguarding(person: User) -> list[Row]:
    rows = SafeguardingLead.objects.filter(affiliation__user=person).select_related("affiliation__organisation")
    return [{"organisation": row.affiliation.organisation.name, "at": row.appointed_at} for row in rows.order_by("pk")]


def concerns(person: User) -> list[Row]:
    """What the person reported, in their own words, and the answer. Of a case about the person nothing is told."""
    rows = Concern.objects.filter(reporter=person).order_by("pk")
    sealed = SealedCopy.objects.filter(action__concern__in=rows, kind=concern_selectors.REPORT)
    words = {pk: json.loads(content)["text"] for pk, content in sealed.values_list("action__concern", "content")}
    return [
        {
            "what": row.get_worry_display(),
            "note": words.get(row.pk, ""),
            "at": row.created_at,
            "answer": row.answer,
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
    """Facts may name somebody else, so only that and when the person was told is given.

    That there is a case of concern is told to nobody here: the copy of a pupil goes through the school.
    """
    rows = Notice.objects.filter(recipient=person).exclude(kind__startswith=_OF_CONCERNS).order_by("pk")
    return [{"kind": row.kind, "created_at": row.created_at, "read_at": row.read_at} for row in rows]


def notice_preferences(person: User) -> list[Row]:
    rows = NoticePreference.objects.filter(user=person)
    return [{"digest": row.get_digest_display(), "muted": row.muted} for row in rows]


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


def _letter(row: GuardianLink | GuardianCode, link: GuardianLink) -> Row:
    return {"by": link.guardianship.get_relation_display(), "used_at": row.used_at}
