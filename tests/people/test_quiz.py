"""The safeguarding quiz: its questions, the draw, the marks, and what cannot be replayed."""

import datetime as dt
import random

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound
from people import quiz_bank, rules
from people.enums import ClearanceCheck
from people.models import Clearance, QuizTry
from people.selectors import quizzes as selectors
from people.services import quizzes
from tests import make

pytestmark = pytest.mark.django_db
QUIZ = ClearanceCheck.SAFEGUARDING_QUIZ


def wrong(order):
    return (order.index(quiz_bank.RIGHT) + 1) % len(order)


def answers_with_wrong(taken, ids):
    return [wrong(order) if id_ in ids else order.index(quiz_bank.RIGHT) for id_, order in taken.drawn]


def ids_of(taken, *, must):
    known = quiz_bank.questions(taken.version)
    return [id_ for id_, _order in taken.drawn if known[id_].must == must]


def test_the_bank_is_whole_in_both_languages():
    known = quiz_bank.questions(quiz_bank.newest())

    assert len(known) >= 20
    assert sum(question.must for question in known.values()) >= rules.QUIZ_MUSTS
    for question in known.values():
        vi, en = question.words["vi"], question.words["en"]
        assert len(vi.options) == len(en.options) == len(set(vi.options)) == len(set(en.options)) == 4, question.id
        assert all((vi.text, vi.why, en.text, en.why)), question.id


def test_a_draw_is_ten_different_questions_with_enough_musts_in_another_order_each_time():
    draws = [quiz_bank.draw(quiz_bank.newest(), random.Random(seed)) for seed in range(30)]

    known = quiz_bank.questions(quiz_bank.newest())
    for drawn in draws:
        assert len({id_ for id_, _order in drawn}) == rules.QUIZ_QUESTIONS
        assert sum(known[id_].must for id_, _order in drawn) >= rules.QUIZ_MUSTS
        assert all(sorted(order) == [0, 1, 2, 3] for _id, order in drawn)
    assert len({str(drawn) for drawn in draws}) == 30
    assert {order.index(quiz_bank.RIGHT) for drawn in draws for _id, order in drawn} == {0, 1, 2, 3}


def test_all_right_passes_and_grants_the_check_without_a_reviewer():
    mentor = make.mentor(cleared=False)
    taken = quizzes.start(by=mentor)

    done = quizzes.answer(quiz_try=taken, answers=make.right_answers(taken), by=mentor)

    row = Clearance.objects.get(user=mentor)
    assert (done.is_passed, done.right) == (True, 10)
    assert (row.check_kind, row.reviewer, row.granted_on) == (QUIZ, None, clock.today())
    assert row.evidence == f"Đúng 10 trên 10 câu, đề {taken.version}."


@pytest.mark.parametrize(("musts", "others", "passes"), [(0, 2, True), (0, 3, False), (1, 0, False)])
def test_eight_of_ten_pass_unless_a_must_is_wrong(musts, others, passes):
    mentor = make.mentor(cleared=False)
    taken = next(taken for taken in _fresh(mentor) if len(ids_of(taken, must=False)) >= others)
    mistaken = ids_of(taken, must=True)[:musts] + ids_of(taken, must=False)[:others]

    done = quizzes.answer(quiz_try=taken, answers=answers_with_wrong(taken, mistaken), by=mentor)

    assert (done.is_passed, Clearance.objects.filter(user=mentor).exists()) == (passes, passes)


def _fresh(user):
    while True:
        QuizTry.objects.all().delete()
        yield quizzes.start(by=user)


def test_asking_again_gives_the_same_questions_while_the_try_is_open():
    mentor = make.mentor(cleared=False)

    first = quizzes.start(by=mentor)
    first.refresh_from_db()

    assert quizzes.start(by=mentor).drawn == first.drawn
    assert QuizTry.objects.count() == 1


def test_a_try_is_answered_once():
    mentor = make.mentor(cleared=False)
    taken = quizzes.start(by=mentor)
    quizzes.answer(quiz_try=taken, answers=answers_with_wrong(taken, ids_of(taken, must=True)), by=mentor)

    with pytest.raises(Conflict):
        quizzes.answer(quiz_try=taken, answers=make.right_answers(taken), by=mentor)

    assert not Clearance.objects.exists()


