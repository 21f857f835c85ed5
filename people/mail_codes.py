"""An address is proven by a mailed code before anything is made of what was typed. Until then it waits in the session.

The same code as at the log-in (django-allauth's), with limits of its own. An address that has an account already gets a
letter instead of a code, and whoever typed it learns nothing from the page.
"""

import hmac
from dataclasses import asdict, dataclass, field
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, NotFound
from people import rules
from people.selectors import accounts
from people.services.mail import letters

_KEY = "mail_code"


@dataclass
class Waiting:
    """What was typed: `what` names the form, `facts` are plain values; a password is in them only as a hash."""

    what: str
    email: str
    facts: dict[str, Any]
    code: str = ""
    since: float = 0
    wrong: int = 0
    sent: int = field(default=0)


def begin(request: HttpRequest, *, what: str, email: str, facts: dict[str, Any]) -> None:
    """Mail a code and keep what was typed."""
    _send(request, Waiting(what=what, email=email.strip().lower(), facts=facts))


def again(request: HttpRequest) -> None:
    waiting = current(request)
    if waiting.sent >= rules.MAIL_CODE_LETTERS:
        raise Conflict(_("Đã gửi mã mấy lần rồi. Hãy xem cả thư mục thư rác, hoặc bắt đầu lại sau ít phút."))
    _send(request, waiting)


def current(request: HttpRequest) -> Waiting:
    kept = request.session.get(_KEY)
    waiting = Waiting(**kept) if kept else None
    if waiting is None or clock.now().timestamp() - waiting.since > rules.MAIL_CODE_MINUTES * 60:
        forget(request)
        raise NotFound(_("Mã đã hết hạn hoặc đã dùng rồi. Hãy điền lại từ đầu."))
    return waiting


def prove(request: HttpRequest, typed: str) -> Waiting:
    """What was typed before, once the code is right. After too many wrong ones it is gone."""
    waiting = current(request)
    given = typed.strip().upper().replace(" ", "")
    if waiting.code and hmac.compare_digest(given.encode(), waiting.code.upper().encode()):
        return waiting
    waiting.wrong += 1
    if waiting.wrong >= rules.MAIL_CODE_TRIES:
        forget(request)
        raise Conflict(_("Sai mã nhiều lần. Hãy điền lại từ đầu."))
    _keep(request, waiting)
    raise Invalid(_("Mã này chưa đúng."), field="code")


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def _send(request: HttpRequest, waiting: Waiting) -> None:
    if not ratelimit.consume(request, action="mail_code", key=waiting.email):
        raise Conflict(_("Có quá nhiều lần xin mã. Hãy thử lại sau một giờ."))
    if accounts.has_account(waiting.email):
        waiting.code = ""
        letters.account_exists(waiting.email)
    else:
        waiting.code = get_adapter().generate_email_verification_code()
        letters.code(waiting.email, waiting.code)
    waiting.since, waiting.sent = clock.now().timestamp(), waiting.sent + 1
    _keep(request, waiting)


def _keep(request: HttpRequest, waiting: Waiting) -> None:
    request.session[_KEY] = asdict(waiting)
