"""Numbers and distances are written as the reader's language writes them."""

import pytest
from django.utils import translation

from core import wording


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("vi", 1234.5, "1.234,5"),
        ("en", 1234.5, "1,234.5"),
        ("vi", 1284, "1.284"),
        ("en", 1284, "1,284"),
        ("vi", -0.5, "-0,5"),
        ("en", 12.0, "12"),
    ],
)
def test_a_number_in_the_readers_language(language, value, text):
    with translation.override(language):
        assert wording.number(value) == text


@pytest.mark.parametrize(
    ("language", "km", "text"),
    [("vi", 4.26, "4,3 km"), ("en", 4.26, "4.3 km"), ("en", 82.9, "83 km"), ("en", 0.4, "under 1 km")],
)
def test_a_distance_in_the_readers_language(language, km, text):
    with translation.override(language):
        assert wording.distance(km) == text
