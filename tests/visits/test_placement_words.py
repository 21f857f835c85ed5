"""Words in an internship that no teacher reads first: no way to somebody, and a call for help stays with the school."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core import clock
from core.errors import Invalid
from people import personal_data
from people.models import Concern, User
from tests.visits import given_placements
from tests.visits.given_sessions import api, as_
from visits.enums import Competence, EvaluationSide, PlacementAction, PlacementState
from visits.models import Evaluation, PlacementEvent
from visits.selectors import placement_said
from visits.services import evaluations, placement_log, placements
from visits.services.evaluations import Words
from visits.services.placement_log import Day
from visits.services.placement_terms import Task

pytestmark = pytest.mark.django_db

# A Wednesday in term, with no public holiday in the weeks around it.
NOW = dt.datetime(2026, 10, 14, 7, tzinfo=dt.UTC)
CONTACTS = ["Anh nhắn zalo 0912 345 678 nhé", "Gửi vào thu.ha@vi-du.vn giúp em", "Vào https://hop.example.vn/x"]
CONTACT = CONTACTS[0]
BOTH = f"Em không muốn sống nữa. {CONTACT}"
PLAIN = "Đo mười chi tiết."
KEPT = "Phần này ở lại với thầy cô của trường."
KIND = "Em không một mình đâu."
LOOK = "Thầy cô đọc kỹ chỗ này"
SCORES = dict.fromkeys(Competence.values, 3)


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def running():
    return given_placements.running(last=2)


def pupil_of(placement):
    return User.objects.get(pk=placement.pupil_id)


def log(placement, **words):
    entry = Day(clock.today(), dt.time(14), dt.time(16), **{"did": PLAIN, **words})
    return placement_log.write(placement=placement, entry=entry, by=pupil_of(placement))


def say_last(placement, side, **words):
    said = Words(**{"words": PLAIN, **words})
    if side == EvaluationSide.PUPIL:
        return evaluations.reflect(placement=placement, said=said, by=pupil_of(placement))
    by = placement.supervisor if side == EvaluationSide.SUPERVISOR else placement.adviser
    return evaluations.evaluate(placement=placement, said=Words(said.words, SCORES), by=by)


def read_by(client, placement) -> dict[str, tuple[str, str]]:
    """The page and the API of each who is part of it."""
    people = {"pupil": pupil_of(placement), "adviser": placement.adviser, "supervisor": placement.supervisor}
    return {who: told(client, user, placement) for who, user in people.items()}


def told(client, user, placement):
    page = as_(client, user).get(reverse("placement_detail", args=[placement.pk])).content.decode()
    return page, api(user).get(f"/api/v1/placements/{placement.pk}/").content.decode()


def shown(read, words):
    return {who: [words in text for text in texts] for who, texts in read.items()}


@pytest.mark.parametrize("field", ["did", "learnt", "question"])
@pytest.mark.parametrize("words", CONTACTS)
def test_the_log_holds_no_way_to_somebody(running, field, words):
    with pytest.raises(Invalid) as refused:
        log(running, **{field: words})

    assert (list(refused.value.errors), running.entries.count()) == ([field], 0)


@pytest.mark.parametrize("side", list(EvaluationSide))
@pytest.mark.parametrize("words", CONTACTS)
def test_no_side_ends_with_a_way_to_somebody(running, side, words):
    with pytest.raises(Invalid) as refused:
        say_last(running, side, words=words)

    assert (list(refused.value.errors), running.evaluations.count()) == (["words"], 0)


@pytest.mark.parametrize("field", ["words", "hard", "onward"])
def test_each_of_a_pupils_three_answers_is_looked_at(running, field):
    with pytest.raises(Invalid) as refused:
        say_last(running, EvaluationSide.PUPIL, **{field: CONTACT})

    assert list(refused.value.errors) == [field]


def test_page_and_api_refuse_by_the_field_and_keep_what_was_typed(running, client):
    hours = {"day": clock.today().isoformat(), "starts": "14:00", "ends": "16:00"}
    sent = [
        (running.pupil, "log", "log_form", {**hours, "did": PLAIN, "question": CONTACT}, "question"),
        (running.pupil, "reflect", "words_form", {"words": PLAIN, "hard": CONTACT, "onward": PLAIN}, "hard"),
        (running.supervisor, "evaluate", "words_form", {**SCORES, "words": CONTACT}, "words"),
    ]
    for who, act, form, body, field in sent:
        page = as_(client, who).post(reverse(f"placement_{act}", args=[running.pk]), body)
        words = {"words": CONTACT, "scores": SCORES} if act == "evaluate" else body
        answer = api(who).post(f"/api/v1/placements/{running.pk}/{act}/", words, format="json")

        assert (page.status_code, list(page.context[form].errors)) == (422, [field])
        assert CONTACT in page.content.decode()
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert (running.entries.count(), running.evaluations.count()) == (0, 0)


@pytest.mark.parametrize("part", ["log", "last words"])
def test_a_call_for_help_is_taken_whatever_else_is_in_it_and_stays_with_the_school(running, client, part):
    if part == "log":
        log(running, question=BOTH)
    else:
        say_last(running, EvaluationSide.PUPIL, onward=BOTH)

    read = read_by(client, running)

    assert shown(read, BOTH) == {"pupil": [True, True], "adviser": [True, True], "supervisor": [False, False]}
    assert shown(read, KEPT) == {"pupil": [False, False], "adviser": [False, False], "supervisor": [True, True]}
    assert Concern.objects.get().called_by == running.pupil


def test_what_was_written_in_a_log_before_is_kept_from_the_host(running, client):
    given_placements.entry(running, did=CONTACT)

    read = read_by(client, running)
    summary = as_(client, running.supervisor).get(reverse("placement_summary", args=[running.pk])).content.decode()

    assert shown(read, CONTACT) == {"pupil": [True, True], "adviser": [True, True], "supervisor": [False, False]}
    assert (LOOK in read["adviser"][0], LOOK in read["pupil"][0]) == (True, False)
    assert (CONTACT in summary, KEPT in summary) == (False, True)


def test_what_a_supervisor_said_at_the_end_before_is_kept_from_the_pupil(running, client):
    Evaluation.objects.create(
        placement=running,
        side=EvaluationSide.SUPERVISOR,
        author=running.supervisor,
        scores=SCORES,
        words=CONTACT,
        written_at=clock.now(),
    )

    read = read_by(client, running)
    copies = {
        who: str(personal_data.HOLDINGS["placement_words"].read(user))
        for who, user in (("pupil", pupil_of(running)), ("supervisor", running.supervisor))
    }

    assert shown(read, CONTACT) == {"pupil": [False, False], "adviser": [True, True], "supervisor": [True, True]}
    assert {who: (CONTACT in copy, KEPT in copy) for who, copy in copies.items()} == {
        "pupil": (False, True),
        "supervisor": (True, False),
    }


def test_what_was_kept_in_the_copy_stands_whole_on_the_pupils_own_words(running):
    say_last(running, EvaluationSide.PUPIL, hard=BOTH)

    assert BOTH in str(personal_data.HOLDINGS["placement_words"].read(pupil_of(running)))


@pytest.mark.parametrize("words", CONTACTS)
def test_a_pupil_takes_the_yes_back_without_a_way_to_somebody(running, words):
    with pytest.raises(Invalid) as refused:
        placements.take_key_back(placement=running, reason=words, by=pupil_of(running))

    running.refresh_from_db()
    assert (list(refused.value.errors), running.pupil_agreed_at is None) == (["reason"], False)


def test_the_page_returns_a_reason_that_was_refused(running, client):
    where = reverse("placement_take_key_back", args=[running.pk])

    page = as_(client, pupil_of(running)).post(where, {"reason": CONTACT})
    answer = api(running.pupil).post(f"/api/v1/placements/{running.pk}/take-key-back/", {"reason": CONTACT})

    assert (page.status_code, list(page.context["reason_form"].errors)) == (422, ["reason"])
    assert CONTACT in page.content.decode()
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["reason"])


def test_a_reason_that_calls_for_help_is_heard_and_the_host_does_not_read_it(client):
    made = given_placements.placement(state=PlacementState.AGREED, first=3)
    placements.take_key_back(placement=made, reason=BOTH, by=pupil_of(made))

    pages = {who: page for who, (page, _answer) in read_by(client, made).items()}

    assert {who: (BOTH in page, KEPT in page, LOOK in page, KIND in page) for who, page in pages.items()} == {
        "pupil": (True, False, False, True),
        "adviser": (True, False, True, False),
        "supervisor": (False, True, False, False),
    }
    assert Concern.objects.get().called_by == made.pupil


def test_what_a_pupil_gave_as_a_reason_before_is_kept_from_the_host_and_the_adults_reasons_from_the_pupil(running):
    for who in (running.pupil, running.supervisor):
        PlacementEvent.objects.create(
            placement=running, action=PlacementAction.TAKE_BACK, actor=who, text=CONTACT, at=clock.now()
        )

    def texts(viewer):
        return [row.text for row in placement_said.events_for(User.objects.get(pk=viewer.pk), running)]

    assert {who: texts(getattr(running, who)) for who in ("pupil", "adviser", "supervisor")} == {
        "pupil": ["", CONTACT],
        "adviser": [CONTACT, CONTACT],
        "supervisor": [CONTACT, KEPT],
    }


def test_what_the_pupil_will_do_is_described_without_a_way_to_somebody(client):
    made = given_placements.placement(described=False)
    said = given_placements.description(made.offer, tasks=[Task(PLAIN, is_clear=True), Task(CONTACT, is_clear=True)])

    with pytest.raises(Invalid) as refused:
        placements.describe(placement=made, description=said, by=made.offer.author)
    typed = {"task_1": CONTACT, "clear_1": "on", "place_is_clear": "on"}
    adults = {"supervisor": said.supervisor.pk, "second_adult": said.second_adult.pk}
    page = as_(client, made.offer.author).post(reverse("placement_describe", args=[made.pk]), {**adults, **typed})

    made.refresh_from_db()
    assert (list(refused.value.errors), made.tasks) == (["tasks"], [])
    assert (page.status_code, CONTACT in page.content.decode()) == (422, True)
    assert "Xin đừng ghi số điện thoại" in page.content.decode()
