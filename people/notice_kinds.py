"""What people can be told, each kind with its sentence. Apps above add theirs by `register` when they start."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """`sentence` is filled with the facts of the notice: "Thẩm định của %(name)s sắp hết hạn."

    `label` names it where people switch kinds on and off. One that must be read (`is_urgent`) cannot be switched off.
    """

    code: str
    label: Promise | str
    sentence: Promise | str
    icon: str = "bell"
    is_urgent: bool = False


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of notices called {kind.code}.")
