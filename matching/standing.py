"""What of a stored explanation is true of the two rows as they are today.

It was worked out when one of the two last changed. A text may have been edited a second ago, a seat taken: what does
not hold any more is left out until the worker has looked again.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from matching.engine.explain import FAR_KM, NEAR_KM
from matching.engine.geo import distance_km
from matching.models import Suggestion
from network.enums import Mode

Reason = dict[str, Any]
Texts = dict[str, dict[str, str]]
# Parts of a text, as the engine calls them.
TITLE, NEEDS = "title", "needs."


def reasons(suggestion: Suggestion) -> list[Reason]:
    """Those that hold, each with those of its marks that stand in both texts."""
    return _holding(suggestion, suggestion.explanation["reasons"])


def counter_reasons(suggestion: Suggestion) -> list[Reason]:
    return _holding(suggestion, suggestion.explanation["counter_reasons"])


def changes(suggestion: Suggestion) -> list[Reason]:
    """What would lift the score, and has not been done since."""
    told: list[Reason] = suggestion.explanation.get("changes", [])
    return [change for change in told if change["code"] != "meet_online" or not _meets_online(suggestion)]


def is_literal(suggestion: Suggestion) -> bool:
    """A reason stands, character by character, in both texts: without one a pair is not shown."""
    return any("marks" in reason for reason in reasons(suggestion))


def with_needs(pairs: Iterable[Suggestion]) -> list[Suggestion]:
    """The same pairs; the needs of the ideas, where marks lie in them, are read in one question."""
    found = list(pairs)
    prefetch_related_objects([pair for pair in found if _points_at_needs(pair)], "idea__needs")
    return found


def texts(suggestion: Suggestion) -> Texts:
    """By side and part, as the engine read them."""
    idea, post = suggestion.idea, suggestion.post
    needs = {f"{NEEDS}{position}": need.text for position, need in enumerate(idea.needs.all())}
    return {
        "idea": {TITLE: idea.title, "text": _story(suggestion), **needs},
        "post": {TITLE: post.title, "text": post.text},
    }


def kilometres(suggestion: Suggestion) -> float | None:
    ours, theirs = suggestion.idea.club.school.organisation.commune, suggestion.post.commune
    if None in (ours.latitude, ours.longitude, theirs.latitude, theirs.longitude):
        return None
    return distance_km((ours.latitude, ours.longitude), (theirs.latitude, theirs.longitude))  # type: ignore[arg-type]


def _holding(suggestion: Suggestion, stored: list[Reason]) -> list[Reason]:
    found = (_as_it_stands(suggestion, reason) for reason in stored)
    return [reason for reason in found if reason is not None]


def _as_it_stands(suggestion: Suggestion, reason: Reason) -> Reason | None:
    if "marks" in reason:
        marks = [mark for mark in reason["marks"] if _stands(mark, suggestion)]
        return {**reason, "marks": marks} if marks else None
    holds = _FACTS.get(reason["code"])
    return reason if holds is None or holds(reason["params"], suggestion) else None


def _stands(mark: Mapping[str, Any], suggestion: Suggestion) -> bool:
    return all(_part(suggestion, side, part)[start:end] == said for side, (part, start, end, said) in mark.items())


def _part(suggestion: Suggestion, side: str, part: str) -> str:
    """Reads the needs only for a mark that lies in them."""
    if side == "post":
        return suggestion.post.title if part == TITLE else suggestion.post.text
    if part.startswith(NEEDS):
        return texts(suggestion)["idea"].get(part, "")
    return suggestion.idea.title if part == TITLE else _story(suggestion)


def _story(suggestion: Suggestion) -> str:
    return f"{suggestion.idea.problem}\n{suggestion.idea.solution}"


def _points_at_needs(pair: Suggestion) -> bool:
    marks = (mark for reason in pair.explanation["reasons"] for mark in reason.get("marks", ()))
    return any(mark["idea"][0].startswith(NEEDS) for mark in marks)


Params = Mapping[str, Any]


def _meets_online(pair: Suggestion) -> bool:
    return pair.post.mode in {Mode.ONLINE, Mode.BOTH}


def _is_near(params: Params, pair: Suggestion) -> bool:
    km = kilometres(pair)
    return km is not None and km <= NEAR_KM


def _is_far(params: Params, pair: Suggestion) -> bool:
    km = kilometres(pair)
    return km is not None and km >= FAR_KM and not _meets_online(pair)


def _is_far_but_online(params: Params, pair: Suggestion) -> bool:
    km = kilometres(pair)
    return km is not None and km >= FAR_KM and _meets_online(pair)


def _is_online(params: Params, pair: Suggestion) -> bool:
    return _meets_online(pair)


def _has_these_ages(params: Params, pair: Suggestion) -> bool:
    return (params["youngest"], params["oldest"]) == (pair.post.age_min, pair.post.age_max)


def _is_of_this_kind(params: Params, pair: Suggestion) -> bool:
    return bool(params["kind"] == getattr(pair.post, "kind", "challenge"))


def _has_these_seats(params: Params, pair: Suggestion) -> bool:
    return bool(params["seats"] == pair.post.seats_left)


_FACTS: dict[str, Callable[[Params, Suggestion], bool]] = {
    "near": _is_near,
    "online": _is_online,
    "far": _is_far,
    "far_online_only": _is_far_but_online,
    "age_fits": _has_these_ages,
    "age_outside": _has_these_ages,
    "kind_needed": _is_of_this_kind,
    "kind_other": _is_of_this_kind,
    "seats_left": _has_these_seats,
    "last_seat": _has_these_seats,
}
