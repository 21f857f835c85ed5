"""Fair exposure: nobody is shown in more lists than they can answer, and no list is left empty for it.

Deferred acceptance (Gale & Shapley 1962): each list offers its best to those it names, who keep the best of what they
are offered; whoever was turned away offers to the next. The outcome does not depend on the order, and nobody stands
in a list while a better pair of theirs was turned away.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Ranked = Mapping[str, Sequence[tuple[str, float]]]


def spread(lists: Ranked, most: Mapping[str, int], length: int, least: int = 1) -> dict[str, list[str]]:
    """The lists, at most ``length`` long, with each name in at most ``most`` of them (no bound where it is not named).

    ``lists``: by asker, names with scores, best first, no name twice. A list that would be shorter than ``least`` gets
    its best names back, whatever their bound.
    """
    held: dict[str, list[tuple[float, str]]] = {}
    following = dict.fromkeys(lists, 0)
    places = dict.fromkeys(lists, length)
    waiting = sorted(lists, reverse=True)
    while waiting:
        asker = waiting.pop()
        while places[asker] and following[asker] < len(lists[asker]):
            name, score = lists[asker][following[asker]]
            following[asker] += 1
            places[asker] -= 1
            turned_away = _offer(held.setdefault(name, []), (score, asker), most.get(name))
            if turned_away is not None:
                places[turned_away] += 1
                if turned_away != asker:
                    waiting.append(turned_away)
    return _read(lists, held, min(least, length))


def _offer(kept: list[tuple[float, str]], offer: tuple[float, str], most: int | None) -> str | None:
    """Whom this name turns away for the offer: nobody while it has room."""
    if most is None or len(kept) < most:
        heapq.heappush(kept, offer)
        return None
    return heapq.heappushpop(kept, offer)[1]


def _read(lists: Ranked, held: Mapping[str, Sequence[tuple[float, str]]], least: int) -> dict[str, list[str]]:
    pairs = {(asker, name) for name, kept in held.items() for _, asker in kept}
    shown = {}
    for asker, ranked in lists.items():
        mine = [name for name, _ in ranked if (asker, name) in pairs]
        missing = [name for name, _ in ranked if name not in mine][: max(0, least - len(mine))]
        shown[asker] = [name for name, _ in ranked if name in mine or name in missing]
    return shown
