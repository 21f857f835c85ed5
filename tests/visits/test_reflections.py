"""What pupils tell of a visit: drafts, sending, a kind word, sharing without a name."""

import pytest
from django.urls import reverse

from core.errors import Conflict, Invalid, NotFound, Refused
from people.models import RecordRead
from tests import make
from tests.visits import given
from tests.visits.given_after import TOLD, held, reflection
from tests.visits.given_chain import told
from visits.models import Reflection
from visits.selectors import reflections as selectors
from visits.services import after_pages, reflections
from visits.services.reflections import Told

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_and_only_the_pupil_reads_it():
    here = held()
    reflections.save(attendee=here.place, told=Told(seen="Một câu"), send=False, by=here.pupil)
    reflections.save(attendee=here.place, told=Told(seen="Hai câu"), send=False, by=here.pupil)

    assert Reflection.objects.get().seen == "Hai câu"
    assert after_pages.of(visit=here.visit, viewer=here.pupil).reflection.seen == "Hai câu"
    assert after_pages.of(visit=here.visit, viewer=here.teacher).sent == []
    assert told("reflection_sent") == set()


def test_what_is_sent_the_organiser_is_told_and_it_stays_as_it_is():
    here = held()
    reflections.save(attendee=here.place, told=Told(**TOLD), send=True, by=here.pupil)

    assert told("reflection_sent") == {here.teacher}
    with pytest.raises(Conflict):
        reflections.save(attendee=here.place, told=Told(**TOLD), send=True, by=here.pupil)


def test_sending_needs_all_three_answers_and_loses_nothing():
    here = held()
    with pytest.raises(Invalid) as refusal:
        reflections.save(attendee=here.place, told=Told(seen="Một câu"), send=True, by=here.pupil)

    assert set(refusal.value.errors) == {"surprised", "onward"}


@pytest.mark.parametrize(("days", "may"), [(-29, True), (-32, False)])
def test_a_pupil_tells_within_thirty_days(days, may):
    here = held(days=days)
    assert (after_pages.of(visit=here.visit, viewer=here.pupil).reflect_held is None) is may


def test_only_who_came_tells():
    here = held()
    other = make.pupil(here.school)

    with pytest.raises(Refused):
        reflections.save(attendee=here.place, told=Told(**TOLD), send=True, by=other)
    with pytest.raises(NotFound):
        selectors.get_place(other, here.visit)


def test_the_teacher_answers_and_the_pupil_hears():
    here = held()
    row = reflection(here.place)
    reflections.answer(reflection=row, word="Câu hỏi hay lắm!", by=here.teacher)

    assert after_pages.of(visit=here.visit, viewer=here.pupil).reflection.word == "Câu hỏi hay lắm!"
    assert told("reflection_answered") == {here.pupil}


def test_the_host_reads_only_what_is_shared_and_no_name():
    here = held()
    friend = make.pupil(here.school, full_name="Vũ Văn Mít Dai")
    given.pupil_on(here.visit, friend)
    row = reflection(here.place, seen="Em đi cùng Vũ Văn Mít Dai, xem máy tiện.")
    assert selectors.shared_of(here.visit) == []

    reflections.share(reflection=row, by=here.teacher)

    [telling] = after_pages.of(visit=here.visit, viewer=here.host).tellings
    assert telling.who == "một bạn lớp 8"
    assert telling.seen == "Em đi cùng một bạn, xem máy tiện."
    assert after_pages.of(visit=here.visit, viewer=here.host).sent == []
    assert told("reflection_shared") == {here.host}


@pytest.mark.parametrize("words", ["Gọi em số 0912 345 678 nhé", "kb zalo với em nha", "Em không muốn sống nữa"])
def test_contact_details_and_calls_for_help_are_never_shared(words):
    here = held()
    row = reflection(here.place, onward=words)

    for despite in (False, True):
        with pytest.raises(Conflict):
            reflections.share(reflection=row, despite=despite, by=here.teacher)
    [sent] = after_pages.of(visit=here.visit, viewer=here.teacher).sent
    assert sent.is_never_shared
    assert sent.found


def test_what_else_is_found_is_shared_after_a_second_look():
    here = held()
    row = reflection(here.place, onward="Mai mình gặp nhau ở quán cà phê nhé")
    assert "meeting" in {one.kind for one in selectors.found_in(row)}

    with pytest.raises(Conflict):
        reflections.share(reflection=row, by=here.teacher)
    assert reflections.share(reflection=row, despite=True, by=here.teacher).shared_by == here.teacher


@pytest.mark.parametrize("who", ["host", "pupil", "colleague"])
def test_only_the_organiser_and_the_head_answer_and_share(who):
    here = held()
    row = reflection(here.place)
    person = given.teacher(here.school) if who == "colleague" else getattr(here, who)

    with pytest.raises(Refused):
        reflections.answer(reflection=row, word="Hay!", by=person)
    with pytest.raises(Refused):
        reflections.share(reflection=row, by=person)
    assert after_pages.of(visit=here.visit, viewer=person).sent == []


def test_names_shown_to_the_teacher_are_noted(client):
    here = held()
    reflection(here.place)
    client.force_login(here.teacher)

    assert here.pupil.full_name in client.get(reverse("visit_after", args=[here.visit.pk])).content.decode()
    assert [row.pupil for row in RecordRead.objects.filter(reader=here.teacher)] == [here.pupil]


def test_a_mistake_on_the_page_keeps_what_was_typed(client):
    here = held()
    client.force_login(here.pupil)
    place = reverse("visit_reflect", args=[here.visit.pk])

    page = client.post(place, {"seen": "Một xưởng sạch", "send": "on"})
    assert page.status_code == 422
    assert "Một xưởng sạch" in page.content.decode()
    client.post(place, {"seen": "Một xưởng sạch"})
    assert Reflection.objects.get().sent_at is None
    client.post(place, {**TOLD, "send": "on"})
    assert Reflection.objects.get().seen == TOLD["seen"]


def test_over_the_api(client):
    here = held()
    client.force_login(here.pupil)
    client.post(
        reverse("api-visit-reflect", args=[here.visit.pk]), {**TOLD, "send": True}, content_type="application/json"
    )
    row = Reflection.objects.get()
    client.force_login(here.teacher)
    client.post(
        reverse("api-reflection-answer", args=[here.visit.pk, row.pk]),
        {"word": "Hay!"},
        content_type="application/json",
    )
    client.post(reverse("api-reflection-share", args=[here.visit.pk, row.pk]), {}, content_type="application/json")
    client.force_login(here.host)

    answer = client.get(reverse("api-visit-after", args=[here.visit.pk])).json()
    assert [one["who"] for one in answer["tellings"]] == ["một bạn lớp 8"]
    assert answer["sent"] == []
    assert here.pupil.full_name not in str(answer)
