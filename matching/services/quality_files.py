"""The figures of a period as a sheet, one a row."""

from django.utils.translation import gettext_lazy as _

from core.actors import signed
from core.attachments import Attachment
from core.sheets import writing
from core.sheets.column import Column, Sheet, Takes
from matching.permissions import quality as permissions
from matching.selectors import quality, quality_lines
from matching.selectors.periods import Period
from matching.selectors.quality_lines import Line
from people.models import User

SHEET = Sheet(
    "suggestion-quality",
    _("Chất lượng gợi ý"),
    (
        Column("about", _("Phần"), width=34),
        Column("group", _("Nhóm"), width=34),
        Column("figure", _("Số liệu"), width=40),
        Column("part", _("Số"), Takes.NUMBER),
        Column("whole", _("Trên"), Takes.NUMBER),
        Column("percent", _("Phần trăm"), Takes.NUMBER),
        Column("low", _("Chắc 95 %: từ (%)"), Takes.NUMBER),
        Column("high", _("Chắc 95 %: đến (%)"), Takes.NUMBER),
    ),
)


@signed
def export(*, period: Period, by: User, as_csv: bool = False) -> Attachment:
    permissions.check_can_see_quality(by)
    rows = [_cells(line) for line in quality_lines.of(quality.of(by, period).value)]
    name = f"chat-luong-goi-y-{period.first:%Y%m%d}-{period.last:%Y%m%d}"
    if as_csv:
        return Attachment(f"{name}.csv", writing.CSV, writing.export_csv(SHEET, rows))
    return Attachment(f"{name}.xlsx", writing.XLSX, writing.export_xlsx(SHEET, rows))


def _cells(line: Line) -> dict[str, str | int]:
    cells: dict[str, str | int] = {"about": line.about, "group": line.group, "figure": line.figure, "part": line.part}
    share = line.share
    if share is None or share.percent is None:
        return cells
    return cells | {"whole": share.whole, "percent": share.percent, "low": share.low, "high": share.high}
