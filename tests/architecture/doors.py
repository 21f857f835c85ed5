"""Every address of the site with the methods it takes, read from the resolver."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Door:
    name: str
    methods: tuple[str, ...]
    parameters: frozenset[str]
    is_api: bool

    @property
    def keys(self) -> set[str]:
        return {f"{method}:{self.name}" for method in self.methods}


def every() -> dict[str, Door]:
    return {
        door.name: door for door in (_door(pattern, prefix) for pattern, prefix in _walk(get_resolver().url_patterns))
    }


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        else:
            yield pattern, here


def _door(pattern: URLPattern, address: str) -> Door:
    name = pattern.name or address
    return Door(
        name, _methods(pattern.callback), frozenset(pattern.pattern.regex.groupindex), address.startswith("api/")
    )


def _methods(view: Any) -> tuple[str, ...]:
    """A view set's actions, a class's methods; a function takes POST where its code reads it or is told to."""
    actions = getattr(view, "actions", None)
    if actions:
        return tuple(sorted(method.upper() for method in actions if method in METHODS))
    made_from = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if made_from:
        return tuple(method.upper() for method in METHODS if hasattr(made_from, method))
    only = _required(view)
    if only is not None:
        return tuple(only)
    return ("GET", "POST") if "request.POST" in inspect.getsource(inspect.unwrap(view)) else ("GET",)


def _required(view: Any) -> list[str] | None:
    """What `require_POST` and its like were told, kept in the closure of the function they made."""
    while view is not None:
        if "request_method_list" in view.__code__.co_freevars:
            place = view.__code__.co_freevars.index("request_method_list")
            return list(view.__closure__[place].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None
