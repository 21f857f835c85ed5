import numpy as np

from matching.engine.history import History

# The first three askers are of one kind, the others of another; each kind is helped by its own two supplies.
WENT_WELL = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]], dtype=float)
KINDS = np.array([[1, 0]] * 3 + [[0, 1]] * 3, dtype=float)


def test_who_was_helped_by_one_is_near_to_who_helps_with_it() -> None:
    found = History(shrink=1.0).fit(WENT_WELL, KINDS).of_seen(WENT_WELL[2:3])[0]

    assert found[1] > max(found[2], found[3])


def test_somebody_new_is_near_to_what_helped_the_like() -> None:
    found = History(shrink=1.0, ridge=1.0).fit(WENT_WELL, KINDS).of_new(np.array([[0.0, 1.0]]))[0]

    assert min(found[2], found[3]) > max(found[0], found[1])
