"""Hands the detector of messages to what keeps texts that many read."""

from matching import contact_words
from messaging import detector
from messaging.detector import Kind

_SURE = {Kind.PHONE, Kind.EMAIL, Kind.LINK}
# Naming a platform is a trade ("bán hàng trên tiktok"), no way to somebody.
_ONLY_NAMED = {"platform", "short name of a platform", "meeting inside a game"}


def plan() -> None:
    contact_words.register(find)


def find(text: str) -> str:
    """The first words that lead to somebody."""
    for finding in detector.phrases_in(text):
        if finding.kind in _SURE or (finding.kind == Kind.HANDLE and finding.rule not in _ONLY_NAMED):
            return finding.words
    return ""