def test_three_tries_a_day_and_three_more_tomorrow():
    mentor = make.mentor(cleared=False)
    for _ in range(rules.QUIZ_TRIES_A_DAY):
        taken = quizzes.start(by=mentor)
        quizzes.answer(quiz_try=taken, answers=answers_with_wrong(taken, ids_of(taken, must=True)), by=mentor)

    with pytest.raises(Conflict):
        quizzes.start(by=mentor)
    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        assert quizzes.start(by=mentor).number == 1


def test_the_database_holds_three_a_day_and_one_open():
    mentor = make.mentor(cleared=False)
    make.quiz_try(mentor)

    for facts in ({"number": 2}, {"number": 1, "finished_at": clock.now()}, {"number": 4, "finished_at": clock.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.quiz_try(mentor, **facts)


def test_a_try_left_overnight_is_over():
    mentor = make.mentor(cleared=False)
    taken = quizzes.start(by=mentor)

    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        with pytest.raises(Conflict, match="hết giờ"):
            quizzes.answer(quiz_try=taken, answers=make.right_answers(taken), by=mentor)
        fresh = quizzes.start(by=mentor)

    taken.refresh_from_db()
    assert (taken.finished_at is not None, taken.is_passed, fresh.pk != taken.pk) == (True, False, True)


@pytest.mark.parametrize("answers", [[], [0] * 9, [0] * 11, [9] * 10, [-1] * 10])
def test_what_is_no_answer_is_refused_and_the_try_stays_open(answers):
    mentor = make.mentor(cleared=False)
    taken = quizzes.start(by=mentor)

    with pytest.raises(Invalid):
        quizzes.answer(quiz_try=taken, answers=answers, by=mentor)

    taken.refresh_from_db()
    assert taken.finished_at is None


def test_an_open_try_does_not_tell_which_option_is_right():
    mentor = make.mentor(cleared=False)

    shown = selectors.shown(quizzes.start(by=mentor))

    assert {(question.right, question.chosen, question.why) for question in shown} == {(None, None, "")}


def test_the_pages_from_the_start_to_the_explanations(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)
    place = client.post(reverse("quiz_start")).url
    taken = QuizTry.objects.get()

    half = client.post(place, {"q0": "0"})
    assert (half.status_code, half.content.decode().count("Câu này chưa trả lời.")) == (422, 9)
    client.post(place, {f"q{n}": str(place_) for n, place_ in enumerate(make.right_answers(taken))})
    page = client.get(place).content.decode()

    assert "đúng 10/10 câu" in page
    known = quiz_bank.questions(taken.version)
    assert all(known[id_].words["vi"].why.split("“")[0] in page.replace("&#x27;", "'") for id_, _order in taken.drawn)


def test_whoever_failed_is_told_what_to_do_next(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)
    told = []
    for _try in range(3):
        taken = quizzes.start(by=mentor)
        quizzes.answer(quiz_try=taken, answers=answers_with_wrong(taken, ids_of(taken, must=True)), by=mentor)
        told.append(client.get(reverse("quiz_try", args=[taken.pk])).content.decode())
    assert ["hôm nay còn 2 lượt" in page for page in told] == [True, False, False]
    assert ["ngày mai làm lại" in page for page in told] == [False, False, True]


def test_the_api_hides_what_is_right_until_the_answers_are_in(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)

    opened = client.post("/api/v1/clearance/quiz/").json()
    taken = QuizTry.objects.get()
    body = {"answers": make.right_answers(taken)}
    done = client.post(f"/api/v1/clearance/quiz/{taken.pk}/", body, content_type="application/json").json()

    assert {question["right"] for question in opened["questions"]} == {None}
    assert [question["right"] for question in done["questions"]] == body["answers"]
    assert (opened["is_finished"], done["is_passed"]) == (False, True)


def test_anothers_try_is_not_found(client):
    taken = make.quiz_try(make.mentor(cleared=False))
    other = make.mentor(cleared=False)
    client.force_login(other)

    assert client.get(reverse("quiz_try", args=[taken.pk])).status_code == 404
    with pytest.raises(NotFound):
        selectors.own_of(other, taken.pk)
