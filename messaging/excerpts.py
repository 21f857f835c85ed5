"""The piece of a message that holds what was looked for, with the words marked, diacritics typed or not."""

import unicodedata

from core.text import fold, normalise

_AROUND = 70
Piece = tuple[bool, str]


def excerpt(body: str, words: list[str]) -> list[Piece]:
    """Marked and unmarked pieces in order; `words` are folded."""
    text = normalise(body)
    hits = _hits(text, words)
    begin = max(0, hits[0][0] - _AROUND) if hits else 0
    end = min(len(text), begin + 3 * _AROUND)
    pieces: list[Piece] = [(False, "…")] if begin else []
    place = begin
    for start, stop in hits:
        if start >= end:
            break
        pieces += [(False, text[place:start]), (True, text[start:stop])]
        place = stop
    pieces.append((False, text[place:end] + ("…" if end < len(text) else "")))
    return [piece for piece in pieces if piece[1]]


def _hits(text: str, words: list[str]) -> list[tuple[int, int]]:
    folded, where = _folded(text)
    found = []
    for word in words:
        place = folded.find(word)
        while place >= 0:
            found.append((where[place], where[place + len(word) - 1] + 1))
            place = folded.find(word, place + len(word))
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, which letter of the text it comes from."""
    whole = fold(text)
    if len(whole) == len(text):
        return whole, list(range(len(text)))
    letters, where = [], []
    for place, letter in enumerate(text):
        for part in fold(letter) or (" " if letter.isspace() else ""):
            if not unicodedata.combining(part):
                letters.append(part)
                where.append(place)
    return "".join(letters), where
