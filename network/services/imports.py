"""Bringing a sheet in: a preview that writes nothing of it, then all of it or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from core.sheets import files, parsing
from core.sheets.column import Sheet
from core.sheets.parsing import Parsed
from core.sheets.table import Fault
from network import sheet_columns as columns
from network.models import Challenge, Club, Idea, ImportBatch, Offer
from network.permissions import imports as permissions
from network.services import ideas, import_lists, import_rows, posts
from network.services.import_lists import Lists
from network.services.import_rows import Drafted
from people.models import Organisation, User
from people.selectors import hats

# After how many rows whoever waits is told how far it is.
_TOLD_EVERY = 100


@signed
def preview(*, kind: str, file: files.Upload, by: User) -> ImportBatch:
    """Parse and check a file. Its rows and faults are kept; the file itself is not."""
    permissions.check_can_import(by, kind)
    files.check_size(file.size or 0)
    sheet, name = permissions.sheet_for(by, kind), file.name or ""
    parsed = parsing.parse(sheet, files.read(name, file.read()))
    faults = [*parsed.faults, *_faults_of_rows(sheet, parsed, import_lists.read(sheet, by))]
    return ImportBatch.objects.create(
        kind=kind,
        file_name=name[-200:],
        uploaded_by=by,
        rows=[{"row": row.number, "at": parsed.letters, **row.texts} for row in parsed.rows],
        row_count=len(parsed.rows),
        errors=[asdict(fault) for fault in sorted(faults, key=_place)],
    )


@signed
def apply(*, batch: ImportBatch, by: User) -> Sequence[Challenge | Offer | Idea]:
    """A draft per row, under the same rules as in the pages. Rows are looked at again first, then all are written."""
    permissions.check_can_apply(by, batch)
    return _write(batch, _read_again(batch, by), by)


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
    """With today's lists and rights: between preview and application a deadline passes, a club changes hands.

    Outside the transaction that writes, so that others can read how far it is.
    """
    sheet = permissions.sheet_for(by, batch.kind)
    lists = import_lists.read(sheet, by)
    drafts: list[Drafted] = []
    for row in batch.rows:
        drafted, faults = import_rows.read(sheet, row["row"], row, lists=lists, letters=row["at"])
        if drafted is None:
            raise Conflict(_changed(row["row"], faults[0].message))
        drafts.append(drafted)
        if len(drafts) % _TOLD_EVERY == 0:
            ImportBatch.objects.filter(pk=batch.pk).update(checked=len(drafts))
    return drafts


@transaction.atomic
def _write(batch: ImportBatch, drafts: Sequence[Drafted], by: User) -> Sequence[Challenge | Offer | Idea]:
    """All or nothing. The condition in the update makes a second application impossible, also one at the same moment.

    Who may write is asked again here: `_read_again` may have taken its time.
    """
    if not ImportBatch.objects.filter(pk=batch.pk, applied_at=None).update(applied_at=clock.now()):
        raise Conflict(_("Bảng này đã được ghi rồi."))
    hats.forget(by)
    written = _write_all(batch.kind, drafts, by)
    created = [thing.pk for thing in written]
    ImportBatch.objects.filter(pk=batch.pk).update(created=created, checked=len(created), failure="")
    return written


def _write_all(kind: str, drafts: Sequence[Drafted], by: User) -> Sequence[Challenge | Offer | Idea]:
    if kind not in permissions.MODELS:
        of_clubs = [(draft.home, draft.content) for draft in drafts if isinstance(draft.home, Club)]
        return ideas.bring_in(drafts=of_clubs, by=by)
    of_organisations = [
        posts.NewPost(draft.home, draft.author or by, draft.content)
        for draft in drafts
        if isinstance(draft.home, Organisation)
    ]
    if kind == columns.CHALLENGE.kind:
        return posts.write_all(model=Challenge, drafts=of_organisations, by=by)
    return posts.write_all(model=Offer, drafts=of_organisations, by=by)


def _changed(row: int, sentence: str) -> str:
    return _("Chưa ghi được dòng %(row)s: %(sentence)s Chưa có dòng nào được ghi; hãy tải tệp lên lại.") % {
        "row": row,
        "sentence": sentence,
    }


def _place(fault: Fault) -> tuple[int, int, str]:
    return fault.row, len(fault.column), fault.column
