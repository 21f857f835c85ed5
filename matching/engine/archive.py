"""A stock as files: one .npy an array, read as they are needed, and a manifest that says what they belong to.

A stock is written into a folder of its own, whole, before the pointer ``current`` is moved to it in one step; so a
reader finds the old one or the new one and never half of one, and whoever still reads the old one may go on.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.engine import analysis
from matching.engine.associations import Associations
from matching.engine.facts import Facts
from matching.engine.lexicon import Lexicon
from matching.engine.segment import Lists, Segment
from matching.engine.shelf import Shelf
from matching.engine.stock import Stock
from matching.engine.terms import Terms
from matching.engine.writing import Writing

FORMAT = 3
"""Raised whenever files of before can no longer be read, or texts are read otherwise than before."""
MANIFEST, CURRENT = "manifest.json", "current"
_SHELVES = ("demands.unmarked", "demands.marked", "supplies.unmarked", "supplies.marked")

_SPARSE = ("data", "indices", "indptr")

Arrays = dict[str, NDArray[Any]]


class Unusable(Exception):
    """There is no stock, or not one that may be used; the message says why."""


@dataclass(frozen=True)
class Kept:
    """``name`` differs from one stock to the next; ``about`` is whatever the writer noted."""

    name: str
    stock: Stock
    about: Mapping[str, Any]


def write(folder: Path, stock: Stock, lexicon: Lexicon, about: Mapping[str, Any]) -> str:
    """The new stock's name. The one before stays for whoever is about to open it; older ones go."""
    name = uuid.uuid4().hex
    folder.mkdir(parents=True, exist_ok=True)
    building = folder / f"{name}.part"
    building.mkdir()
    files = {}
    for key, values in _arrays(stock).items():
        _save(building / f"{key}.npy", values)
        files[key] = [str(values.dtype), list(values.shape)]
    powers = {field: terms.power for field, terms in stock.terms.items()}
    sizes = {field: terms.size_ for field, terms in stock.terms.items()}
    manifest = {
        "format": FORMAT,
        "lexicon": digest_of(lexicon),
        "corpus": corpus_digest(*stock.demands, *stock.supplies),
        "files": files,
        "powers": powers,
        "sizes": sizes,
        "about": dict(about),
    }
    (building / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    building.rename(folder / name)
    before = current(folder)
    pointer = folder / f"{name}.pointer"
    pointer.write_text(name, encoding="ascii")
    pointer.replace(folder / CURRENT)
    _clear(folder, {name, before})
    return name


def current(folder: Path) -> str:
    """The name of the stock that counts; empty where there is none."""
    try:
        return (folder / CURRENT).read_text(encoding="ascii")
    except OSError:
        return ""


def forget(folder: Path) -> None:
    """None counts from now on."""
    (folder / CURRENT).unlink(missing_ok=True)


def read(folder: Path, lexicon: Lexicon) -> Kept:
    """The current one. Its large arrays stay in the files. Raises Unusable."""
    name = current(folder)
    if not name:
        raise Unusable("there is none")
    try:
        manifest = json.loads((folder / name / MANIFEST).read_text(encoding="utf-8"))
        _check(manifest, lexicon)
        arrays = {key: _load(folder / name / f"{key}.npy", *told) for key, told in manifest["files"].items()}
        stock = _stock(arrays, manifest)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Unusable(f"{type(error).__name__}: {error}") from error
    if manifest["corpus"] != corpus_digest(*stock.demands, *stock.supplies):
        raise Unusable("its documents are not those that were written")
    return Kept(name, stock, manifest["about"])


def digest_of(lexicon: Lexicon) -> str:
    """Of all that is laid over or not: others would find other concepts in the same texts."""
    spellings = (*lexicon.shorthands.items(), *sorted(lexicon.lookalikes))
    return _digest(repr(one).encode() for one in (*lexicon.concepts.values(), *lexicon.helps, *spellings))


def corpus_digest(*shelves: Shelf) -> str:
    """Of the documents' ids and versions in their order."""
    return _digest("\n".join(shelf.ids).encode() + b"\0" + shelf.versions.tobytes() for shelf in shelves)


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()


def _check(manifest: Mapping[str, Any], lexicon: Lexicon) -> None:
    if manifest["format"] != FORMAT:
        raise Unusable(f"its format is {manifest['format']}, not {FORMAT}")
    if manifest["lexicon"] != digest_of(lexicon):
        raise Unusable("it was made with another lexicon")


def _save(path: Path, values: NDArray[Any]) -> None:
    """On the disk before the pointer moves: a machine that loses its power finds no half of it."""
    with path.open("wb") as file:
        np.save(file, values, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def _load(path: Path, dtype: str, shape: list[int]) -> NDArray[Any]:
    values: NDArray[Any] = np.load(path, mmap_mode="r" if min(shape) else None, allow_pickle=False)
    if str(values.dtype) != dtype or list(values.shape) != shape:
        raise ValueError(f"{path.name} holds {values.dtype} {list(values.shape)}, not {dtype} {shape}")
    return np.asarray(values)


def _clear(folder: Path, keep: set[str]) -> None:
    """Folders that are neither, those of writers that died among them, except one that is being written."""
    newest = (folder / CURRENT).stat().st_mtime
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep and (path.suffix != ".part" or _older(path, newest)):
            shutil.rmtree(path, ignore_errors=True)


def _older(path: Path, than: float, *, seconds: float = 86_400) -> bool:
    return path.exists() and path.stat().st_mtime < than - seconds


def _arrays(stock: Stock) -> Arrays:
    found: Arrays = {"field_codes": _packed(list(stock.field_codes))}
    for field, terms in stock.terms.items():
        found[f"{field}.words"] = _packed(list(terms.words_))
        found[f"{field}.keys"], found[f"{field}.documents_with"] = terms.keys_, terms.documents_with_
    known = stock.associations.matrix
    found |= {f"associations.{key}": getattr(known, key) for key in _SPARSE}
    for side, shelf in zip(_SHELVES, (*stock.demands, *stock.supplies), strict=True):
        found[f"{side}.ids"], found[f"{side}.versions"] = _packed(list(shelf.ids)), shelf.versions
        found |= {f"{side}.facts.{one.name}": getattr(shelf.facts, one.name) for one in fields(Facts)}
        found |= {f"{side}.writing.{one.name}": getattr(shelf.writing, one.name) for one in fields(Writing)}
        for field, segment in shelf.segments.items():
            found |= {f"{side}.{field}.{key}": values for key, values in _of_segment(segment)}
    return found


def _of_segment(segment: Segment) -> Iterator[tuple[str, NDArray[Any]]]:
    for way, lists in (("by_term", segment.by_term), ("by_document", segment.by_document)):
        yield from ((f"{way}.{key}", values) for key, values in lists._asdict().items())
    yield "peaks", segment.peaks


def _stock(arrays: Arrays, manifest: Mapping[str, Any]) -> Stock:
    terms = {
        field: Terms(
            {word: number for number, word in enumerate(_unpacked(arrays[f"{field}.words"]))},
            arrays[f"{field}.keys"],
            arrays[f"{field}.documents_with"],
            manifest["sizes"][field],
            manifest["powers"][field],
        )
        for field in analysis.FIELDS
    }
    parts = tuple(arrays[f"associations.{key}"] for key in _SPARSE)
    size = len(parts[-1]) - 1
    associations = Associations(sparse.csr_array(parts, shape=(size, size)))
    codes = {code: number for number, code in enumerate(_unpacked(arrays["field_codes"]))}
    shelves = [_shelf(arrays, name) for name in _SHELVES]
    return Stock(terms, associations, codes, (shelves[0], shelves[1]), (shelves[2], shelves[3]))


def _shelf(arrays: Arrays, side: str) -> Shelf:
    return Shelf(
        _unpacked(arrays[f"{side}.ids"]),
        arrays[f"{side}.versions"],
        Facts(*(arrays[f"{side}.facts.{one.name}"] for one in fields(Facts))),
        Writing(*(arrays[f"{side}.writing.{one.name}"] for one in fields(Writing))),
        {field: _segment(arrays, f"{side}.{field}") for field in analysis.FIELDS},
    )


def _segment(arrays: Arrays, where: str) -> Segment:
    by_term, by_document = (
        Lists(*(arrays[f"{where}.{way}.{key}"] for key in Lists._fields)) for way in ("by_term", "by_document")
    )
    return Segment(by_term, by_document, arrays[f"{where}.peaks"])


def _packed(texts: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n") if len(packed) else []
