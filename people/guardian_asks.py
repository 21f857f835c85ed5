"""What a guardian can be asked for one child beside the standing consents. Apps above `register` their kinds.

A question and its facts are shown behind the guardian's code alone. A yes needs a code of its own, as a consent's does;
a no acts at once (`services/guardian_asks.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.enums import ConsentPurpose
from people.models import Guardianship


class AskState(models.TextChoices):
    """How a guardian stands to one thing asked for the child beside the standing consents."""

    WAITING = "waiting", _("chờ gia đình trả lời")
    OUTDATED = "outdated", _("có thay đổi, xin trả lời lại")
    YES = "yes", _("đã đồng ý")
    NO = "no", _("không đồng ý")

    @property
    def tone(self) -> str:
        return {"yes": "green", "no": "red"}.get(self.value, "orange")


@dataclass(frozen=True)
class Fact:
    """One thing to know before answering, in plain words."""

    label: str
    text: str


@dataclass(frozen=True)
class Ask:
    """One question about one child to one guardian.

    `version` counts what was told: a yes is about what was read. `needs` is a standing consent that is missing and is
    asked together; `remark` says what else decides; `note` is what the guardian told the teachers.
    """

    kind: str
    pk: int
    title: str
    facts: tuple[Fact, ...]
    version: int
    state: AskState
    is_open: bool
    needs: ConsentPurpose | None = None
    remark: str = ""
    note: str = ""
    note_label: str = ""

    @property
    def waits(self) -> bool:
        return self.is_open and self.state in {AskState.WAITING, AskState.OUTDATED}


@dataclass(frozen=True)
class Said:
    agreed: bool
    version: int
    note: str = ""


# Asks by guardianship; of a guardianship for which nothing is asked there may be no entry.
Asked = dict[int, list[Ask]]


@dataclass(frozen=True)
class Kind:
    """`asked_of` finds the questions to these guardians; `answer` takes what one of them said, or raises."""

    code: str
    asked_of: Callable[[Sequence[Guardianship]], Asked]
    answer: Callable[[Guardianship, int, Said], None]


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of asks called {kind.code}.")
