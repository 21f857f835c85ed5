"""Open slots as a school finds them: what is left out, what narrows, what comes first."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from network.enums import Language, OfferKind, PostStatus
from people.enums import Role
from people.models import Organisation
from people.selectors import hats
from tests import make
from tests.visits import given
from visits.enums import ClosureKind, HalfDay, SlotSort
from visits.models import Closure
from visits.rules import BOOK_AHEAD
from visits.selectors import nearest, slots
from visits.selectors.slots import Facts, Wanted

pytestmark = pytest.mark.django_db
CAT_HAI = "11914"


@pytest.fixture
def teacher():
    return given.teacher()


def found(viewer, **wanted):
    facts = {name: wanted.pop(name) for name in list(wanted) if name in Facts.__dataclass_fields__}
    return [key.slot for key in slots.open_to(viewer, Wanted(facts=Facts(**facts), **wanted)).keys]


def day(days):
    return clock.today() + dt.timedelta(days=days)


def test_what_is_open_comes_by_time(teacher):
    late, soon = given.slot(days=30), given.slot(days=10)

    assert found(teacher) == [soon.pk, late.pk]


def test_closed_too_near_hidden_and_other_kinds_are_left_out(teacher):
    given.slot(closed_at=clock.now())
    given.slot(starts_at=clock.now() + BOOK_AHEAD - dt.timedelta(minutes=5), ends_at=clock.now() + BOOK_AHEAD)
    given.slot(given.offer(status=PostStatus.DRAFT))
    given.slot(given.offer(kind=OfferKind.MENTORING))
    lapsed = given.slot()
    lapsed.offer.author.clearances.update(revoked_at=clock.now())
    suspended = given.slot()
    Organisation.objects.filter(pk=suspended.offer.organisation_id).update(status="suspended")

    assert found(teacher) == []


def test_a_full_slot_stays_for_its_line_and_a_party_asks_for_room(teacher):
    full = given.slot(seats=10)
    given.visit(full, party=10)
    roomy = given.slot(days=21, seats=30, groups=2)
    given.visit(roomy, party=12)

    assert found(teacher) == [full.pk, roomy.pk]
    assert (found(teacher, party=18), found(teacher, party=19)) == ([roomy.pk], [])


def test_a_slot_whose_groups_are_all_there_has_no_room(teacher):
    given.visit(given.slot(seats=40, groups=1), party=5)

    assert found(teacher, party=5) == []


def test_a_party_keeps_to_what_the_host_takes(teacher):
    given.slot(given.offer(party_min=10, party_max=20), seats=40)

    assert [len(found(teacher, party=party)) for party in (9, 10, 20, 21)] == [0, 1, 1, 0]


def test_the_schools_and_the_citys_days_off_are_left_out_and_counted(teacher):
    school = teacher.affiliations.get().organisation
    kept, own, city, other = (given.slot(days=days) for days in (20, 21, 22, 23))
    for organisation, days in ((school, 21), (None, 22), (make.organisation(), 23)):
        Closure.objects.create(
            organisation=organisation, kind=ClosureKind.EXAMS, first_day=day(days), last_day=day(days)
        )

    answer = slots.open_to(teacher, Wanted())

    assert ([key.slot for key in answer.keys], answer.left_out) == ([kept.pk, other.pk], 2)
    assert found(given.teacher()) == [kept.pk, own.pk, other.pk]
    assert city.pk not in found(given.teacher())


def test_each_filter_narrows(teacher):
    plain = given.slot(hour=9)
    odd = given.offer(
        kind=OfferKind.TALK,
        title="Xưởng đóng tàu Bạch Đằng",
        age_min=15,
        languages=["vi", "en"],
        access=["step_free", "quiet"],
    )
    other = given.slot(odd, hour=14, days=24)

    assert found(teacher, kind=OfferKind.TALK) == [other.pk]
    assert found(teacher, words=slots.words_of("bach dang")) == found(teacher, words=slots.words_of("Bạch Đằng"))
    assert found(teacher, words=slots.words_of("bach dang")) == [other.pk]
    assert found(teacher, age=12) == [plain.pk]
    assert found(teacher, language=Language.ENGLISH) == [other.pk]
    assert found(teacher, access=("step_free", "quiet")) == [other.pk]
    assert found(teacher, access=("lift",)) == []
    assert found(teacher, field="industry_manufacturing") == [plain.pk, other.pk]
    assert found(teacher, field="khong-co") == []
    assert found(teacher, half=HalfDay.MORNING) == [plain.pk]
    assert found(teacher, half=HalfDay.AFTERNOON) == [other.pk]
    assert found(teacher, first_day=day(21)) == [other.pk]
    assert found(teacher, last_day=day(23)) == [plain.pk]
    assert found(teacher, weekday=day(24).weekday()) == [other.pk]
    assert found(teacher, commune=make.commune().code) == [plain.pk, other.pk]
    assert found(teacher, offer=odd.pk) == [other.pk]


def test_words_are_also_sought_in_the_hosts_name(teacher):
    slot = given.slot(given.offer(given.host(make.organisation(name="Công ty Đình Vũ"))))

    assert found(teacher, words=slots.words_of("dinh vu cong")) == [slot.pk]


def test_the_early_hours_belong_to_the_day_of_hai_phong(teacher):
    slot = given.slot(hour=6)

    assert found(teacher, first_day=day(20), last_day=day(20), half=HalfDay.MORNING) == [slot.pk]


def test_near_ones_come_first_and_far_ones_may_be_left_out():
    far_commune = make.commune(CAT_HAI)
    far = given.slot(given.offer(given.host(make.organisation(commune=far_commune))), days=10)
    near = given.slot(days=20)
    teacher = given.teacher()

    assert found(teacher, sort=SlotSort.DISTANCE) == [near.pk, far.pk]
    assert found(teacher, within=5) == [near.pk]
    assert found(given.teacher(make.school(commune=far_commune)), sort=SlotSort.DISTANCE) == [far.pk, near.pk]


def test_what_fits_the_schools_clubs_comes_first_with_why():
    idea = make.idea()
    school = idea.club.school
    plain, fit = given.slot(days=10), given.slot(days=30)
    given.pair(idea, fit.offer, 0.7)
    given.pair(make.idea(), plain.offer, 0.9)
    teacher = given.teacher(school)

    answer = slots.open_to(teacher, Wanted(sort=SlotSort.FIT))
    rows = slots.with_rows(teacher, answer.keys, answer.kilometres)

    assert [(row.slot.pk, row.fit and row.fit.idea_id) for row in rows] == [(fit.pk, idea.pk), (plain.pk, None)]


def test_pupils_and_outsiders_are_not_told_of_fits():
    idea = make.idea()
    slot = given.slot()
    given.pair(idea, slot.offer, 0.7)

    for viewer in (idea.created_by, slot.offer.author, given.teacher()):
        answer = slots.open_to(viewer, Wanted())
        assert [row.fit for row in slots.with_rows(viewer, answer.keys, answer.kilometres)] == [None]


def test_days_are_counted_before_they_narrow(teacher):
    given.slot(days=20, hour=8), given.slot(days=20, hour=14), given.slot(days=22)

    answer = slots.open_to(teacher, Wanted(first_day=day(22)))

    assert (len(answer.keys), answer.days) == (1, {day(20): 2, day(22): 1})


def test_somebody_without_a_hat_finds_nothing():
    given.slot()

    assert found(make.person()) == []


def test_the_nearest_are_the_same_hosts_first_then_alike_ones_near_in_time():
    teacher = given.teacher()
    offer, alike = given.offer(), given.offer()
    unlike = given.offer()
    unlike.fields.clear()
    full = given.slot(offer, days=20)
    given.visit(full, party=40)
    later = given.slot(offer, days=40)
    soon, same_day = given.slot(alike, days=25), given.slot(given.offer(), days=20, hour=14)
    given.slot(unlike, days=20)
    given.slot(given.offer(), days=20, seats=5)

    assert [row.slot for row in nearest.free_near(teacher, full, 10)] == [later, same_day, soon]


def test_the_nearest_are_few():
    offer, teacher = given.offer(), given.teacher()
    first, *_ = [given.slot(offer, days=10 + days) for days in range(9)]

    assert len(nearest.free_near(teacher, first, 1)) == 5


def test_a_list_asks_as_often_for_fifty_as_for_one(teacher):
    counts = []
    hats.of(teacher)
    for more in (1, 49):
        for days in range(more):
            given.slot(days=10 + days)
        with CaptureQueriesContext(connection) as queries:
            answer = slots.open_to(teacher, Wanted())
            rows = slots.with_rows(teacher, answer.keys[:20], answer.kilometres)
        counts.append(len(queries))

    assert len(rows) == 20
    assert counts[0] == counts[1] <= 8


def test_everybody_may_look_and_only_staff_of_a_school_has_a_school_to_look_for():
    pupil, host, head = make.pupil(), given.host(), make.adult(make.school(), Role.SCHOOL_ADMIN)

    assert [bool(slots.school_of(viewer)) for viewer in (pupil, host, head)] == [True, False, True]
