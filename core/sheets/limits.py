"""What both formats refuse, in the same words."""

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets.table import Value

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 2000
LAST_ROW = 20_000
# Rows a title and a header may take above the data.
ABOVE = 20
# What letters of the fonts .VnTime and the like (TCVN3) look like when they are read as Unicode; none is Vietnamese.
_OLD_FONT = frozenset("µ¸¶·¹¨»¾¼½Æ©ÇË®ÎÏÑªÖ×ØÜÞßäå¬æçëîïñöøûü«")


def old_font() -> str:
    return _(
        "Chữ trong tệp là phông cũ TCVN3 (.VnTime…) nên không đọc được. Hãy chuyển mã sang Unicode "
        "(Unikey: Ctrl+Shift+F6) rồi tải lại."
    )


def too_many_rows() -> str:
    return _("Tệp có hơn %(most)s dòng. Hãy chia thành vài tệp, mỗi tệp nhiều nhất %(most)s dòng.") % {
        "most": f"{MAX_ROWS:,}".replace(",", ".")
    }


def looks_like_old_font(text: str) -> bool:
    letters = sum(char.isalpha() or char in _OLD_FONT for char in text)
    strange = sum(char in _OLD_FONT for char in text)
    return strange >= 5 and strange > letters * 0.05


def check_rows(number: int, rows: list[tuple[int, list[Value]]]) -> None:
    """Stops reading as soon as it is clear that it is too much. Both formats ask after every row."""
    if len(rows) > MAX_ROWS + ABOVE:
        raise Invalid(too_many_rows(), field="file")
    if number > LAST_ROW:
        raise Invalid(_("Bảng kéo dài quá dòng 20.000. Hãy xóa các dòng trống ở phía dưới rồi tải lại."), field="file")
