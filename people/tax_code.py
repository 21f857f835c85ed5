"""The tax code (mã số thuế) of an organisation: ten digits, for a branch followed by three more.

The tenth digit is computed from the nine before it, with the weights that the tax authority publishes: ten less the
weighted sum modulo eleven. Where that would be ten, the nine digits are never issued.
"""

import re

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE = re.compile(r"(\d{10})(?:-?(\d{3}))?", re.ASCII)
_GAPS = re.compile(r"[\s.]")


def tidied(typed: str) -> str | None:
    """ "0100109106501" → "0100109106-501"; None for what cannot be a tax code."""
    found = _SHAPE.fullmatch(_GAPS.sub("", typed))
    if found is None or found[2] == "000" or not _is_sound(found[1]):
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def check_digit(nine: str) -> int | None:
    digit = 10 - sum(weight * int(each) for weight, each in zip(_WEIGHTS, nine, strict=True)) % 11
    return digit if digit < 10 else None


def _is_sound(ten: str) -> bool:
    return check_digit(ten[:9]) == int(ten[9])
