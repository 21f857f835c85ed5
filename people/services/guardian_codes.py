"""The six digits that prove that whoever holds the link also holds the phone on the roster."""

import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid, TooOften
from people import rules
from people.models import Guardian, GuardianCode, GuardianLink
from people.services import text_messages

_DIGITS = 6


@transaction.atomic
def send(*, link: GuardianLink) -> GuardianCode:
    """At most three an hour to one phone, whatever links and children lead to it. An earlier code stops counting."""
    phone = _locked(link).phone
    now = clock.now()
    lately = GuardianCode.objects.filter(phone=phone, sent_at__gt=now - dt.timedelta(hours=1))
    if lately.count() >= rules.CODES_AN_HOUR:
        raise TooOften(_("Đã gửi ba mã trong một giờ. Xin chờ ít phút rồi thử lại, hoặc gọi cho nhà trường."))
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    salt = secrets.token_hex(16)
    row = GuardianCode.objects.create(
        link=link,
        phone=phone,
        salt=salt,
        digest=digest(code, salt),
        sent_at=now,
        expires_at=now + dt.timedelta(minutes=rules.CODE_MINUTES),
    )
    text = _("Mã Nhịp Cầu của ông bà, bố mẹ: %(code)s. Mã dùng trong 10 phút. Xin đừng đọc mã này cho ai.")
    text_messages.queue(phone=phone, text=text % {"code": code}, minutes=rules.CODE_MINUTES)
    return row


@transaction.atomic
def attempt(*, link: GuardianLink, code: str) -> GuardianCode | None:
    """The code's row, now used, or None. The try is counted either way: let this transaction commit."""
    _locked(link)
    row = GuardianCode.objects.filter(link=link).order_by("-pk").first()
    if row is None or not _is_open(row):
        return None
    row.tries += 1
    is_right = hmac.compare_digest(row.digest, digest(code.strip(), row.salt))
    row.used_at = clock.now() if is_right else None
    row.save(update_fields=["tries", "used_at"])
    return row if is_right else None


def prove(*, link: GuardianLink, code: str) -> GuardianCode:
    """A visit to the guardian's page."""
    row = attempt(link=link, code=code)
    if row is None:
        raise wrong_code()
    return row


def close(*, visit: GuardianCode) -> None:
    GuardianCode.objects.filter(pk=visit.pk, closed_at=None).update(closed_at=clock.now())


def wrong_code() -> Invalid:
    """One sentence for wrong, old, used and worn-out codes."""
    return Invalid(_("Mã chưa đúng hoặc đã hết hạn. Xin xem lại tin nhắn mới nhất, hoặc lấy mã khác."), field="code")


def digest(code: str, salt: str) -> str:
    """Keyed with the site's secret: six digits alone could be tried out by whoever reads the table."""
    return hmac.new(f"{settings.SECRET_KEY}{salt}".encode(), code.encode(), hashlib.sha256).hexdigest()


def _is_open(row: GuardianCode) -> bool:
    is_fresh = row.expires_at > clock.now() and row.phone == row.link.guardianship.guardian.phone
    return row.used_at is None and row.closed_at is None and is_fresh and row.tries < rules.CODE_TRIES


def _locked(link: GuardianLink) -> Guardian:
    return Guardian.objects.select_for_update().get(pk=link.guardianship.guardian_id)
