"""Two at once: nobody is on a roster twice, never more than the party, nobody in two places."""

import pytest

from core.errors import Conflict
from people.guardian_asks import Said
from people.models import Guardianship, User
from tests import make
from tests.races import race
from tests.visits import given, given_roster
from visits.enums import VisitState
from visits.models import Agreement, Attendee, Busy, Slot, Visit
from visits.services import agreements, rosters

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_two_teachers_who_add_the_same_pupil_add_the_pupil_once():
    visit = given_roster.prepared()
    pupil, other = given_roster.pupil(visit), given.teacher(visit.school)
    teachers = [visit.organiser_id, other.pk]

    def add(index):
        by = User.objects.get(pk=teachers[index])
        return rosters.add(visit=Visit.objects.get(pk=visit.pk), pupils=[pupil.pk], by=by).count

    assert sorted(race(2, add)) == [0, 1]
    assert (Attendee.objects.count(), Busy.objects.filter(person=pupil).count()) == (1, 1)


def test_two_teachers_who_take_the_last_place_are_told_apart():
    visit = given_roster.prepared(party=1)
    pupils = [given_roster.pupil(visit) for _ in range(2)]

    def add(index):
        fresh = Visit.objects.get(pk=visit.pk)
        return rosters.add(visit=fresh, pupils=[pupils[index].pk], by=User.objects.get(pk=visit.organiser_id))

    outcomes = race(2, add)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert len(given_roster.on(visit)) == 1


def test_two_visits_at_one_time_do_not_both_get_the_pupil():
    school = make.school()
    both = [given_roster.prepared(by=given.teacher(school), at=given.slot(hour=hour)) for hour in (9, 10)]
    pupil = given_roster.pupil(both[0])

    def add(index):
        fresh = Visit.objects.get(pk=both[index].pk)
        return rosters.add(visit=fresh, pupils=[pupil.pk], by=User.objects.get(pk=fresh.organiser_id))

    outcomes = race(2, add)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert Busy.objects.filter(person=pupil).count() == Attendee.objects.count() == 1


def test_two_guardians_who_take_their_yes_back_at_once_free_both_seats():
    visit = given.visit(state=VisitState.CONFIRMED, party=3)
    rows = [given.pupil_on(visit) for _ in range(3)]

    def say_no(index):
        row = rows[index]
        guardianship = Guardianship.objects.get(pupil=row.pupil_id)
        agreements.answer(guardianship, row.pk, Said(False, 1))

    assert race(2, say_no) == [None, None]
    assert Visit.objects.get(pk=visit.pk).party == Slot.objects.get(pk=visit.slot_id).seats_taken == 1
    assert Agreement.objects.count() == 3
