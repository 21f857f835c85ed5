"""What makes a row differ from all others."""

import itertools

_numbers = itertools.count(1)


def new() -> int:
    return next(_numbers)
