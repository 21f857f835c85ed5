"""What a column of a sheet is."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Between several names in one cell: names of fields have commas of their own.
SEPARATOR = ";"


class Takes(Enum):
    LINE = "one line of text"
    TEXT = "text of several lines"
    NUMBER = "a whole number"
    DATE = "a day"
    ONE = "one of a list"
    SOME = "some of a list, with semicolons between"
    WORDS = "free words, with semicolons between"
    NOTHING = "is there for the reader and is not imported"


@dataclass(frozen=True)
class Column:
    """`among` names the list it chooses from: an enum here, or a look-up that the service fills."""

    code: str
    label: Promise | str
    takes: Takes = Takes.LINE
    needed: bool = False
    at_most: int = 0
    at_least: int = 0
    default: str | int | None = ""
    among: type[TextChoices] | str = ""
    also: tuple[str, ...] = ()
    help: Promise | str = ""
    examples: tuple[Promise | str | int, Promise | str | int] = ("", "")
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    kind: str
    title: Promise
    columns: tuple[Column, ...]

    @property
    def imported(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.takes != Takes.NOTHING)


FAULTS = Column("faults", _("Lỗi"), Takes.NOTHING, also=("loi", "ghi chu loi"), width=60)
# Columns people keep for themselves.
STATUS = Column("status", _("Trạng thái"), Takes.NOTHING, also=("trang thai",))
_NUMBER = Column("number", _("STT"), Takes.NOTHING, also=("tt", "so thu tu", "no"))
_NOTE = Column("note", _("Ghi chú"), Takes.NOTHING, also=("ghi chu", "note", "notes"))
IGNORED = (FAULTS, STATUS, _NUMBER, _NOTE)
