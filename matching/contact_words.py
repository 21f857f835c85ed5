"""Whether a text holds the way to somebody: a telephone number, an address, a name elsewhere.

What finds it belongs to another app; `config` hands it in when the site starts (`config/contacts.py`).
"""

from collections.abc import Callable

# The words that were found, or "".
Find = Callable[[str], str]


def _missing(text: str) -> str:
    raise RuntimeError("Nobody has said what finds contacts in a text.")


_find: Find = _missing


def register(find: Find) -> None:
    global _find  # noqa: PLW0603 - said once, when the site starts
    _find = find


def found_in(text: str) -> str:
    return _find(text)
