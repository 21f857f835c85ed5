"""One-time links of every kind: made, found by their token, used once, revoked."""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock, secrets
from core.actors import signed
from core.errors import Conflict, NotFound
from people.models import SecretLink, User

L = TypeVar("L", bound=SecretLink)


@signed
def issue(model: type[L], *, days: int, by: User | None, **facts: Any) -> tuple[L, str]:
    """The new link and its token, which is not kept."""
    token, now = secrets.new(), clock.now()
    row = model._default_manager.create(
        digest=secrets.digest(token), created_by=by, created_at=now, expires_at=now + dt.timedelta(days=days), **facts
    )
    return row, token


def is_open() -> Q:
    return Q(used_at=None, revoked_at=None, expires_at__gt=clock.now())


def find_open(model: type[L], token: str) -> L:
    """The link behind a token. Used, revoked, expired and made-up ones are told alike: nothing is given away."""
    row = model._default_manager.filter(is_open(), digest=secrets.digest(token)).first()
    if row is None:
        raise NotFound(_("Đường dẫn này đã dùng rồi, đã hết hạn hoặc bị thu hồi. Hãy xin người gửi một đường dẫn mới."))
    return row


def use(link: SecretLink) -> None:
    """Inside the transaction of what it is used for; of two at once one gets the conflict."""
    if not type(link)._default_manager.filter(is_open(), pk=link.pk).update(used_at=clock.now()):
        raise Conflict(_("Đường dẫn này vừa được dùng hoặc vừa hết hạn."))


def revoke(link: SecretLink) -> None:
    if not type(link)._default_manager.filter(is_open(), pk=link.pk).update(revoked_at=clock.now()):
        raise Conflict(_("Đường dẫn này đã dùng rồi, đã hết hạn hoặc bị thu hồi."))
