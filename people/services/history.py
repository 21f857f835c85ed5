"""The one place from which the trail is changed: a person who is forgotten is forgotten there, too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from core import trail
from people.models import (
    Affiliation,
    Clearance,
    Consent,
    ConsentPaper,
    DataRequest,
    Guardian,
    Guardianship,
    PhoneCheck,
    Refusal,
    TrailOpening,
    User,
)

# What a forgotten person is called everywhere; the account's number still tells two of them apart.
NAME = "Người đã xóa dữ liệu"


@contextmanager
def opened() -> Iterator[None]:
    """The triggers let changes through inside, for this transaction alone."""
    with transaction.atomic():
        opening = TrailOpening.objects.create()
        yield
        opening.delete()


def username_of(user: User) -> str:
    return f"da-xoa-{user.pk}"


@transaction.atomic
def forget(*, user: User, name: str = NAME, username: str = "") -> None:
    """Take the person out of the kept states of `people`: what happened stays, who it was does not.

    The living rows are not touched: whoever calls this has changed them (`services/erasure.py`).
    """
    with opened():
        scrub(
            User, {"id": user.pk}, username=username or username_of(user), email=None, full_name=name, birth_date=None
        )
        scrub(Affiliation, {"user_id": user.pk}, title="", pupil_code="")
        scrub(Clearance, {"user_id": user.pk}, evidence="", revoke_reason="")
        scrub(DataRequest, {"subject_id": user.pk}, note="", answer="")
        own = {"guardianship_id__in": list(Guardianship.objects.filter(pupil=user).values_list("pk", flat=True))}
        scrub(Consent, own, evidence="")
        scrub(Refusal, own, evidence="")
        scrub(ConsentPaper, own, note="")
        forget_guardians(user)


def forget_guardians(pupil: User) -> None:
    """Those who stand for no other pupil who is still here."""
    forgotten = guardians_of_nobody_else(pupil)
    scrub(Guardian, {"id__in": forgotten}, full_name=NAME, phone="")
    scrub(PhoneCheck, {"guardian_id__in": forgotten}, phone="")


def guardians_of_nobody_else(pupil: User) -> list[int]:
    own = Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True)
    others = Guardianship.objects.filter(guardian__in=own).exclude(pupil=pupil)
    here = others.filter(pupil__pseudonymised_at=None).exclude(pupil__username__startswith="da-xoa-")
    kept = here.values_list("guardian", flat=True)
    return sorted(set(own) - set(kept))


def scrub(model: type[Model], where: dict[str, Any], **facts: Any) -> int:
    """Overwrite these columns in the model's trail; called inside `opened`."""
    changed: int = trail.rows_of(model).filter(**where).update(**facts)
    return changed
