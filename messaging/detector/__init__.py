"""Stands in for the detector until it is merged."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    PHONE = "phone"


@dataclass(frozen=True)
class Finding:
    kind: FindingKind
    start: int
    end: int


def examine(text: str) -> list[Finding]:
    place = text.find("0912")
    return [] if place < 0 else [Finding(FindingKind.PHONE, place, place + 4)]
