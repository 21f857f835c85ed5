"""A state machine as one table: who may move it is a permission's business, which moves exist is the table's."""

import enum
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict

S = TypeVar("S", bound=enum.Enum)


class Transition(Generic[S]):
    """One row of the table. `label` is what the button says, a lazy translation as a rule."""

    __slots__ = ("action", "label", "sources", "target")

    def __init__(self, action: str, sources: S | Iterable[S], target: S, label: object) -> None:
        self.action = action
        self.sources: tuple[S, ...] = (sources,) if isinstance(sources, enum.Enum) else tuple(sources)
        self.target = target
        self.label = label


class Machine(Generic[S]):
    """Raises ValueError at import when the table contradicts itself.

    States are named by enum member or by their stored value, so a model's field can be passed as it is.
    """

    def __init__(self, name: str, states: type[S], initial: S, transitions: Sequence[Transition[S]]) -> None:
        self.name = name
        self.states = states
        self.initial = initial
        self.transitions = tuple(transitions)
        self._table: dict[tuple[S, str], Transition[S]] = {}
        for row in self.transitions:
            for source in row.sources:
                if (source, row.action) in self._table:
                    raise ValueError(f"{name}: “{row.action}” from {source.name} is in the table twice.")
                self._table[source, row.action] = row
        self._refuse_unreachable_states()

    def target(self, state: S | str, action: str) -> S:
        """Where the action leads from here; Conflict with a sentence when it leads nowhere."""
        here = self.states(state)
        if action not in {row.action for row in self.transitions}:
            raise ValueError(f"{self.name} knows no action “{action}”.")
        row = self._table.get((here, action))
        if row is None:
            raise Conflict(
                _("Không thể “%(action)s” khi đang ở trạng thái “%(state)s”. Hãy tải lại trang để xem tình hình mới.")
                % {"action": self._label_of(action), "state": _label(here)}
            )
        return row.target

    def allowed(self, state: S | str) -> tuple[Transition[S], ...]:
        """The rows that leave this state, in the order of the table."""
        here = self.states(state)
        return tuple(row for row in self.transitions if here in row.sources)

    def is_final(self, state: S | str) -> bool:
        return not self.allowed(state)

    def mermaid(self) -> str:
        lines = ["stateDiagram-v2"]
        lines += [f"    {state.name} : {_label(state)}" for state in self.states]
        lines.append(f"    [*] --> {self.initial.name}")
        for row in self.transitions:
            lines += [f"    {source.name} --> {row.target.name} : {row.label}" for source in row.sources]
        lines += [f"    {state.name} --> [*]" for state in self.states if self.is_final(state)]
        return "\n".join(lines)

    def _label_of(self, action: str) -> object:
        return next(row.label for row in self.transitions if row.action == action)

    def _refuse_unreachable_states(self) -> None:
        reached = {self.initial} | {row.target for row in self.transitions}
        lost = [state.name for state in self.states if state not in reached]
        if lost:
            raise ValueError(f"{self.name}: nothing leads to {', '.join(lost)}.")


def _label(state: enum.Enum) -> object:
    return getattr(state, "label", state.value)
