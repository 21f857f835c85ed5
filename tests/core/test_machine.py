import pytest
from django.db.models import TextChoices

from core.errors import Conflict
from core.machine import Machine, Transition


class Door(TextChoices):
    OPEN = "open", "Mở"
    SHUT = "shut", "Đóng"
    GONE = "gone", "Đã dỡ"


ROWS = (
    Transition("shut", Door.OPEN, Door.SHUT, "Đóng cửa"),
    Transition("open", Door.SHUT, Door.OPEN, "Mở cửa"),
    Transition("remove", (Door.OPEN, Door.SHUT), Door.GONE, "Dỡ cửa"),
)
MACHINE = Machine("door", Door, Door.SHUT, ROWS)


@pytest.mark.parametrize(
    ("state", "action", "target"),
    [
        (Door.OPEN, "shut", Door.SHUT),
        (Door.SHUT, "open", Door.OPEN),
        (Door.OPEN, "remove", Door.GONE),
        (Door.SHUT, "remove", Door.GONE),
        ("shut", "open", Door.OPEN),
    ],
)
def test_an_action_leads_where_the_table_says(state: str, action: str, target: Door) -> None:
    assert MACHINE.target(state, action) is target


@pytest.mark.parametrize(
    ("state", "action"), [("open", "open"), ("shut", "shut"), ("gone", "open"), ("gone", "shut"), ("gone", "remove")]
)
def test_an_action_that_is_not_in_the_table_is_a_conflict(state: str, action: str) -> None:
    with pytest.raises(Conflict):
        MACHINE.target(state, action)


def test_the_conflict_names_the_button_and_the_state() -> None:
    with pytest.raises(Conflict) as caught:
        MACHINE.target("gone", "open")
    assert caught.value.sentence == (
        "Không thể “Mở cửa” khi đang ở trạng thái “Đã dỡ”. Hãy tải lại trang để xem tình hình mới."
    )


def test_an_unknown_action_is_a_bug_and_not_a_conflict() -> None:
    with pytest.raises(ValueError, match="knows no action “paint”"):
        MACHINE.target("open", "paint")


def test_an_unknown_state_is_a_bug() -> None:
    with pytest.raises(ValueError, match="ajar"):
        MACHINE.target("ajar", "open")


def test_allowed_keeps_the_order_of_the_table() -> None:
    assert [row.action for row in MACHINE.allowed("shut")] == ["open", "remove"]
    assert MACHINE.allowed(Door.GONE) == ()


def test_only_a_state_that_nothing_leaves_is_final() -> None:
    assert [state for state in Door if MACHINE.is_final(state)] == [Door.GONE]


def test_a_move_that_is_in_the_table_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="“shut” from OPEN is in the table twice"):
        Machine("door", Door, Door.SHUT, [*ROWS, Transition("shut", Door.OPEN, Door.GONE, "Đóng hẳn")])


def test_a_state_that_nothing_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing leads to GONE"):
        Machine("door", Door, Door.SHUT, ROWS[:2])


def test_the_picture_holds_every_state_and_every_row() -> None:
    assert MACHINE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    OPEN : Mở",
        "    SHUT : Đóng",
        "    GONE : Đã dỡ",
        "    [*] --> SHUT",
        "    OPEN --> SHUT : Đóng cửa",
        "    SHUT --> OPEN : Mở cửa",
        "    OPEN --> GONE : Dỡ cửa",
        "    SHUT --> GONE : Dỡ cửa",
        "    GONE --> [*]",
    ]
