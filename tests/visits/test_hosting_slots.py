"""One time of a host: opened, in nobody's way, made larger, closed, opened again."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import OfferKind, PostStatus
from network.models import Offer
from people.enums import OrganisationStatus
from people.models import Organisation, User
from people.selectors import hats
from tests import make
from tests.races import race
from tests.visits import given
from visits.enums import ClosureKind, VisitState
from visits.models import Closure, Slot, Visit
from visits.services import slots
from visits.services.slots import Opening

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 10)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(dt.datetime(2027, 2, 15, 8, tzinfo=clock.zone()), tick=False)


def opening(**facts):
    return Opening(**{"day": DAY, "starts": dt.time(9), "seats": 30, **facts})


def test_a_slot_stands_on_the_clock_of_hai_phong():
    offer = given.offer()

    made = slots.open_one(offer=offer, opening=opening(), by=offer.author)

    assert (made.starts_at.isoformat(), made.ends_at - made.starts_at) == (
        "2027-03-10T09:00:00+07:00",
        dt.timedelta(hours=2),
    )
    assert (made.seats, made.groups, made.seats_taken) == (30, 1, 0)


def test_an_overlap_is_refused_with_the_time_that_is_in_the_way():
    offer = given.offer()
    slots.open_one(offer=offer, opening=opening(), by=offer.author)

    with pytest.raises(Conflict, match="Trùng với khung giờ đã mở: 09:00–11:00 thứ tư, 10/03/2027"):
        slots.open_one(offer=offer, opening=opening(starts=dt.time(10, 59)), by=offer.author)

    assert Slot.objects.count() == 1


def test_one_slot_may_begin_when_another_ends_and_another_offer_has_times_of_its_own():
    offer = given.offer()
    other = given.offer(offer.author)
    slots.open_one(offer=offer, opening=opening(), by=offer.author)

    slots.open_one(offer=offer, opening=opening(starts=dt.time(11)), by=offer.author)
    slots.open_one(offer=other, opening=opening(), by=offer.author)

    assert Slot.objects.count() == 3


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"day": dt.date(2027, 2, 14)}, "day"),
        ({"day": dt.date(2028, 3, 1)}, "day"),
        ({"day": dt.date(2027, 2, 15), "starts": dt.time(7)}, "starts"),
        ({"starts": dt.time(5, 59)}, "starts"),
        ({"starts": dt.time(19, 1)}, "starts"),
        ({"minutes": 29}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"seats": 0}, "seats"),
        ({"seats": 201}, "seats"),
        ({"groups": 0}, "groups"),
        ({"groups": 3, "seats": 2}, "groups"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(facts, field):
    offer = given.offer()

    with pytest.raises(Invalid) as refusal:
        slots.open_one(offer=offer, opening=opening(**facts), by=offer.author)

    assert list(refusal.value.errors) == [field]


def test_nobody_receives_on_a_holiday_or_on_the_hosts_or_the_citys_day_off():
    offer = given.offer()
    for organisation in (offer.organisation, None):
        Closure.objects.create(organisation=organisation, kind=ClosureKind.BUSY, first_day=DAY, last_day=DAY)
        with pytest.raises(Invalid, match="nơi đón bận"):
            slots.open_one(offer=offer, opening=opening(), by=offer.author)
        Closure.objects.all().delete()
    with pytest.raises(Invalid, match="nghỉ"):
        slots.open_one(offer=offer, opening=opening(day=dt.date(2027, 4, 30)), by=offer.author)


def test_another_organisations_day_off_is_nothing_to_this_host():
    offer = given.offer()
    Closure.objects.create(organisation=make.organisation(), kind=ClosureKind.BUSY, first_day=DAY, last_day=DAY)

    assert slots.open_one(offer=offer, opening=opening(), by=offer.author).pk


def test_only_who_speaks_for_the_offer_opens_times():
    offer = given.offer()
    colleague = make.representative(offer.organisation)

    slots.open_one(offer=offer, opening=opening(), by=colleague)
    for somebody in (given.host(), given.teacher(), make.officer(), make.mentor(offer.organisation)):
        with pytest.raises(Refused):
            slots.open_one(offer=offer, opening=opening(starts=dt.time(14)), by=somebody)


def test_a_host_of_a_suspended_organisation_opens_nothing():
    offer = given.offer()
    Organisation.objects.filter(pk=offer.organisation_id).update(status=OrganisationStatus.SUSPENDED)
    hats.forget(offer.author)

    with pytest.raises(Refused):
        slots.open_one(offer=offer, opening=opening(), by=offer.author)


def test_an_offer_needs_conditions_and_must_be_of_a_kind_that_receives():
    host = given.host()
    bare = make.offer(host.affiliations.get().organisation, by=host, kind=OfferKind.VISIT)
    mentoring = given.offer(host, kind=OfferKind.MENTORING)
    closed = given.offer(host, status=PostStatus.CLOSED)

    for offer, why in ((bare, "điều kiện đón trước"), (mentoring, "mới có giờ đón"), (closed, "khép lại")):
        with pytest.raises(Conflict, match=why):
            slots.open_one(offer=offer, opening=opening(), by=host)


def test_more_seats_go_to_who_waits():
    at = given.slot(seats=20, groups=2)
    given.visit(at, party=15)
    waiting = given.visit(at, state=VisitState.WAITING, party=10)

    grown = slots.resize(slot=at, seats=25, groups=2, by=at.offer.author)

    waiting.refresh_from_db()
    assert (waiting.state, grown.seats, grown.seats_taken, grown.groups_taken) == (VisitState.ASKED, 25, 25, 2)


def test_seats_are_not_taken_from_who_holds_them():
    at = given.slot(seats=40, groups=3)
    given.visit(at, party=15)
    given.visit(at, party=5)

    for seats, groups, why in ((19, 2, "20 học sinh"), (20, 1, "2 đoàn")):
        with pytest.raises(Conflict, match=why):
            slots.resize(slot=at, seats=seats, groups=groups, by=at.offer.author)

    shrunk = slots.resize(slot=at, seats=20, groups=2, by=at.offer.author)
    assert (shrunk.seats, shrunk.groups) == (20, 2)


def test_a_booked_slot_is_not_closed_behind_the_groups_backs():
    at = given.slot()
    held = given.visit(at)

    with pytest.raises(Conflict, match="hãy báo các đoàn trước"):
        slots.close(slot=at, by=at.offer.author)

    at.refresh_from_db()
    held.refresh_from_db()
    assert (at.closed_at, held.state) == (None, VisitState.ASKED)


def test_closing_with_a_reason_ends_held_and_waiting_visits_and_gives_all_seats_back():
    at = given.slot(seats=20)
    held = given.visit(at, state=VisitState.CONFIRMED, party=20)
    waiting = given.visit(at, state=VisitState.WAITING, party=20)

    slots.close(slot=at, cancels=True, reason="Xưởng sửa điện cả tuần.", by=at.offer.author)

    at.refresh_from_db()
    told = [(row.state, row.reason) for row in Visit.objects.filter(pk__in=[held.pk, waiting.pk])]
    assert told == [(VisitState.CANCELLED, "Xưởng sửa điện cả tuần.")] * 2
    assert (at.closed_at is not None, at.seats_taken, at.groups_taken) == (True, 0, 0)


def test_closing_with_groups_needs_a_reason_and_else_changes_nothing():
    at = given.slot()
    held = given.visit(at)

    with pytest.raises(Invalid):
        slots.close(slot=at, cancels=True, reason=" ", by=at.offer.author)

    at.refresh_from_db()
    held.refresh_from_db()
    assert (at.closed_at, held.state) == (None, VisitState.ASKED)


def test_a_closed_slot_opens_again_where_nothing_stands_in_the_way():
    at = given.slot()
    slots.close(slot=at, by=at.offer.author)
    with pytest.raises(Conflict, match="đã đóng rồi"):
        slots.close(slot=at, by=at.offer.author)
    in_the_way = given.slot(at.offer)

    with pytest.raises(Conflict, match="Trùng"):
        slots.reopen(slot=at, by=at.offer.author)
    slots.close(slot=in_the_way, by=at.offer.author)

    assert slots.reopen(slot=at, by=at.offer.author).closed_at is None
    with pytest.raises(Conflict, match="đang mở"):
        slots.reopen(slot=at, by=at.offer.author)


def test_what_is_past_stays_as_it_was():
    at = given.slot(days=-1)
    for act in (
        lambda: slots.close(slot=at, by=at.offer.author),
        lambda: slots.resize(slot=at, seats=50, groups=1, by=at.offer.author),
    ):
        with pytest.raises(Conflict, match="đã qua"):
            act()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_overlapping_times_opened_at_once_one_stands():
    offer = given.offer()
    starts = (dt.time(9), dt.time(10))

    def open_it(index):
        by = User.objects.get(pk=offer.author_id)
        return slots.open_one(offer=Offer.objects.get(pk=offer.pk), opening=opening(starts=starts[index]), by=by)

    outcomes = race(2, open_it)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Slot"]
    assert "Trùng" in str(next(outcome for outcome in outcomes if isinstance(outcome, Conflict)))
    assert Slot.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_slot_that_is_closed_while_somebody_books_ends_with_nobody_in_it():
    from visits.services import visits

    at, teacher = given.slot(), given.teacher()
    booking = given.booking(at, teacher)

    def act(index):
        if index:
            return visits.book(booking=booking, by=User.objects.get(pk=teacher.pk))
        return slots.close(slot=Slot.objects.get(pk=at.pk), by=User.objects.get(pk=at.offer.author_id))

    outcomes = race(2, act)

    at.refresh_from_db()
    booked = Visit.objects.filter(slot=at).count()
    assert [isinstance(outcome, Conflict) for outcome in outcomes].count(True) == 1
    assert (at.closed_at is None, booked) in {(True, 1), (False, 0)}
