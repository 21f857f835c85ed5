"""A school asks for a slot that does not exist: who is told, who answers, how it ends."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people.models import Notice
from tests import make
from tests.races import race
from tests.visits import given, given_finding
from visits.enums import SlotRequestState, VisitState
from visits.models import Slot, SlotRequest, SlotRequestHost, Visit
from visits.selectors import slot_requests as selectors
from visits.services import slot_requests, visits

pytestmark = pytest.mark.django_db
CAT_HAI = "11914"


@pytest.fixture
def teacher():
    return given.teacher()


def times(request, days=1, minutes=120):
    day = request.first_day + dt.timedelta(days=days)
    starts_at = dt.datetime.combine(day, dt.time(8), tzinfo=clock.zone())
    return {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(minutes=minutes)}


def told(of, offer):
    return SlotRequestHost.objects.select_related("offer", "request").get(request=of, offer=offer)


def asked(teacher, offer, **facts):
    return given_finding.slot_request(teacher, told=[offer], **facts)


def test_hosts_who_fit_are_told_once(teacher):
    fit = given.offer()
    given.offer(given.host(fit.organisation))
    other_field = given.offer()
    other_field.fields.clear()
    given.offer(party_max=19)
    make.offer()
    lapsed = given.offer()
    lapsed.author.clearances.update(revoked_at=clock.now())

    made = slot_requests.ask(wanted=given_finding.ask(teacher), by=teacher)

    assert [row.offer for row in made.hosts.all()] == [fit]
    notice = Notice.objects.get(kind="slot_requested")
    assert (notice.recipient, notice.path) == (fit.author, reverse("slot_request_detail", args=[made.pk]))
    assert slot_requests.look_again() == 0


def test_the_fittest_come_first_then_the_nearest_and_no_more_than_ten():
    idea = make.idea()
    teacher = given.teacher(idea.club.school)
    far = given.offer(given.host(make.organisation(commune=make.commune(CAT_HAI))))
    near = [given.offer() for _ in range(10)]
    given.pair(idea, far, 0.8)

    made = slot_requests.ask(wanted=given_finding.ask(teacher), by=teacher)

    assert [row.offer for row in made.hosts.all()] == [far, *near[:9]]


def test_hosts_near_the_wanted_commune_come_first(teacher):
    near, far = given.offer(), given.offer(given.host(make.organisation(commune=make.commune(CAT_HAI))))
    wanted = given_finding.ask(teacher, commune=make.commune(CAT_HAI))

    made = slot_requests.ask(wanted=wanted, by=teacher)

    assert [row.offer for row in made.hosts.all()] == [far, near]


def test_where_one_host_is_meant_only_that_one_is_told(teacher):
    given.offer()
    meant = given.offer()

    made = slot_requests.ask(wanted=given_finding.ask(teacher, offer=meant), by=teacher)

    assert [row.offer for row in made.hosts.all()] == [meant]


def test_hosts_who_come_later_are_told_too(teacher):
    made = slot_requests.ask(wanted=given_finding.ask(teacher), by=teacher)
    late = given.offer()

    assert (slot_requests.look_again(), slot_requests.look_again()) == (1, 0)
    assert [row.offer for row in made.hosts.all()] == [late]


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("last_day", {"last_day": dt.date(2020, 1, 1), "first_day": dt.date(2020, 1, 2)}),
        ("last_day", {"last_day": dt.date(2020, 1, 2), "first_day": dt.date(2020, 1, 1)}),
        ("last_day", {"last_day": dt.date(2090, 1, 2)}),
        ("party", {"party": 0}),
        ("party", {"party": 201}),
        ("about", {"about": "  "}),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(teacher, field, facts):
    with pytest.raises(Invalid) as refusal:
        slot_requests.ask(wanted=given_finding.ask(teacher, **facts), by=teacher)

    assert refusal.value.field == field
    assert not SlotRequest.objects.exists()


def test_nobody_asks_for_another_school(teacher):
    for somebody in (given.teacher(), given.host(), make.pupil()):
        with pytest.raises(Refused):
            slot_requests.ask(wanted=given_finding.ask(teacher), by=somebody)


def test_an_answer_opens_the_slot_and_books_the_school(teacher):
    offer = given.offer()
    made = asked(teacher, offer)

    slot = slot_requests.answer(told=told(made, offer), by=offer.author, **times(made))

    made.refresh_from_db()
    visit = Visit.objects.get()
    assert (made.state, made.slot, made.answered_by) == (SlotRequestState.ANSWERED, slot, offer.author)
    assert (visit.slot, visit.organiser, visit.party, visit.state) == (slot, teacher, 20, VisitState.ASKED)
    assert (slot.seats, Slot.objects.get().seats_taken) == (20, 20)
    notice = Notice.objects.get(recipient=teacher)
    assert (notice.kind, notice.facts["host"]) == ("slot_request_answered", offer.organisation.name)


@pytest.mark.parametrize(
    ("field", "when"), [("day", {"days": 31}), ("day", {"days": -1}), ("minutes", {"minutes": 20})]
)
def test_an_answer_outside_of_what_was_asked_opens_nothing(teacher, field, when):
    offer = given.offer()
    made = asked(teacher, offer)

    with pytest.raises(Invalid) as refusal:
        slot_requests.answer(told=told(made, offer), by=offer.author, **times(made, **when))

    assert refusal.value.field == field
    assert not Slot.objects.exists()


def test_an_answer_over_another_slot_of_the_host_opens_nothing(teacher):
    offer = given.offer()
    made = asked(teacher, offer)
    given.slot(offer, **times(made))

    with pytest.raises(Conflict, match="chồng lên"):
        slot_requests.answer(told=told(made, offer), by=offer.author, **times(made))
    assert SlotRequest.objects.get().state == SlotRequestState.OPEN


def test_an_answer_when_the_teacher_is_elsewhere_opens_nothing(teacher):
    offer = given.offer()
    made = asked(teacher, offer)
    given.visit(given.slot(**times(made)), teacher)

    with pytest.raises(Conflict, match=teacher.full_name):
        slot_requests.answer(told=told(made, offer), by=offer.author, **times(made))
    assert not Slot.objects.filter(offer=offer).exists()


def test_only_who_speaks_for_a_told_host_answers(teacher):
    offer = given.offer()
    made = asked(teacher, offer)

    for somebody in (given.host(), make.mentor(offer.organisation), teacher):
        with pytest.raises(Refused):
            slot_requests.answer(told=told(made, offer), by=somebody, **times(made))
        with pytest.raises(NotFound):
            selectors.get_told(somebody, made.pk)


def test_a_host_says_no_and_may_think_again(teacher):
    offer = given.offer()
    made = asked(teacher, offer)

    slot_requests.decline(told=told(made, offer), by=offer.author)
    first = told(made, offer).declined_at
    slot_requests.decline(told=told(made, offer), by=offer.author)

    assert told(made, offer).declined_at == first
    assert list(selectors.waiting_for(offer.author)) == []
    slot_requests.answer(told=told(made, offer), by=offer.author, **times(made))
    assert SlotRequest.objects.get().state == SlotRequestState.ANSWERED


def test_who_asked_or_the_head_withdraws_and_a_colleague_does_not(teacher):
    for by, allowed in (
        (teacher, True),
        (given.head(_school(teacher)), True),
        (given.teacher(_school(teacher)), False),
    ):
        made = asked(teacher, given.offer())
        if allowed:
            assert slot_requests.withdraw(request=made, by=by).state == SlotRequestState.WITHDRAWN
        else:
            with pytest.raises(Refused):
                slot_requests.withdraw(request=made, by=by)


def test_what_ended_is_not_withdrawn(teacher):
    made = asked(teacher, given.offer(), state=SlotRequestState.EXPIRED)

    with pytest.raises(Conflict):
        slot_requests.withdraw(request=made, by=teacher)


def test_a_request_nobody_answered_ends_after_its_last_day_and_the_school_is_told(teacher):
    made = asked(teacher, given.offer())
    at = dt.datetime.combine(made.last_day + dt.timedelta(days=1), dt.time(1), tzinfo=clock.zone())
    assert slot_requests.expire_late() == 0
    with time_machine.travel(at):
        assert (slot_requests.expire_late(), slot_requests.expire_late()) == (1, 0)

    assert SlotRequest.objects.get().state == SlotRequestState.EXPIRED
    assert Notice.objects.get(recipient=teacher).kind == "slot_request_expired"


def test_the_own_school_and_told_hosts_see_it_and_nobody_else(teacher):
    offer = given.offer()
    made = asked(teacher, offer)
    colleague = given.teacher(_school(teacher))
    representative = make.representative(offer.organisation)
    uncleared = make.representative(offer.organisation, cleared=False)

    seen = {person: made in selectors.visible_to(person) for person in (teacher, colleague, offer.author)}
    assert set(seen.values()) == {True}
    assert made in selectors.visible_to(representative)
    for other in (given.teacher(), given.host(), uncleared, make.pupil(_school(teacher)), make.officer()):
        assert made not in selectors.visible_to(other)


def test_another_host_does_not_see_who_received_them(teacher):
    one, other = given.offer(), given.offer()
    made = given_finding.slot_request(teacher, told=[one, other])
    slot_requests.answer(told=told(made, one), by=one.author, **times(made))

    assert made in selectors.visible_to(one.author)
    assert made not in selectors.visible_to(other.author)


def test_the_slower_host_is_told_by_page_and_api(client, teacher):
    one, other = given.offer(), given.offer()
    made = given_finding.slot_request(teacher, told=[one, other])
    slot_requests.answer(told=told(made, one), by=one.author, **times(made))
    client.force_login(other.author)
    day = made.first_day.isoformat()

    page = client.post(reverse("slot_request_answer", args=[made.pk]), {"day": day, "starts": "13:00", "minutes": 60})
    api = client.post(
        reverse("api-slot-request-answer", args=[made.pk]),
        {"starts_at": f"{day}T13:00:00+07:00", "minutes": 60},
        "application/json",
    )

    assert (page.status_code, api.status_code) == (409, 409)
    assert "Một nơi khác vừa nhận đoàn này rồi." in page.content.decode()
    assert api.json()["detail"].startswith("Một nơi khác vừa nhận đoàn này rồi.")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_hosts_who_answer_at_once_one_receives_the_school(teacher):
    offers = [given.offer() for _ in range(4)]
    made = given_finding.slot_request(teacher, told=offers)

    def answer(index):
        row = told(made, offers[index])
        return slot_requests.answer(told=row, by=row.offer.author, **times(made))

    outcomes = race(4, answer)

    assert sum(isinstance(outcome, Slot) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
    assert (Slot.objects.count(), Visit.objects.count()) == (1, 1)


def test_the_pages_from_asking_to_the_answer(client, teacher):
    offer = given.offer()
    body = vars(given_finding.ask(teacher))
    sent = {"field": "industry_manufacturing", **{name: body[name] for name in ("party", "about")}}
    sent |= {name: body[name].isoformat() for name in ("first_day", "last_day")}
    client.force_login(teacher)
    answer = client.post(reverse("slot_request_create"), sent)
    made = SlotRequest.objects.get()
    assert answer.url == reverse("slot_request_detail", args=[made.pk])
    assert "Đã hỏi 1 nơi." in client.get(answer.url).content.decode()

    client.force_login(offer.author)
    assert teacher.full_name not in client.get(answer.url).content.decode()
    assert "1 trường đang hỏi" in client.get("/home/").content.decode()
    client.post(
        reverse("slot_request_answer", args=[made.pk]),
        {"day": made.first_day.isoformat(), "starts": "08:00", "minutes": 90},
    )

    made.refresh_from_db()
    assert made.state == SlotRequestState.ANSWERED
    client.force_login(teacher)
    assert reverse("open_slot_detail", args=[made.slot_id]) in client.get(answer.url).content.decode()


def test_a_conflict_leaves_what_the_host_typed(client, teacher):
    offer = given.offer()
    made = asked(teacher, offer)
    given.slot(offer, **times(made))
    client.force_login(offer.author)
    day = (made.first_day + dt.timedelta(days=1)).isoformat()

    answer = client.post(reverse("slot_request_answer", args=[made.pk]), {"day": day, "starts": "09:00", "minutes": 75})

    assert answer.status_code == 409
    assert 'value="75"' in answer.content.decode()


def test_the_home_of_a_school_shows_what_it_asked_and_what_fits(client):
    idea = make.idea()
    school = idea.club.school
    slot = given.slot()
    given.pair(idea, slot.offer)
    asked(given.teacher(school), given.offer())
    client.force_login(given.head(school))

    text = client.get("/home/").content.decode()

    assert "Đang hỏi nơi đón" in text
    assert "Nơi tham quan hợp với câu lạc bộ" in text
    assert reverse("open_slot_detail", args=[slot.pk]) in text


def test_the_lists_by_page_and_api(client, teacher):
    given.offer()
    running = asked(teacher, given.offer())
    asked(teacher, given.offer(), state=SlotRequestState.WITHDRAWN)
    client.force_login(teacher)

    rows = client.get(reverse("api-slot-request-list")).json()["results"]
    ended = client.get(reverse("api-slot-request-list"), {"ended": 1}).json()["results"]

    assert [row["id"] for row in rows] == [running.pk]
    assert [row["state"] for row in ended] == ["withdrawn"]
    assert (
        reverse("slot_request_detail", args=[running.pk]) in client.get(reverse("slot_request_list")).content.decode()
    )


def test_a_visit_can_go_on_as_any_other(teacher):
    offer = given.offer()
    made = asked(teacher, offer)
    slot_requests.answer(told=told(made, offer), by=offer.author, **times(made))
    visit = Visit.objects.get()

    accepted = visits.accept(visit=visit, safety=given.safety(offer), by=offer.author)

    assert accepted.state == VisitState.HOST_ACCEPTED


def _school(teacher):
    return teacher.affiliations.get().organisation.school
