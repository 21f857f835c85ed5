"""Keys to the API: shown once, kept as a digest, revoked at any time."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken
from knox.settings import knox_settings

from core.actors import signed
from core.errors import Conflict, NotFound
from people.models import User
from people.selectors import accounts


@signed
@transaction.atomic
def create(*, by: User) -> tuple[AuthToken, str]:
    """The row, and the key itself, which nobody can read again."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    limit = knox_settings.TOKEN_LIMIT_PER_USER
    if limit is not None and accounts.tokens_of(by).count() >= limit:
        raise Conflict(_("Đã có %(limit)s khóa. Hãy thu hồi khóa cũ trước.") % {"limit": limit})
    row, key = AuthToken.objects.create(user=by)
    return row, key


def revoke_all(*, of: User) -> None:
    """With a new password the old keys are worth nothing either."""
    accounts.tokens_of(of).delete()


def revoke_all_of(*, users: Iterable[User]) -> None:
    """The same for many, in one query."""
    AuthToken.objects.filter(user__in=list(users)).delete()


@signed
def revoke(*, token_key: str, by: User) -> None:
    """`token_key` is the beginning of the key, by which its owner knows it."""
    ended, _rows = accounts.tokens_of(by).filter(token_key=token_key).delete()
    if not ended:
        raise NotFound(_("Không tìm thấy khóa này, hoặc khóa đã được thu hồi."))
