"""Vietnamese text made comparable. Pure: the matching engine uses it too.

Two copies of a text are kept apart everywhere: the accented one (exact) and the folded one (what somebody
types who leaves the diacritics out). They are different signals and are never mixed in one index.
"""

import re
import unicodedata

# đ is a letter of its own, not a d with a mark: NFD leaves it whole, so it is folded by hand.
_LETTERS = str.maketrans({"đ": "d", "Đ": "D"})
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """NFC, without invisible and direction-changing characters, white space folded to single blanks."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def tidy(text: str) -> str:
    """`normalise` line by line: what a person typed, without what nobody can see."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip()


def fold(text: str) -> str:
    """Lower case without diacritics: "Đình Vũ" → "dinh vu"."""
    decomposed = unicodedata.normalize("NFD", normalise(text).translate(_LETTERS))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", kept).lower()
