"""A guardian answers on the page behind their link. Nothing is stored before the code is right."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.actors import outside
from core.errors import Conflict, Invalid
from people.enums import ConsentPurpose, ConsentWay
from people.models import GuardianCode, GuardianLink
from people.selectors import guardians
from people.services import consents, guardian_codes, secret_links
from people.services.consents import Recorded, Source

_BROWSERS = (("Edg", "Edge"), ("Zalo", "Zalo"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@outside
def confirm(
    *, link: GuardianLink, code: str, answers: Mapping[ConsentPurpose, bool], browser: str
) -> tuple[GuardianCode, Recorded]:
    """The answers count from now; the code's row is the guardian's visit. Of two at once with one code one gets in."""
    check_says_something(answers)
    with transaction.atomic():
        visit = guardian_codes.attempt(link=link, code=code)
        done = _record(link, answers, visit, browser) if visit else None
    if visit is None or done is None:
        raise guardian_codes.wrong_code()
    return visit, done


def check_says_something(answers: Mapping[ConsentPurpose, bool]) -> None:
    if not answers:
        raise Invalid(_("Xin trả lời ít nhất một việc: đồng ý hoặc không."))


def evidence_of(visit: GuardianCode, browser: str) -> str:
    """The masked number, when the code was right, what kind of browser; no address of any machine."""
    with translation.override("vi"):
        return _("Mã gửi đến số %(phone)s, đúng lúc %(at)s. Trình duyệt: %(browser)s.") % {
            "phone": guardians.masked(visit.phone),
            "at": f"{(visit.used_at or clock.now()).astimezone(clock.zone()):%H:%M %d/%m/%Y}",
            "browser": family_of(browser),
        }


def family_of(agent: str) -> str:
    """ "Chrome, Android", and nothing that tells one phone from another."""
    names = [
        next((name for pattern, name in among if re.search(pattern, agent)), "?") for among in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(names)


def _record(link: GuardianLink, answers: Mapping[ConsentPurpose, bool], visit: GuardianCode, browser: str) -> Recorded:
    use(link)
    source = Source(way=ConsentWay.LINK, evidence=evidence_of(visit, browser))
    return consents.record(guardianship=link.guardianship, answers=answers, source=source)


def use(link: GuardianLink) -> None:
    """From now on the link is the door to the guardian's page. Used a moment ago in another tab, it is that already."""
    if link.used_at is not None:
        return
    try:
        secret_links.use(link)
    except Conflict:
        if not GuardianLink.objects.filter(pk=link.pk, used_at__isnull=False, revoked_at=None).exists():
            raise
