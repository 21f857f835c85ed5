"""The labelled messages, read from their files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).resolve().parent
TUNED_ON = FOLDER / "messages.tsv"
HELD_OUT = FOLDER / "held_out.tsv"
UNSEEN = FOLDER / "unseen.tsv"
THIRD = FOLDER / "third.tsv"
EVERYDAY = FOLDER / "everyday.tsv"
FOURTH = FOLDER / "fourth.tsv"
FIFTH = FOLDER / "fifth.tsv"
# By these the rules were mended, or they were written by who knew the rules: what phrases find of them says little.
KNOWN = (TUNED_ON, HELD_OUT, UNSEEN)
BLIND = (FOURTH, FIFTH)
# What phrases find of these is what they find of anybody's: by them the thresholds are chosen.
FRESH = (THIRD, *BLIND)
ALL = (*KNOWN, THIRD, EVERYDAY, *BLIND)

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_KEPT_BACK = 4


@dataclass(frozen=True)
class Message:
    text: str
    kinds: frozenset[str]

    @property
    def is_kept_back(self) -> bool:
        """Of a blind writer's: every fourth, whatever else is in the file."""
        return crc32(self.text.encode()) % _KEPT_BACK == 0


def read(path: Path) -> list[Message]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Message(_plain(text), frozenset(filter(None, kinds.split(",")))) for text, kinds, _note in rows]


def learned_from() -> list[Message]:
    """What the weights beside the code are made from."""
    known = [message for path in (*KNOWN, THIRD, EVERYDAY) for message in read(path)]
    return known + [message for path in BLIND for message in read(path) if not message.is_kept_back]


def fresh(messages: list[Message]) -> list[Message]:
    """Of these, those by which thresholds may be chosen."""
    written = {message for path in FRESH for message in read(path)}
    return [message for message in messages if message in written]


def kept_back() -> list[Message]:
    return [message for path in BLIND for message in read(path) if message.is_kept_back]


def digest(messages: list[Message]) -> str:
    """Changes with any message or label."""
    told = "\n".join(f"{message.text}\t{','.join(sorted(message.kinds))}" for message in messages)
    return sha256(told.encode()).hexdigest()


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")
