"""Text that a spreadsheet would run as a formula is written with an apostrophe in front, and read without it.

`restored(neutralised(text)) == text` for every text, also for one that begins with apostrophes already.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def neutralised(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
