"""What both sides say of a visit, when the other reads it, and how many would go again."""

import pytest
from django.urls import reverse

from core.errors import Conflict, Refused
from tests.visits import given
from tests.visits.given_after import feedback, held
from tests.visits.given_chain import told
from visits.enums import FeedbackSide, GoAgain, VisitState
from visits.models import Feedback
from visits.selectors import feedbacks as selectors
from visits.services import feedbacks
from visits.services.feedbacks import Said

pytestmark = pytest.mark.django_db
SAID = Said(5, "Các em hỏi rất hay.", "", GoAgain.YES)
SCHOOL, HOST = FeedbackSide.SCHOOL, FeedbackSide.HOST


def test_the_other_side_reads_once_both_have_written():
    here = held()
    feedbacks.give(visit=here.visit, said=SAID, by=here.teacher)
    assert selectors.other_to(here.visit, HOST) is None
    feedbacks.give(visit=here.visit, said=SAID, by=here.host)

    assert selectors.other_to(here.visit, HOST).author == here.teacher
    assert selectors.other_to(here.visit, SCHOOL).author == here.host
    assert told("feedback_given") == {here.host, here.teacher}


@pytest.mark.parametrize(("days", "reads"), [(-13, False), (-15, True)])
def test_or_after_fourteen_days(days, reads):
    here = held(days=days)
    feedback(here.visit, here.teacher, SCHOOL)

    assert (selectors.other_to(here.visit, HOST) is not None) is reads


def test_each_side_writes_once():
    here = held()
    feedbacks.give(visit=here.visit, said=SAID, by=here.teacher)
    for person in (here.teacher, here.head):
        with pytest.raises(Conflict):
            feedbacks.give(visit=here.visit, said=SAID, by=person)


def test_who_had_no_part_and_who_only_came_along_as_a_pupil_say_nothing():
    here = held()
    for person in (given.teacher(here.school), here.pupil):
        with pytest.raises(Refused):
            feedbacks.give(visit=here.visit, said=SAID, by=person)


def test_nothing_is_said_of_what_has_not_been():
    visit = given.visit(state=VisitState.CONFIRMED)
    with pytest.raises(Conflict):
        feedbacks.give(visit=visit, said=SAID, by=visit.organiser)


def test_a_share_is_told_only_from_five_answers_on(client):
    offer = given.offer()
    answers = [GoAgain.YES, GoAgain.YES, GoAgain.NO, GoAgain.MAYBE, GoAgain.YES]
    for day, again in enumerate(answers[:4], start=1):
        here = held(days=-day, offer=offer)
        feedback(here.visit, here.teacher, SCHOOL, again)
        feedback(here.visit, here.host, HOST, GoAgain.NO)
    assert selectors.share_of(offer.pk) is None

    here = held(days=-6, offer=offer)
    feedback(here.visit, here.teacher, SCHOOL, answers[4])

    assert selectors.share_of(offer.pk) == selectors.Share(5, 60)
    given.slot(offer)
    client.force_login(here.teacher)
    for place in (reverse("open_slot_list"), reverse("hosting_detail", args=[offer.pk])):
        assert "60% trong 5 trường muốn đi lại" in client.get(place).content.decode()
    [row] = client.get(reverse("api-open-slot-list")).json()["results"]
    assert row["again_percent"] == 60


def test_on_the_page_a_mistake_is_said_and_nothing_is_lost(client):
    here = held()
    client.force_login(here.host)
    place = reverse("visit_feedback", args=[here.visit.pk])

    page = client.post(place, {"well": "Rất vui"})
    assert page.status_code == 422
    assert "Rất vui" in page.content.decode()
    client.post(place, {"score": "5", "well": "Rất vui", "again": "yes"})
    assert [(row.side, row.score, row.again) for row in Feedback.objects.all()] == [("host", 5, "yes")]


def test_over_the_api(client):
    here = held()
    client.force_login(here.teacher)
    body = {"score": 3, "well": "Vui", "better": "Thêm giờ", "again": "maybe"}
    answer = client.post(reverse("api-visit-feedback", args=[here.visit.pk]), body, content_type="application/json")

    assert {name: answer.json()[name] for name in body} == body
    body["score"] = 6
    client.force_login(here.host)
    answer = client.post(reverse("api-visit-feedback", args=[here.visit.pk]), body, content_type="application/json")
    assert answer.status_code == 400
    assert Feedback.objects.count() == 1
