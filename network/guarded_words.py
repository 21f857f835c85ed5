"""Words between pupils and an outside adult that no teacher reads first: what they may not hold, and who reads what.

What finds it belongs to another app; `config` hands it in when the site starts (`config/contacts.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import Invalid


@dataclass(frozen=True)
class Guarded:
    """Words that go to nobody but the school's staff: a way to somebody, or else a call for help. ``is_harm`` where
    a phrase says that somebody wishes to harm themselves: that does not wait until somebody reads it."""

    words: str
    is_contact: bool
    is_harm: bool = False


Find = Callable[[str], Sequence[Guarded]]


def _missing(text: str) -> Sequence[Guarded]:
    raise RuntimeError("Nobody has said what finds guarded words in a text.")


_find: Find = _missing


def register(find: Find) -> None:
    global _find  # noqa: PLW0603 - said once, when the site starts
    _find = find


def found_in(*texts: str) -> list[Guarded]:
    return [one for text in texts for one in _find(text)]


def calls_for_help(*texts: str) -> bool:
    """A phrase in one of them says that somebody wishes to harm themselves."""
    return any(one.is_harm for one in found_in(*texts))


def check_no_contact(**texts: str) -> None:
    """By the field they stand in: there is no teacher here who could let it pass."""
    _refuse([field for field, text in texts.items() if _has_contact(found_in(text))])


def check_no_contact_but_help(**texts: str) -> None:
    """For what stays in the school where it calls for help: that is taken as it is written, whatever else is in it."""
    if all(one.is_contact for one in found_in(*texts.values())):
        check_no_contact(**texts)


def _has_contact(found: Sequence[Guarded]) -> bool:
    return any(one.is_contact for one in found)


def _refuse(fields: Sequence[str]) -> None:
    if fields:
        sentence = _(
            "Xin đừng ghi số điện thoại, địa chỉ hay tài khoản ở đây. "
            "Cần liên lạc thì nhắn trong trò chuyện hoặc nhờ thầy cô của trường."
        )
        raise Invalid(errors={field: [sentence] for field in fields})
