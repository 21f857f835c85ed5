from itertools import permutations

from matching.engine import exposure

LISTS = {
    "a": [("popular", 0.9), ("second", 0.5), ("third", 0.2)],
    "b": [("popular", 0.8), ("second", 0.7), ("third", 0.3)],
    "c": [("popular", 0.7), ("second", 0.6)],
}


def test_without_a_bound_everybody_keeps_the_best() -> None:
    assert exposure.spread(LISTS, {}, 1) == {"a": ["popular"], "b": ["popular"], "c": ["popular"]}


def test_who_is_full_keeps_the_best_pairs_and_the_others_get_their_next() -> None:
    assert exposure.spread(LISTS, {"popular": 1, "second": 1}, 1, least=0) == {
        "a": ["popular"],
        "b": ["second"],
        "c": [],
    }


def test_a_list_that_would_be_empty_gets_its_best_back() -> None:
    assert exposure.spread(LISTS, {"popular": 1, "second": 1}, 1)["c"] == ["popular"]


def test_the_order_of_the_lists_does_not_matter() -> None:
    bound = {"popular": 1, "second": 2}
    found = [exposure.spread({name: LISTS[name] for name in order}, bound, 2) for order in permutations(LISTS)]

    assert all(one == found[0] for one in found)


def test_nobody_stands_in_a_list_while_a_better_pair_of_theirs_was_turned_away() -> None:
    shown = exposure.spread(LISTS, {"popular": 2, "second": 1, "third": 1}, 2, least=0)

    for name in ("popular", "second", "third"):
        held = [score for asker in LISTS for found, score in LISTS[asker] if found == name and name in shown[asker]]
        away = [
            score
            for asker in LISTS
            for found, score in LISTS[asker]
            if found == name and name not in shown[asker] and len(shown[asker]) < 2
        ]
        assert not held or not away or min(held) >= max(away)
