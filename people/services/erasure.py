"""Forgetting a person. Nothing that is counted goes: rows stay, and nothing in them says any more who it was."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction

from core.actors import signed
from people import personal_data
from people.models import User
from people.services import history, tokens


@signed
@transaction.atomic
def erase(*, subject: User, by: User) -> None:
    """In every app at once, the trail included; sessions and keys end with it.

    Called by `services/data_requests.py`, which has asked who may.
    """
    subject = User.objects.select_for_update(no_key=True).get(pk=subject.pk)
    with history.opened():
        for holding in reversed(personal_data.HOLDINGS.values()):
            if holding.forget is not None:
                holding.forget(subject)
        _forget_account(subject)
        history.forget(user=subject)


@signed
@transaction.atomic
def restrict(*, subject: User, by: User) -> None:
    """Nothing more is done with the data: the account is closed, and with it all the person is shown in hides."""
    _close(User.objects.select_for_update(no_key=True).get(pk=subject.pk))


@signed
@transaction.atomic
def lift(*, subject: User, by: User) -> None:
    subject = User.objects.select_for_update(no_key=True).get(pk=subject.pk)
    subject.is_active = True
    subject.save(update_fields=["is_active"])


def _close(subject: User) -> None:
    """An account that is not active has no session: `hats` and the log-in refuse it."""
    subject.is_active = False
    subject.save(update_fields=["is_active"])
    tokens.revoke_all(of=subject)


def _forget_account(subject: User) -> None:
    for kept in (AccessAttempt, AccessFailureLog, AccessLog):
        kept.objects.filter(username=subject.username).delete()
    # A password nobody knows ends every session, too.
    subject.set_unusable_password()
    subject.username, subject.email = history.username_of(subject), None
    subject.full_name, subject.birth_date = history.NAME, None
    subject.is_active, subject.last_login = False, None
    subject.save()
    tokens.revoke_all(of=subject)


def is_erased(person: User) -> bool:
    return person.username == history.username_of(person)
