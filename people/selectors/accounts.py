"""Accounts by what people type, and their keys to the API."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from knox.models import AuthToken

from people.models import User

# No e-mail address is longer, and no user name; what is longer names nobody and need not be kept.
LONGEST = 254


def username_for(typed: str) -> str:
    """The user name meant by a user name or an e-mail address; what nobody has comes back as it was typed, folded.

    Failed log-ins are counted under this one name, however the person wrote it.
    """
    name = typed.strip()[:LONGEST].lower()
    if "@" in name:
        found = User.objects.filter(email__iexact=name).values_list("username", flat=True).first()
        return found or name
    return name


def tokens_of(user: User) -> "QuerySet[AuthToken]":
    rows: QuerySet[AuthToken] = AuthToken.objects.filter(user=user).order_by("-created")
    return rows


def find_active(username: str) -> User | None:
    return User.objects.filter(username=username, is_active=True).first()


def has_account(email: str) -> bool:
    """Somebody logs in with this address, or has it waiting to be proven."""
    email = email.strip().lower()
    return (
        User.objects.filter(Q(email__iexact=email) | Q(username=email)).exists()
        or EmailAddress.objects.filter(email__iexact=email).exists()
    )
