"""A history page on its way to its reader: pupils' names in it leave their trace."""

from people.enums import RecordPart
from people.models import User
from people.selectors import history
from people.selectors.history import Page
from people.services import read_log


def read(*, reader: User, kind: str, pk: int, number: int = 1) -> Page:
    found = history.page_for(reader, kind, pk, number)
    read_log.record(reader=reader, pupils=found.pupils, what=RecordPart.HISTORY)
    return found
