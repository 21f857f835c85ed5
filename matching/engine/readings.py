"""Which concepts a text names, without anything that is learned from other texts."""

from __future__ import annotations

from dataclasses import dataclass

from matching.engine import analysis, documents, hints, spelling, tokens
from matching.engine.documents import Document
from matching.engine.lexicon import Lexicon, Mention


@dataclass(frozen=True, slots=True)
class Read:
    """``mentions`` by whole forms, ``guesses`` by parts of forms, each in the order of the text."""

    language: str
    mentions: tuple[Mention, ...]
    guesses: tuple[Mention, ...]


def named(lexicon: Lexicon, document: Document) -> frozenset[str]:
    """The concepts a document names by a whole form, as ``Analyser.analyse`` reads it."""
    texts = {name: text for name, text in documents.parts(document) if text}
    language, _, words = spelling.of(lexicon).read(texts, analysis.stated_language(document.lang))
    return frozenset(mention.concept for part in words.values() for mention in lexicon.tag(part, language))


def read(lexicon: Lexicon, text: str) -> Read:
    language, _, parts = spelling.of(lexicon).read({"text": text}, tokens.UNKNOWN)
    words = parts["text"]
    mentions = tuple(lexicon.tag(words, language))
    return Read(language, mentions, tuple(hints.of(lexicon).find(words, language, mentions)))
