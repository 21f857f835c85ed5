"""Bringing a sheet in: a preview that writes nothing of it, then all of it or nothing."""

from collections import defaultdict
from dataclasses import asdict
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Problem
from core.sheets import files, parsing
from core.sheets.column import Sheet
from core.sheets.parsing import Parsed
from core.sheets.table import Fault
from network import sheet_columns as columns
from network.models import Challenge, Idea, ImportBatch, Offer
from network.permissions import imports as permissions
from network.services import ideas, import_lists, import_rows, posts
from network.services.import_lists import Lists
from network.services.import_rows import Drafted
from network.services.post_content import Content
from people.models import Organisation, User


class File(Protocol):
    """What an upload is, in the page and in the API."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


@signed
def preview(*, kind: str, file: File, by: User) -> ImportBatch:
    """Parse and check a file. Its rows and faults are kept; the file itself is not."""
    permissions.check_can_import(by, kind)
    files.check_size(file.size or 0)
    sheet, name = columns.sheet_of(kind), file.name or ""
    parsed = parsing.parse(sheet, files.read(name, file.read()))
    faults = [*parsed.faults, *_faults_of_rows(sheet, parsed, import_lists.read(sheet, by))]
    return ImportBatch.objects.create(
        kind=kind,
        file_name=name[-200:],
        uploaded_by=by,
        rows=[{"row": row.number, "at": parsed.letters, **row.texts} for row in parsed.rows],
        errors=[asdict(fault) for fault in sorted(faults, key=_place)],
    )


@signed
@transaction.atomic
def apply(*, batch: ImportBatch, by: User) -> list[Challenge | Offer | Idea]:
    """A draft per row, through the same services as the pages: the first row that is refused takes all back.

    The condition in the update makes a second application impossible, also one at the same moment.
    """
    permissions.check_can_apply(by, batch)
    if not ImportBatch.objects.filter(pk=batch.pk, applied_at=None).update(applied_at=clock.now()):
        raise Conflict(_("Bảng này đã được ghi rồi."))
    return [_write(drafted, batch.kind, by) for drafted in _read_again(batch, by)]


def _faults_of_rows(sheet: Sheet, parsed: Parsed, lists: Lists) -> list[Fault]:
    flagged: dict[int, set[str]] = defaultdict(set)
    for fault in parsed.faults:
        flagged[fault.row].add(fault.code)
    faults: list[Fault] = []
    for row in parsed.rows:
        _drafted, found = import_rows.read(
            sheet, row.number, row.texts, lists=lists, letters=parsed.letters, flagged=flagged[row.number]
        )
        faults.extend(found)
    return faults


def _read_again(batch: ImportBatch, by: User) -> list[Drafted]:
    """With today's lists and rights: between preview and application a deadline passes, a club changes hands."""
    sheet = columns.sheet_of(batch.kind)
    lists = import_lists.read(sheet, by)
    drafts = []
    for row in batch.rows:
        drafted, faults = import_rows.read(sheet, row["row"], row, lists=lists, letters=row["at"])
        if drafted is None:
            raise Conflict(_changed(row["row"], faults[0].message))
        drafts.append(drafted)
    return drafts


def _write(drafted: Drafted, kind: str, by: User) -> Challenge | Offer | Idea:
    try:
        if isinstance(drafted.home, Organisation):
            return _write_post(drafted.home, drafted.content, kind, by)
        return ideas.draft(club=drafted.home, content=drafted.content, by=by)
    except Problem as problem:
        raise Conflict(_changed(drafted.row, problem.sentence)) from problem


def _write_post(home: Organisation, content: Content, kind: str, by: User) -> Challenge | Offer:
    if kind == columns.CHALLENGE.kind:
        return posts.write(model=Challenge, organisation=home, content=content, by=by)
    return posts.write(model=Offer, organisation=home, content=content, by=by)


def _changed(row: int, sentence: str) -> str:
    return _("Chưa ghi được dòng %(row)s: %(sentence)s Chưa có dòng nào được ghi; hãy tải tệp lên lại.") % {
        "row": row,
        "sentence": sentence,
    }


def _place(fault: Fault) -> tuple[int, int, str]:
    return fault.row, len(fault.column), fault.column
