"""City-wide counts: counted once for all of a scope, for a minute at most."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache

from core import clock, figures


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()
    yield
    cache.clear()


def count_with(calls):
    def count():
        calls.append(clock.now())
        return len(calls)

    return count


def test_a_figure_is_counted_once_for_a_scope(settings):
    settings.FIGURES_SECONDS = 60
    calls = []

    first = figures.of("schools", "city", count_with(calls))
    second = figures.of("schools", "city", count_with(calls))

    assert (first.value, second.value) == (1, 1)
    assert first.counted_at == second.counted_at


def test_another_scope_is_counted_by_itself(settings):
    settings.FIGURES_SECONDS = 60
    calls = []

    figures.of("schools", "city", count_with(calls))

    assert figures.of("schools", "11311", count_with(calls)).value == 2
    assert figures.of("clubs", "city", count_with(calls)).value == 3


def test_a_figure_is_counted_anew_after_its_time(settings):
    settings.FIGURES_SECONDS = 60
    calls = []
    figures.of("schools", "city", count_with(calls))

    with time_machine.travel(clock.now() + dt.timedelta(seconds=61), tick=False):
        assert figures.of("schools", "city", count_with(calls)).value == 2


def test_with_no_time_to_keep_it_every_question_counts(settings):
    settings.FIGURES_SECONDS = 0
    calls = []

    figures.of("schools", "city", count_with(calls))

    assert figures.of("schools", "city", count_with(calls)).value == 2
