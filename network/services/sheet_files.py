"""The files a person takes away: templates, exports, and the sheet that says what to mend."""

from collections import defaultdict

from core import clock
from core.actors import signed
from core.attachments import Attachment
from core.sheets import writing
from core.sheets.column import STATUS
from network import sheet_columns as columns
from network.models import ImportBatch
from network.permissions import imports as permissions
from network.selectors import exports
from network.selectors import imports as selectors
from network.services import import_lists
from people.models import User


@signed
def template(*, kind: str, by: User) -> Attachment:
    permissions.check_can_import(by, kind)
    sheet = permissions.sheet_for(by, kind)
    content = writing.template(sheet, import_lists.read(sheet, by).by_column)
    return Attachment(f"mau-{kind}.xlsx", writing.XLSX, content)


@signed
def export(*, kind: str, by: User, as_csv: bool = False) -> Attachment:
    permissions.check_can_export(by, kind)
    sheet, rows = columns.sheet_of(kind), exports.rows_for(by, kind)
    name = f"{kind}-{clock.today():%Y%m%d}"
    if as_csv:
        return Attachment(f"{name}.csv", writing.CSV, writing.export_csv(sheet, rows, (STATUS,)))
    return Attachment(f"{name}.xlsx", writing.XLSX, writing.export_xlsx(sheet, rows, (STATUS,)))


def faults(*, batch: ImportBatch) -> Attachment:
    """The uploaded rows with a column of what is wrong in each: mended there, it can be uploaded again."""
    sheet = selectors.sheet_of(batch)
    labels = {column.code: str(column.label) for column in sheet.columns}
    numbers = {row["row"] for row in batch.rows}
    said: dict[int, list[str]] = defaultdict(list)
    for fault in batch.errors:
        place = labels.get(fault["code"]) or (f"{fault['column']}{fault['row']}" if fault["column"] else "")
        # What is wrong above the rows stands with the first of them.
        row = fault["row"] if fault["row"] in numbers else 0
        said[row].append(f"{place}: {fault['message']}" if place else fault["message"])
    rows = [{**row, "faults": "\n".join(said[row["row"]])} for row in batch.rows]
    if rows and said[0]:
        rows[0]["faults"] = "\n".join([*said[0], *said[rows[0]["row"]]])
    content = writing.with_faults(sheet, rows)
    return Attachment(f"loi-{batch.kind}-{batch.pk}.xlsx", writing.XLSX, content)
