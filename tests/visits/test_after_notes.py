"""What follows by itself: outcomes for the recommender, reminders, what is kept and forgotten."""

import pytest
from django.urls import reverse

from matching.models import Outcome
from network.enums import IdeaStatus
from people.models import User
from people.services import erasure
from tests import make
from tests.visits import given
from tests.visits.given_after import feedback, held, reflection
from tests.visits.given_chain import told
from visits.enums import FeedbackSide, VisitState
from visits.models import Feedback, Reflection
from visits.selectors import after_own_data
from visits.services import after_notices, outcomes, visits

pytestmark = pytest.mark.django_db


def _of_a_club(state, **facts):
    """A visit of a club with one idea that was suggested to the offer and one that was not."""
    club = make.club()
    paired, _other = make.idea(club), make.idea(club)
    offer = given.offer()
    given.pair(paired, offer)
    teacher = given.teacher(club.school)
    days = facts.pop("days", -1)
    return paired, given.visit(given.slot(offer, days=days), teacher, state=state, club=club, **facts)


def _noted():
    return list(Outcome.objects.values_list("idea", "kind"))


def test_a_visit_that_was_held_is_an_outcome_of_the_pairs_it_is_about_once():
    idea, visit = _of_a_club(VisitState.CONFIRMED)
    visits.hold_past()
    outcomes.visit_moved(visit.pk, "hold")

    assert _noted() == [(idea.pk, "completed")]


def test_of_a_visit_without_a_club_or_of_drafts_nothing_is_noted():
    idea, _visit = _of_a_club(VisitState.CONFIRMED)
    idea.status = IdeaStatus.DRAFT
    idea.save()
    visits.hold_past()
    assert _noted() == []
    held()
    assert _noted() == []


def test_a_hosts_no_is_an_outcome_and_a_schools_is_none():
    idea, visit = _of_a_club(VisitState.ASKED, days=20)
    head = given.head(visit.school)
    visits.refuse(visit=visit, reason="Tuần ấy thi", by=head)
    assert _noted() == []

    idea, visit = _of_a_club(VisitState.ASKED, days=20)
    visits.refuse(visit=visit, reason="Xưởng sửa máy", by=visit.slot.offer.author)
    assert _noted() == [(idea.pk, "refused")]


def test_a_host_who_never_answered_is_an_outcome_and_who_had_accepted_is_none():
    idea, visit = _of_a_club(VisitState.SCHOOL_APPROVED)
    visits.record(visit, "promote", None)
    _idea, accepted = _of_a_club(VisitState.PREPARING)
    visits.record(accepted, "promote", None)
    visits.expire_late()

    assert _noted() == [(idea.pk, "expired")]


def test_who_has_something_to_tell_is_reminded_once_after_three_days():
    here = held(days=-4)
    fresh = held(days=-1)
    assert after_notices.remind() == 1
    after_notices.remind()

    assert told("tell_of_visit") == {here.pupil}
    assert told("say_how_it_was") == {here.teacher, here.host}
    assert here.pupil.notices.filter(kind="tell_of_visit").count() == 1
    assert fresh.pupil not in told("tell_of_visit")


def test_who_has_told_is_not_reminded():
    here = held(days=-4)
    reflection(here.place)
    feedback(here.visit, here.teacher, FeedbackSide.SCHOOL)
    feedback(here.visit, here.host, FeedbackSide.HOST)

    assert after_notices.remind() == 0
    assert told("tell_of_visit") | told("say_how_it_was") == set()


def test_home_asks_a_pupil_to_tell_and_the_adults_how_it_was(client):
    here = held()
    place = reverse("visit_after", args=[here.visit.pk])
    for person in (here.pupil, here.teacher, here.host):
        client.force_login(User.objects.get(pk=person.pk))
        assert place in client.get(reverse("home")).content.decode()

    reflection(here.place)
    feedback(here.visit, here.teacher, FeedbackSide.SCHOOL)
    for person in (here.pupil, here.teacher):
        client.force_login(User.objects.get(pk=person.pk))
        assert place not in client.get(reverse("home")).content.decode()


def test_the_visits_page_leads_there(client):
    here = held()
    for person in (here.pupil, here.teacher, here.host):
        client.force_login(person)
        page = client.get(reverse("visit_detail", args=[here.visit.pk])).content.decode()
        assert reverse("visit_after", args=[here.visit.pk]) in page


def test_before_it_was_held_there_is_nothing_to_see(client):
    visit = given.visit(state=VisitState.CONFIRMED)
    client.force_login(visit.organiser)
    assert client.get(reverse("visit_after", args=[visit.pk])).status_code == 409


def test_the_copy_has_ones_own_words_alone():
    here = held()
    reflection(here.place)
    feedback(here.visit, here.teacher, FeedbackSide.SCHOOL)

    assert [row["seen"] for row in after_own_data.reflections(here.pupil)] == ["Xưởng rất sạch."]
    assert [row["well"] for row in after_own_data.feedbacks(here.teacher)] == ["Đón rất chu đáo."]
    assert after_own_data.reflections(here.teacher) == after_own_data.feedbacks(here.pupil) == []


def test_an_erased_pupils_words_go_and_the_name_goes_from_others():
    here = held()
    reflection(here.place)
    friend = given.pupil_on(here.visit, make.pupil(here.school))
    reflection(friend, seen="Em đi với Đoàn Thị Nhãn Lồng.")
    said = feedback(here.visit, here.teacher, FeedbackSide.SCHOOL)
    said.well = "Em Đoàn Thị Nhãn Lồng hỏi hay."
    said.save()
    erasure.erase(subject=here.pupil, by=make.officer())

    assert [row.attendee_id for row in Reflection.objects.all()] == [friend.pk]
    kept = [Reflection.objects.get().seen, Feedback.objects.get().well]
    assert [text for text in kept if "Nhãn" in text] == []
