"""What the detector answers with, and a text cut into the pieces that are marked and those that are not."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Kind(enum.StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    MONEY = "money"
    MEETING = "meeting"
    SECRET = "secret"  # noqa: S105 - a kind of message, no password
    RISK = "risk"
    PERSONAL = "personal"
    # Routed to help, never to blame: a kind of its own.
    SELF_HARM = "self_harm"


# The rule of what no phrase found: the message is like others that had to wait.
LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Finding:
    """``words`` is ``text[start:end]`` of the message as written; ``rule`` names what found it."""

    kind: Kind
    start: int
    end: int
    words: str
    rule: str


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the text; of two of one kind that overlap, the one that begins first, or is longer, stays."""
    kept: list[Finding] = []
    ends: dict[Kind, int] = {}
    for finding in sorted(findings, key=lambda one: (one.start, -one.end, one.kind, one.rule)):
        if finding.start >= ends.get(finding.kind, 0):
            kept.append(finding)
            ends[finding.kind] = finding.end
    return kept


def mark(text: str, findings: Iterable[Finding]) -> list[tuple[str, Kind | None]]:
    """The text in pieces that join to the whole, each with the kind it is marked as, or None.

    Help comes before everything: where findings overlap the piece shows self-harm, else what began first.
    """
    shown: list[Kind | None] = [None] * len(text)
    for finding in sorted(findings, key=lambda one: (one.kind != Kind.SELF_HARM, one.start, -one.end)):
        for at in range(finding.start, finding.end):
            shown[at] = shown[at] or finding.kind
    pieces: list[tuple[str, Kind | None]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or shown[at] is not shown[start]:
            pieces.append((text[start:at], shown[start]))
            start = at
    return pieces
