"""Documents in a file, for workers that explain pairs and cannot ask the database. It lives as long as one rebuild."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from matching.engine.documents import Demand, Document, Mode, Need, Supply, SupplyKind

D = TypeVar("D", Demand, Supply)


class Papers:
    """A line each; ``ends`` says where a document's line begins and how long it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: dict[str, tuple[int, int]] = {}

    def keep(self, documents: Iterable[D]) -> Iterator[D]:
        """Writes them while they pass by, below what is there."""
        with self.path.open("ab") as file:
            for document in documents:
                line = json.dumps(_plain(document)).encode() + b"\n"
                self._lines[document.id] = (file.tell(), len(line))
                file.write(line)
                yield document

    def open(self) -> Papers:
        """For a process that did not write them."""
        with self.path.open("rb") as file:
            start = 0
            for line in file:
                self._lines[json.loads(line)["id"]] = (start, len(line))
                start += len(line)
        return self

    def read(self, identities: Sequence[str]) -> list[Document]:
        with self.path.open("rb") as file:
            return [self._document(file, identity) for identity in identities]

    def _document(self, file: Any, identity: str) -> Document:
        start, length = self._lines[identity]
        file.seek(start)
        return _document(json.loads(file.read(length)))


@lru_cache(maxsize=2)
def opened(path: Path) -> Papers:
    return Papers(path).open()


def _plain(document: Document) -> dict[str, Any]:
    kept = asdict(document)
    kept["fields"] = sorted(document.fields)
    return {**kept, "demand": isinstance(document, Demand)}


def _document(kept: dict[str, Any]) -> Document:
    demand = kept.pop("demand")
    kept["fields"] = frozenset(kept["fields"])
    kept["ages"], kept["place"] = (tuple(kept[name]) if kept[name] else None for name in ("ages", "place"))
    if demand:
        kept["needs"] = tuple(Need(_kind(need["kind"]), need["text"]) for need in kept["needs"])
        return Demand(**kept)
    kept["kind"], kept["mode"] = _kind(kept["kind"]), Mode(kept["mode"]) if kept["mode"] else None
    return Supply(**kept)


def _kind(value: str | None) -> SupplyKind | None:
    return SupplyKind(value) if value else None
