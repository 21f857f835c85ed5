"""From a row of texts to the content the services take, and what is wrong in its cells."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets import cells
from core.sheets.column import Column, Sheet, Takes
from core.sheets.table import Fault
from network import sheet_columns as columns
from network.permissions.imports import MODELS
from network.services import post_content
from network.services.import_lists import Home, Lists, home_column
from people.models import Organisation, User

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Drafted:
    """A row that can be written: `home` is the organisation or the club it belongs to, `author` whom the row names."""

    row: int
    home: Home
    content: dict[str, Any]
    author: User | None = None


def read(
    sheet: Sheet, number: int, texts: Texts, *, lists: Lists, letters: Mapping[str, str], flagged: Collection[str] = ()
) -> tuple[Drafted | None, list[Fault]]:
    """`flagged`: columns that already have a fault in this row; nothing more is said about them."""
    silent = {*flagged, *_missing(sheet, letters)}
    values, unfit = _values(sheet, texts, lists, silent)
    home = _home(sheet, values, lists, unfit)
    author = _author(home, values, lists, unfit)
    if home is not None:
        said = {*silent, *unfit}
        found = _contradictions(sheet, home, values)
        unfit |= {code: sentence for code, sentence in found.items() if code not in said}
    faults = [Fault(number, letters.get(code, ""), code, sentence) for code, sentence in unfit.items()]
    if home is None or faults or silent:
        return None, faults
    return Drafted(number, home, _content(sheet, home, values), author), faults


def _missing(sheet: Sheet, letters: Mapping[str, str]) -> Iterable[str]:
    """A needed column that is not there is said once, at the header."""
    return (column.code for column in sheet.imported if column.needed and column.code not in letters)


def _values(sheet: Sheet, texts: Texts, lists: Lists, silent: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    unfit: dict[str, str] = {}
    for column in sheet.imported:
        try:
            values[column.code] = cells.read(texts.get(column.code, ""), column, lists.by_column.get(column.code))
        except cells.Unfit as reason:
            values[column.code] = _stand_in(column)
            if column.code not in silent:
                unfit[column.code] = str(reason)
    return values, unfit


def _stand_in(column: Column) -> Any:
    """Something harmless, so that the other cells of the row can still be compared with each other."""
    if column.takes in {Takes.SOME, Takes.WORDS}:
        return []
    if column.takes in {Takes.LINE, Takes.TEXT}:
        return "…"
    return column.default


def _home(sheet: Sheet, values: dict[str, Any], lists: Lists, unfit: dict[str, str]) -> Home | None:
    column = home_column(sheet)
    named = values[column.code]
    if named:
        return lists.homes[named]
    if column.code not in unfit and len(lists.homes) != 1:
        unfit[column.code] = _("Hãy ghi rõ một trong: %(names)s.") % {
            "names": "; ".join(lists.by_column[column.code].shown.values())
        }
    return next(iter(lists.homes.values())) if len(lists.homes) == 1 else None


def _author(home: Home | None, values: dict[str, Any], lists: Lists, unfit: dict[str, str]) -> User | None:
    """Whom the row names, if that person speaks for the organisation; no word on whether there is such an account."""
    if home is None or "author" not in values or "author" in unfit:
        return None
    author = lists.authors.get((home.pk, values["author"].lower()))
    if author is None:
        unfit["author"] = _("“%(email)s” không phải tài khoản được đăng bài này cho %(organisation)s.") % {
            "email": values["author"],
            "organisation": home.name,
        }
    return author


def _contradictions(sheet: Sheet, home: Home, values: dict[str, Any]) -> dict[str, str]:
    """What the cells say against each other. Fields of an idea are looked up already, so nothing is asked again."""
    if sheet.kind not in MODELS:
        return _half_needs(values)
    try:
        post_content.check(MODELS[sheet.kind](), _content(sheet, home, values))
    except Invalid as refusal:
        return {code: sentences[0] for code, sentences in refusal.errors.items()}
    return {}


def _half_needs(values: dict[str, Any]) -> dict[str, str]:
    halves = {}
    for place in range(1, columns.NEEDS + 1):
        kind, text = values[f"need_{place}_kind"], values[f"need_{place}_text"]
        if kind and not text:
            halves[f"need_{place}_text"] = _("Hãy nói rõ nhóm cần gì.")
        if text and not kind:
            halves[f"need_{place}_kind"] = _("Hãy chọn loại trợ giúp cho ô bên cạnh.")
    return halves


def _content(sheet: Sheet, home: Home, values: dict[str, Any]) -> dict[str, Any]:
    content = {code: value for code, value in values.items() if code not in {home_column(sheet).code, "author"}}
    if isinstance(home, Organisation):
        content["commune"] = content["commune"] or home.commune.code
        return content
    needs = []
    for place in range(1, columns.NEEDS + 1):
        kind, text = content.pop(f"need_{place}_kind"), content.pop(f"need_{place}_text")
        if kind and text:
            needs.append([kind, text])
    return content | {"needs": needs}
