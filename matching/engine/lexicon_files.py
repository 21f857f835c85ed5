"""The lexicon's data as rows, each with its file and line.

``matching/lexicon/concepts/<area>.tsv``: id, kind, parent, vi, en; surface forms separated by ``|``.
``matching/lexicon/helps/<area>.tsv``: from, to, weight; a need or product ``from`` is served by the skill ``to``.
``matching/lexicon/shared_forms.tsv``: form, concepts, reason; what several concepts may share, looked at by people.
``matching/lexicon/shorthands.tsv``: shorthand, reads, note; what pupils write short, the readings separated by ``|``.
``matching/lexicon/lookalikes.tsv``: written, taken_for; right words that would be taken for a slip of others.
Blank lines and lines that begin with ``#`` are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
CONCEPTS, HELPS, SHARED = "concepts", "helps", "shared_forms.tsv"
SHORTHANDS, LOOKALIKES = "shorthands.tsv", "lookalikes.tsv"
CONCEPT_COLUMNS = ("id", "kind", "parent", "vi", "en")
HELP_COLUMNS = ("from", "to", "weight")
SHARED_COLUMNS = ("form", "concepts", "reason")
SHORTHAND_COLUMNS = ("shorthand", "reads", "note")
LOOKALIKE_COLUMNS = ("written", "taken_for")
AREAS = ("business", "life", "technology")
KINDS = ("skill", "trade", "subject", "need", "problem", "product", "process", "material", "market")


@dataclass(frozen=True, slots=True)
class Row:
    """``where``: "concepts/business.tsv:12". Missing cells at the end are empty; ``width`` is how many were given."""

    where: str
    area: str
    cells: tuple[str, ...]
    width: int


def concepts(folder: Path = FOLDER) -> Iterator[Row]:
    return _whole(_rows(folder, sorted((folder / CONCEPTS).glob("*.tsv")), CONCEPT_COLUMNS), CONCEPT_COLUMNS)


def helps(folder: Path = FOLDER) -> Iterator[Row]:
    return _whole(_rows(folder, sorted((folder / HELPS).glob("*.tsv")), HELP_COLUMNS), HELP_COLUMNS)


def shared(folder: Path = FOLDER) -> Iterator[Row]:
    return _whole(_rows(folder, _there(folder / SHARED), SHARED_COLUMNS), SHARED_COLUMNS)


def shorthands(folder: Path = FOLDER) -> Iterator[Row]:
    return _whole(_rows(folder, _there(folder / SHORTHANDS), SHORTHAND_COLUMNS), SHORTHAND_COLUMNS)


def lookalikes(folder: Path = FOLDER) -> Iterator[Row]:
    return _whole(_rows(folder, _there(folder / LOOKALIKES), LOOKALIKE_COLUMNS), LOOKALIKE_COLUMNS)


def misshapen(folder: Path = FOLDER) -> Iterator[tuple[Row, int]]:
    """Rows that have not as many columns as they should, with how many that is."""
    for paths, columns in _parts(folder):
        rows = _rows(folder, paths, columns)
        yield from ((row, len(columns)) for row in rows if not 2 <= row.width <= len(columns))


def lines(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """("concepts/business.tsv:12", the line as it stands there) of every file."""
    for paths, _ in _parts(folder):
        for path in paths:
            text = path.read_text(encoding="utf-8")
            yield from ((f"{_name(folder, path)}:{number}", line) for number, line in enumerate(text.splitlines(), 1))


def strangers(folder: Path = FOLDER) -> list[str]:
    """Tables in a place that stands for no kind of data: a relation of a kind nobody reads."""
    known = {path for paths, _ in _parts(folder) for path in paths}
    return sorted(_name(folder, path) for path in folder.rglob("*.tsv") if path not in known)


def forms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.strip() for form in cell.split("|") if form.strip()))


def line_of(cells: Iterable[object]) -> str:
    return "\t".join(map(str, cells))


def _parts(folder: Path) -> list[tuple[list[Path], tuple[str, ...]]]:
    return [
        (sorted((folder / CONCEPTS).glob("*.tsv")), CONCEPT_COLUMNS),
        (sorted((folder / HELPS).glob("*.tsv")), HELP_COLUMNS),
        (_there(folder / SHARED), SHARED_COLUMNS),
        (_there(folder / SHORTHANDS), SHORTHAND_COLUMNS),
        (_there(folder / LOOKALIKES), LOOKALIKE_COLUMNS),
    ]


def _there(path: Path) -> list[Path]:
    return [path] if path.exists() else []


def _rows(folder: Path, paths: Iterable[Path], columns: tuple[str, ...]) -> Iterator[Row]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cells = tuple(cell.strip() for cell in line.split("\t"))
            if line.strip() and not line.startswith("#") and cells != columns:
                filled = cells + ("",) * (len(columns) - len(cells))
                yield Row(f"{_name(folder, path)}:{number}", path.stem, filled, len(cells))


def _whole(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[Row]:
    return (row for row in rows if 2 <= row.width <= len(columns))


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
