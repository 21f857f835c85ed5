"""Hands the detector of messages to what keeps texts that many read, or that no teacher reads first."""

from functools import lru_cache

from matching import contact_words
from messaging import detector
from messaging.detector import LEARNED, Kind
from network import guarded_words
from network.guarded_words import Guarded
from visits.guarded_words import CONTACT, NEVER_SHARED

_SURE = {Kind.PHONE, Kind.EMAIL, Kind.LINK}
# Naming a platform is a trade ("bán hàng trên tiktok"), no way to somebody.
_ONLY_NAMED = {"platform", "short name of a platform", "meeting inside a game"}


def plan() -> None:
    contact_words.register(find)
    guarded_words.register(guarded)


def find(text: str) -> str:
    """The first words that lead to somebody."""
    for finding in detector.phrases_in(text):
        if finding.kind in _SURE or (finding.kind == Kind.HANDLE and finding.rule not in _ONLY_NAMED):
            return finding.words
    return ""


@lru_cache(maxsize=2000)
def guarded(text: str) -> tuple[Guarded, ...]:
    """Likeness alone makes no contact: what it finds cannot be let pass by anybody where this is asked."""
    found = (one for one in detector.examine(text) if one.kind in NEVER_SHARED)
    return tuple(
        Guarded(one.words, one.kind in CONTACT, one.kind == Kind.SELF_HARM and one.rule != LEARNED)
        for one in found
        if one.kind not in CONTACT or one.rule != LEARNED
    )
