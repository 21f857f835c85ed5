import pytest

from core.errors import Refused
from core.permissions import boolean_twin, reason


def check_can_enter(age: int, *, host: str = "") -> None:
    """Eighteen or invited."""
    if age < 18 and not host:
        raise Refused("Em cần có người mời.")


can_enter = boolean_twin(check_can_enter)


@pytest.mark.parametrize(("age", "host", "expected"), [(17, "", False), (17, "Lan", True), (18, "", True)])
def test_the_twin_answers_as_the_check_does(age: int, host: str, expected: bool) -> None:
    assert can_enter(age, host=host) is expected


def test_the_reason_is_the_sentence_of_the_check() -> None:
    assert reason(check_can_enter, 17) == "Em cần có người mời."


def test_the_reason_can_be_asked_of_either_face() -> None:
    assert (reason(can_enter, 17), reason(can_enter, 18)) == ("Em cần có người mời.", None)


def test_a_bug_in_a_check_is_not_taken_for_a_no() -> None:
    def check_can_divide() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        boolean_twin(check_can_divide)()


def test_the_twin_is_named_for_what_it_answers() -> None:
    assert (can_enter.__name__, can_enter.__doc__) == ("can_enter", "Eighteen or invited.")
