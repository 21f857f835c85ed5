"""Mail addresses, links and @names, written with signs or spelled out ("a còng", "chấm com", "(at)", "dot")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from messaging.detector.findings import Kind
from messaging.detector.letters import listed, spellings
from messaging.detector.words import Token

_PROVIDERS = listed("gmail yahoo hotmail outlook icloud proton protonmail ymail zoho live")
# No syllable of Vietnamese: after a full stop without a blank these are endings of addresses, not next words.
_ENDINGS = listed(
    """
    com vn net org edu gov info io xyz app dev gg gl cc tv link site online store shop club page gle us uk asia
    biz ru cn icu vip pro fun live cloud tech blog website space today
    """
)
# Also syllables; these end one only where the name is known.
_SYLLABLES = listed(
    """
    me ly be to co la so in do vi ai ma mo tk top im st id
    """
)
_KNOWN = listed(
    """
    zalo.me fb.me m.me t.me wa.me line.me bit.ly youtu.be forms.gle goo.gl discord.gg fb.com is.gd tinyurl.com
    telegram.me ow.ly cutt.ly s.id linktr.ee ask.fm rb.gy v.gd g.co
    """
)
_DOTS = frozenset({*(spellings(word)[1] for word in ("chấm", "cham", "dot")), ""})
_SAID = frozenset(spellings(word)[1] for word in ("nét", "cờm"))
_AT_SAYINGS = frozenset(spellings(word)[1] for word in ("còng", "cong", "móc", "moc", "vòng", "vong"))
_BRACKETS = frozenset("()[]{}<>\"'“”‘’")
_IN_NAMES = frozenset("._-+")
_IN_ADDRESSES = frozenset("./-_?=&#%:~+@")
_SCHEMES = frozenset({"htt", "hxx", "ftp"})
# Where an address can be recognised at all.
_ANCHORS = _PROVIDERS | {"@", ".", "#", "a", "at", "cham", "dot"}
_LONGEST_NAME = 12
_LEAST_NAME = 7


class Address(NamedTuple):
    kind: Kind
    rule: str
    start: int
    end: int


def find(tokens: Sequence[Token]) -> Iterator[Address]:
    """From the left, none inside another."""
    kept = [token for token in tokens if not (token.is_sign and token.plain in _BRACKETS)]
    reader = _Reader(kept)
    done = 0
    for at in [at for at, token in enumerate(kept) if token.plain in _ANCHORS or token.plain[:3] in _SCHEMES]:
        if at >= done and (found := reader.at(at, done)):
            kind, rule, first, last = found
            yield Address(kind, rule, kept[first].start, kept[last].end)
            done = last + 1


_Found = tuple[Kind, str, int, int]


class _Reader:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def at(self, at: int, done: int) -> _Found | None:
        """What is to be seen at this token, reaching back no further than ``done``."""
        return self._scheme(at) or self._mail(at, done) or self._tagged(at) or self._domain(at, done)

    def _word(self, at: int) -> str:
        token = self._tokens[at] if 0 <= at < len(self._tokens) else None
        return token.plain if token and not token.is_sign else ""

    def _sign(self, at: int) -> str:
        token = self._tokens[at] if 0 <= at < len(self._tokens) else None
        return token.plain if token and token.is_sign else ""

    def _apart(self, at: int) -> bool:
        return at >= len(self._tokens) or self._tokens[at].apart

    def _parted(self, *places: int) -> bool:
        """Whether a blank stands before any of these."""
        return any(self._apart(at) for at in places)

    def _scheme(self, at: int) -> _Found | None:
        word = self._word(at)
        colon = at + 1 + (word in {"htt", "http", "hxx"} and self._word(at + 1) in {"p", "ps", "s"})
        if word[:3] not in _SCHEMES or self._sign(colon) != ":" or self._sign(colon + 1) != "/":
            return None
        return Kind.LINK, "link with its scheme", at, self._end_of_address(colon + 1)

    def _end_of_address(self, at: int) -> int:
        """The last token that is glued to this one and is part of an address."""
        last = at
        while not self._apart(last + 1) and (self._word(last + 1) or self._sign(last + 1) in _IN_ADDRESSES):
            last += 1
        while last > at and self._sign(last) and self._sign(last) != "/":
            last -= 1
        return last

    def _at_sign(self, at: int) -> int:
        """How many tokens say "@" here, 0 for none."""
        if self._sign(at) == "@" or self._word(at) == "at":
            return 1
        said = self._word(at) == "a" and self._word(at + 1) and self._tokens[at + 1].exact in _AT_SAYINGS
        return 2 if said else 0

    def _dot(self, at: int) -> bool:
        """A dot inside an address: a sign, or said."""
        if self._sign(at) == ".":
            return True
        return self._word(at) in {"cham", "dot"} and self._tokens[at].exact in _DOTS

    def _mail(self, at: int, done: int) -> _Found | None:
        size = self._at_sign(at)
        if not size:
            return self._provider(at, done)
        name, host = self._word(at - 1), self._word(at + size)
        if not name or at - 1 < done or not host:
            return None
        last = self._end_of_host(at + size)
        known = host in _PROVIDERS or last > self._end_of_label(at + size)
        return (Kind.EMAIL, "mail address", self._begin_of_name(at - 1, done), last) if known else None

    def _provider(self, at: int, done: int) -> _Found | None:
        """Without any "@": "nam gmail chấm com"."""
        if self._word(at) not in _PROVIDERS:
            return None
        last = self._end_of_host(at)
        if last == at and self._word(at + 1) == "com":
            last = at + 1
        named = at > done and self._word(at - 1)
        return (Kind.EMAIL, "mail address", at - bool(named), last) if last > at else None

    def _end_of_host(self, at: int) -> int:
        last = self._end_of_label(at)
        while self._dot(last + 1) and self._is_label(last + 2):
            last = self._end_of_label(last + 2)
        return last

    def _end_of_label(self, at: int) -> int:
        """ "vi-du" is one label of a host."""
        last = at
        while (
            self._sign(last + 1) == "-"
            and self._word(last + 2)
            and not (self._apart(last + 1) or self._apart(last + 2))
        ):
            last += 2
        return last

    def _is_label(self, at: int) -> bool:
        word = self._word(at)
        return (
            bool(word) and self._tokens[at].unmarked and (word in _ENDINGS or word in _SYLLABLES or not self._apart(at))
        )

    def _begin_of_name(self, at: int, done: int) -> int:
        first = at
        while first - 2 >= max(done, at - _LONGEST_NAME) and self._word(first - 2):
            joined = self._sign(first - 1) in _IN_NAMES and not self._apart(first) and not self._apart(first - 1)
            if not joined and not (self._word(first - 1) and self._dot(first - 1)):
                break
            first -= 2
        return first

    def _domain(self, at: int, done: int) -> _Found | None:
        """at is the dot between a name and an ending; a chain of them is one address."""
        if not self._dot(at) or at - 1 < done or not self._word(at - 1) or not self._ends_address(at):
            return None
        first = self._begin_of_name(at - 1, done)
        last = at + 1
        while self._dot(last + 1) and self._word(last + 2) and self._ends_address(last + 1):
            last += 2
        return Kind.LINK, "address of a page", first, self._end_of_address(last)

    def _ends_address(self, dot: int) -> bool:
        name, ending, said = self._word(dot - 1), self._word(dot + 1), bool(self._word(dot))
        if not ending or not (self._tokens[dot + 1].unmarked or (said and self._tokens[dot + 1].exact in _SAID)):
            return False
        # "word. Word" ends a sentence; "word . com" does not.
        if not said and self._apart(dot + 1) and not self._apart(dot):
            return False
        glued = "" if self._apart(dot + 2) else self._sign(dot + 2)
        if glued == "-":
            return False
        if ending in _ENDINGS or f"{name}.{ending}" in _KNOWN:
            return True
        path = glued == "/" and not self._apart(dot + 3) and name.isalpha() and len(name) > 2 and 2 <= len(ending) <= 4
        return not said and (name == "www" or (path and ending.isalpha() and not self._apart(dot + 1)))

    def _tagged(self, at: int) -> _Found | None:
        """@name where no mail address is, and name#0001."""
        return self._numbered(at) or self._named(at)

    def _numbered(self, at: int) -> _Found | None:
        number = self._word(at + 1)
        if self._sign(at) != "#" or not self._word(at - 1) or self._parted(at, at + 1):
            return None
        return (Kind.HANDLE, "name with a number", at - 1, at + 1) if number.isdigit() and len(number) == 4 else None

    def _named(self, at: int) -> _Found | None:
        if self._sign(at) != "@" or not self._apart(at) or not self._word(at + 1) or self._apart(at + 1):
            return None
        last = self._end_of_address(at + 1)
        name = self._tokens[at + 1]
        tells = last > at + 1 or any(char.isdigit() for char in name.plain) or len(name.plain) >= _LEAST_NAME
        return (Kind.HANDLE, "name after @", at, last) if name.unmarked and tells else None
