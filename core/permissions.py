"""The two faces of a permission: a check that raises with a reason, and its boolean twin."""

import functools
from collections.abc import Callable
from typing import ParamSpec

from core.errors import Problem

P = ParamSpec("P")


def boolean_twin(check: Callable[P, object]) -> Callable[P, bool]:
    """`can_publish = boolean_twin(check_can_publish)`: the same question answered with True or False."""

    @functools.wraps(check)
    def can(*args: P.args, **kwargs: P.kwargs) -> bool:
        return reason(check, *args, **kwargs) is None

    can.__name__ = check.__name__.removeprefix("check_")
    can.__qualname__ = can.__name__
    can.__annotations__ = {**getattr(check, "__annotations__", {}), "return": bool}
    return can


def reason(check: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> str | None:
    """Why not, in the words of the check, for a button that is disabled; None when it is allowed.

    Takes either face of a permission.
    """
    asked: Callable[..., object] = getattr(check, "__wrapped__", check)
    try:
        asked(*args, **kwargs)
    except Problem as problem:
        return problem.sentence
    return None
