"""What the detector of messages finds in words that reach the other side without a teacher reading them first."""

from django.utils.translation import gettext as _

from core.errors import Invalid
from messaging.detector import LEARNED, Finding, Kind, examine

CONTACT = frozenset({Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.HANDLE})
# Contact details, and what calls for help, go to nobody but the school's staff, whoever says so.
NEVER_SHARED = CONTACT | {Kind.SELF_HARM, Kind.RISK}


def check_no_contact(**texts: str) -> None:
    """By the field they stand in. Likeness alone refuses nothing: there is no teacher here who could let it pass."""
    found = [field for field, text in texts.items() if _has_contact(text)]
    if found:
        sentence = _("Xin đừng ghi số điện thoại, địa chỉ hay tài khoản ở đây. Cần liên lạc thì nhắn trong trò chuyện.")
        raise Invalid(errors={field: [sentence] for field in found})


def never_shared(found: list[Finding]) -> bool:
    return any(one.kind in NEVER_SHARED for one in found)


def _has_contact(text: str) -> bool:
    return any(one.kind in CONTACT and one.rule != LEARNED for one in examine(text))
