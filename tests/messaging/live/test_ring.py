"""The newest frames of a conversation."""

from messaging.live import room
from messaging.live.room import Event, Ring, event_of


def test_it_gives_back_what_it_was_given_and_nothing_older() -> None:
    ring = Ring(head=7)
    ring.add(8, event_of("tám"))

    assert (ring.head, ring.get(8), ring.get(7)) == (8, event_of("tám"), None)


def test_what_it_has_it_does_not_take_again() -> None:
    ring = Ring(head=0)
    ring.add(1, event_of("một"))
    ring.add(1, event_of("khác"))

    assert ring.get(1) == event_of("một")


def test_two_hints_that_cross_leave_no_hole() -> None:
    ring = Ring(head=0)
    for number in (2, 1, 3):
        ring.add(number, event_of(str(number)))

    assert [ring.get(number) for number in (1, 2, 3)] == [event_of("1"), event_of("2"), event_of("3")]


def test_it_keeps_no_more_letters_than_it_may_and_the_newest_stay() -> None:
    ring = Ring(head=0)
    words = "x" * (room.KEPT_LETTERS // 10)
    for number in range(1, 31):
        ring.add(number, event_of(words))

    assert ring.letters <= room.KEPT_LETTERS
    assert [number for number in range(1, 31) if ring.get(number)] == list(range(21, 31))


def test_it_keeps_no_more_events_than_it_may() -> None:
    ring = Ring(head=0)
    for number in range(1, 2 * room.KEPT_EVENTS):
        ring.add(number, event_of(""))

    assert sum(ring.get(number) is not None for number in range(2 * room.KEPT_EVENTS)) == room.KEPT_EVENTS


def test_a_leap_leaves_nothing_behind_it() -> None:
    ring = Ring(head=0)
    ring.add(1, event_of("một"))
    ring.add(1_000_000, event_of("triệu"))

    assert (ring.get(1), ring.head, ring.letters) == (None, 1_000_000, len("triệu"))


def test_what_changed_is_forgotten_even_if_it_arrives_afterwards() -> None:
    ring = Ring(head=0)
    ring.add(1, event_of("một"))
    for number in (1, 2):
        ring.forget(number)
    ring.add(2, event_of("hai, như lúc đầu"))

    found: list[Event | None] = [ring.get(1), ring.get(2)]
    assert (found, ring.letters) == ([None, None], 0)
