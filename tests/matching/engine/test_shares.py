from collections import Counter

import pytest

from matching.engine import shares


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [
        # Newcombe 1998, table I.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (29, 29, (0.8830, 1.0)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, interval: tuple[float, float]) -> None:
    assert shares.wilson(part, whole) == pytest.approx(interval, abs=5e-5)


def by_definition(amounts: list[int]) -> float:
    """Half the mean difference of two, over the mean."""
    pairs = sum(abs(one - other) for one in amounts for other in amounts)
    return pairs / (2 * len(amounts) * sum(amounts))


@pytest.mark.parametrize("amounts", [[3, 3, 3], [0, 0, 9], [1, 2, 3, 4, 10], [0, 5, 5, 7, 7, 7, 30]])
def test_the_index_is_half_the_mean_difference_over_the_mean(amounts: list[int]) -> None:
    assert shares.gini(Counter(amounts)) == pytest.approx(by_definition(amounts))


def test_nothing_shown_is_neither_even_nor_uneven() -> None:
    assert shares.gini({0: 7}) is None
    assert shares.top_share({}) is None


def test_the_first_tenth_of_twenty_are_two() -> None:
    assert shares.top_share({10: 1, 6: 3, 1: 16}) == pytest.approx(16 / 44)


def test_a_tenth_of_fifteen_is_one_and_a_half() -> None:
    assert shares.top_share({10: 1, 4: 14}) == pytest.approx((10 + 2) / 66)
