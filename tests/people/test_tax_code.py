"""Tax codes: the check digit, branches, and what people type."""

import pytest

from people import tax_code

# Published by the companies themselves; the last is the worked example of the tax authority's circular.
REAL = {
    "Vinamilk": "0300588569",
    "Vingroup": "0101245486",
    "Vietcombank": "0100112437",
    "FPT": "0101248141",
    "Viettel": "0100109106",
    "circular": "0100047516",
}


@pytest.mark.parametrize("code", REAL.values(), ids=REAL)
def test_codes_that_exist_are_sound(code):
    assert tax_code.tidied(code) == code


@pytest.mark.parametrize("code", REAL.values(), ids=REAL)
def test_no_other_last_digit_is_sound(code):
    others = [f"{code[:9]}{digit}" for digit in range(10) if str(digit) != code[9]]

    assert [tax_code.tidied(other) for other in others] == [None] * 9


@pytest.mark.parametrize("place", range(9))
def test_one_mistyped_digit_is_found(place):
    code = REAL["Vinamilk"]
    typed = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]

    assert tax_code.tidied(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100109106-501", "0100109106-501"),
        ("0100109106501", "0100109106-501"),
        (" 0100 109 106 ", "0100109106"),
        ("0100.109.106-501", "0100109106-501"),
        ("0100109106-000", None),
        ("0100109106-50", None),
        ("010010910", None),
        ("01001091060", None),
        ("٠١٠٠١٠٩١٠٦", None),
        ("mười số", None),
        ("", None),
    ],
)
def test_what_people_type(typed, kept):
    assert tax_code.tidied(typed) == kept


def test_nine_digits_without_a_check_digit_are_never_issued():
    assert tax_code.check_digit("000000000") is None
    assert [tax_code.tidied(f"000000000{digit}") for digit in range(10)] == [None] * 10
