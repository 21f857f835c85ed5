"""Names of people who do not exist, drawn with the weights of `names.json`, and their log-in names."""

import json
import random
import re
from pathlib import Path

from core.text import fold

_FILE = Path(__file__).with_name("names.json")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_TRIES = 8
# Written between the family name and another middle name, hardly ever alone today.
_OLD_MIDDLES = {"Thị", "Văn"}


class Names:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._lists = json.loads(_FILE.read_text(encoding="utf-8"))
        self._full: set[str] = set()
        self._logins: set[str] = set()

    def person(self, *, family: str = "") -> str:
        """A full name nobody else has yet, as far as a few tries go."""
        for _ in range(_TRIES):
            name = self._draw(family)
            if name not in self._full:
                break
        self._full.add(name)
        return name

    def login(self, full_name: str, place: str = "") -> str:
        """ "Nguyễn Thị Minh Anh" → "anhntm", with the place after a dot and a number when somebody has it."""
        *others, given = (_letters(word) for word in full_name.split())
        base, tail = given + "".join(word[:1] for word in others), f".{place}" if place else ""
        found, number = f"{base}{tail}", 2
        while found in self._logins:
            found, number = f"{base}{number}{tail}", number + 1
        self._logins.add(found)
        return found

    def _draw(self, family: str) -> str:
        gender = self._dice.choice(["male", "female"])
        middle, given = self._pick(f"middle_{gender}"), self._pick(f"given_{gender}")
        while given == middle:
            given = self._pick(f"given_{gender}")
        parts = [family or self._pick("family"), middle]
        if middle in _OLD_MIDDLES or self._dice.random() < 0.2:
            second = self._pick(f"middle_{gender}")
            if second not in {middle, given} | _OLD_MIDDLES:
                parts.append(second)
        return " ".join([*parts, given])

    def _pick(self, kind: str) -> str:
        names, weights = zip(*self._lists[kind], strict=True)
        chosen: str = self._dice.choices(names, weights)[0]
        return chosen


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))
